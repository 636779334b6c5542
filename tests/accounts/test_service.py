"""Services against both databases: founding, guesses made at once, letters, locks."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from sello.accounts import hashing
from sello.accounts.domain.access import LinkKind
from sello.accounts.domain.actor import Role
from sello.accounts.domain.guesses import SIGN_IN_ACCOUNT, TooManyGuesses
from sello.accounts.domain.people import EmailTaken
from sello.accounts.jobs import JOBS
from sello.accounts.letters import link_letter
from sello.accounts.models import AccessLink, Appointment, Institution, Person, SignIn
from sello.accounts.queries import identity
from sello.accounts.service import access, enrolling, founding, guesses, links, people
from sello.core import jobs
from sello.core.db import db, everywhere, scope_to, unit_of_work
from sello.core.trail.events import Event
from tests import builders

PASSWORD = "la cordillera amanece nevada"
FOUNDING = {
    "institution": "  Municipalidad  de Prueba ",
    "name": "Sara Secretaria",
    "email": "Sara@Prueba.example",
    "post": "Encargada",
    "password": PASSWORD,
}


def found(**values):
    institution_id = founding.begin_instance(
        **(FOUNDING | values), at=builders.AT.there("America/Punta_Arenas")
    )
    db.session.commit()
    scope_to(db.session(), institution_id)
    return institution_id


def test_founding_makes_the_institution_and_its_first_secretariat(app):
    institution_id = found()
    place = db.session.get(Institution, institution_id)
    assert (place.name, place.zone) == ("Municipalidad de Prueba", "America/Punta_Arenas")
    person = db.session.scalars(select(Person)).one()
    assert (person.email, person.role, person.post) == ("sara@prueba.example", Role.SECRETARIAT, "Encargada")
    assert hashing.matches(PASSWORD, person.password)
    assert person.password_temporary
    assert db.session.scalars(select(Appointment.post)).all() == ["Encargada"]
    assert db.session.scalars(select(Event.act)).all() == ["institution.founded"]


def test_a_password_that_is_final_is_not_asked_to_be_changed(app):
    found(temporary=False)
    assert not db.session.scalars(select(Person)).one().password_temporary


def test_a_second_institution_may_be_founded_but_not_with_the_same_account(app):
    found()
    with pytest.raises(EmailTaken):
        found(institution="Otra", email="SARA@prueba.example ")
    db.session.rollback()
    assert found(institution="Otra", email="otra@prueba.example")
    assert len(db.session.scalars(select(Person)).all()) == 1  # the scope's own


def test_the_database_itself_refuses_what_the_rules_refuse(town):
    for facts in (
        {"substitute_id": town.people.head.id},
        {"substitute_from": builders.TODAY},
        {
            "substitute_id": town.people.head.id,
            "substitute_from": builders.TODAY,
            "substitute_until": builders.TODAY,
            "id": town.people.head.id,
        },
        {"email": town.people.auditor.email},
    ):
        with pytest.raises(IntegrityError):
            db.session.execute(update(Person).where(Person.id == town.people.head.id).values(**facts))
        db.session.rollback()


def test_guesses_made_at_once_are_all_counted(app):
    def guess(_number):
        def attempt():
            with app.app_context(), unit_of_work():
                guesses.count_sign_in("paula@prueba.example", "203.0.113.9", now=builders.NOW)

        try:
            Context().run(attempt)
        except TooManyGuesses:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(guess, range(SIGN_IN_ACCOUNT.tries + 8)))
    assert outcomes.count(True) == SIGN_IN_ACCOUNT.tries


def test_what_is_long_over_is_forgotten_and_what_may_matter_is_kept(town, settings):
    long_ago, lately = builders.NOW - timedelta(days=91), builders.NOW - timedelta(days=89)
    delivery = links.Delivery(address=str, hours=1)
    for moment in (long_ago, lately):
        access.request_reset(town.people.head.email, delivery, at=builders.AT.then(moment))
        guesses.count_sign_in(f"{moment.day}@prueba.example", None, now=moment)
    guesses.count_sign_in("hoy@prueba.example", "203.0.113.9", now=builders.NOW)
    ended = {town.people.head: long_ago, town.people.other_head: lately}
    for person, moment in ended.items():
        access.end_sessions(person.actor(), person.id, now=moment)
    db.session.commit()
    done = jobs.run(JOBS["access"], jobs.Work(settings, builders.NOW))
    assert done == {"sessions": 1, "links": 1, "guesses": 3}
    assert jobs.run(JOBS["access"], jobs.Work(settings, builders.NOW)) == {
        "sessions": 0,
        "links": 0,
        "guesses": 0,
    }
    with everywhere():
        assert db.session.scalar(select(func.count(SignIn.id))) == 5


def test_whoever_never_entered_stays_invited_however_long_ago(town, settings):
    """Her link is forgotten with the others only once she has entered: she is not taken for uninvited."""
    delivery, long_ago = (
        links.Delivery(address=str, hours=1),
        builders.AT.then(builders.NOW - timedelta(days=200)),
    )
    secretary = town.people.secretary.actor()
    with unit_of_work(town.institution.id):
        ids = []
        for name in ("Ana", "Bea"):
            email = f"{name.lower()}@prueba.example"
            data = people.PersonData(name, email, "", Role.CONTRIBUTOR, town.units.daf)
            ids.append(enrolling.enrol(secretary, data, at=long_ago))
        assert enrolling.invite_waiting(secretary, delivery, at=long_ago) >= 2
        db.session.get_one(Person, ids[1]).password = "$argon2id$"
    assert jobs.run(JOBS["access"], jobs.Work(settings, builders.NOW))["links"] >= 1
    with unit_of_work(town.institution.id):
        assert enrolling.invite_waiting(secretary, delivery, at=builders.AT) == 0
        kept = set(db.session.scalars(select(AccessLink.person_id)))
        assert ids[0] in kept
        assert ids[1] not in kept


def test_hashing_holds_no_lock(town, browser, monkeypatch):
    held = []
    honest = hashing.matches

    def look(password, stored):
        held.append(db.session().in_transaction())
        return honest(password, stored)

    monkeypatch.setattr(hashing, "matches", look)
    browser.post("/entrar", data={"email": town.people.head.email, "password": "x"})
    assert held == [False]


def test_hashes_are_argon2id_at_the_recommended_cost_unless_tests_say_otherwise():
    try:
        hashing.use_cost("normal")
        stored = hashing.hashed(PASSWORD)
        assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
        hashing.use_cost("low")
        assert hashing.matches(PASSWORD, stored)
        assert not hashing.matches(PASSWORD + " ", stored)
        assert not hashing.matches(PASSWORD, None)
        assert not hashing.matches(PASSWORD, "not a hash")
        with pytest.raises(KeyError):
            hashing.use_cost("none")
    finally:
        hashing.use_cost("low")


@pytest.mark.parametrize("kind", LinkKind, ids=str)
def test_a_letter_says_what_to_do_until_when_and_what_if_not(town, golden: Path, kind):
    with everywhere():
        person = replace(identity.credentials(town.people.head.email).person)
    mail = link_letter(
        kind,
        person,
        address="https://sello.example/enlace/secreto",
        until=builders.NOW,
        at=builders.AT,
        key="1",
    )
    assert f"{mail.subject}\n\n{mail.text}" == (golden / f"{kind.value}.txt").read_text(encoding="utf-8")
    assert mail.html == (golden / f"{kind.value}.html").read_text(encoding="utf-8")
    assert (mail.secret, mail.urgent, mail.not_after) == (True, True, builders.NOW)


def test_a_letter_shows_names_and_never_obeys_them(town):
    with everywhere():
        person = replace(identity.credentials(town.people.head.email).person, name="<b>Paula</b>")
    mail = link_letter(
        LinkKind.RESET,
        person,
        address="https://sello.example/",
        until=builders.NOW,
        at=builders.AT,
        key="1",
    )
    assert "<b>" not in mail.html
    assert "&lt;b&gt;Paula" in mail.html
