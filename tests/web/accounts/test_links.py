"""Single-use links: asked for, sent, used once, too late, replaced."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from sello.accounts import hashing
from sello.accounts.domain.access import RESET_HOLDS, LinkKind, LinkSpent
from sello.accounts.domain.guesses import RESET_ACCOUNT
from sello.accounts.models import AccessLink, Person
from sello.accounts.queries import identity
from sello.accounts.service import access, links
from sello.core import clock
from sello.core.db import db, everywhere, scope_to
from sello.core.mail.outbox import OutboxMail
from tests import builders

NEW = "el puerto despierta temprano"
FORM = {"password": NEW, "repeat": NEW}


def ask(browser, person):
    return browser.post("/recuperar", data={"email": person.email})


def mails():
    with everywhere():
        return db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)).all()


def link_in(mail):
    found = re.search(r"http://localhost(/enlace/\S+)", mail.text)
    assert found is not None
    assert found.group(1) in mail.html
    return found.group(1)


def test_a_reset_link_sets_a_password_once_and_ends_every_session(town, browser, client_for):
    person = town.people.head
    elsewhere = client_for(person)
    assert ask(browser, person).location == "/entrar"
    (mail,) = mails()
    assert (mail.recipient, mail.secret, mail.urgent, mail.kind) == (person.email, True, True, "reset")
    path = link_in(mail)
    for _ in range(2):  # looking at it (a scanner of mails does) does not use it up
        assert browser.get(path).status_code == 200
    assert browser.post(path, data=FORM).location == "/mi-cola"
    assert browser.get("/mi-cuenta").status_code == 200
    assert elsewhere.get("/mi-cuenta").status_code == 303
    again = browser.post(
        path, data={"password": "otra frase muy distinta", "repeat": "otra frase muy distinta"}
    )
    assert again.status_code == 410
    assert "ya se usó o venció" in again.text
    assert hashing.matches(NEW, identity.credentials(person.email).password)


def test_the_answer_does_not_tell_whether_there_is_such_an_account(town, browser):
    with everywhere():
        db.session.execute(update(Person).where(Person.id == town.people.other_head.id).values(active=False))
    db.session.commit()
    for email in (town.people.head.email, town.people.other_head.email, "nadie@prueba.example"):
        answer = browser.post("/recuperar", data={"email": email})
        assert (answer.status_code, answer.location) == (303, "/entrar")
        assert "Si el correo corresponde a una cuenta" in browser.get("/entrar").text
    assert [mail.recipient for mail in mails()] == [town.people.head.email]


def test_a_link_ends_after_two_hours(town, browser):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        ask(browser, town.people.head)
        path = link_in(mails()[0])
        assert mails()[0].not_after == clock.now() + RESET_HOLDS
        traveller.shift(RESET_HOLDS - timedelta(seconds=1))
        assert browser.get(path).status_code == 200
        traveller.shift(timedelta(seconds=1))
        assert browser.get(path).status_code == 410
        assert browser.post(path, data=FORM).status_code == 410


def test_a_newer_link_makes_the_earlier_one_void(town, browser):
    ask(browser, town.people.head)
    ask(browser, town.people.head)
    first, second = (link_in(mail) for mail in mails())
    assert browser.get(first).status_code == 410
    assert browser.get(second).status_code == 200


def test_a_link_of_a_closed_account_opens_nothing(town, browser):
    ask(browser, town.people.head)
    path = link_in(mails()[0])
    with everywhere():
        db.session.execute(update(Person).where(Person.id == town.people.head.id).values(active=False))
    db.session.commit()
    assert browser.post(path, data=FORM).status_code == 410


def test_an_account_past_its_last_day_gets_its_password_but_does_not_come_in(town, browser):
    person = town.people.auditor
    ask(browser, person)
    path = link_in(mails()[0])
    with everywhere():
        db.session.execute(update(Person).where(Person.id == person.id).values(access_until=builders.FOUNDED))
    db.session.commit()
    assert browser.post(path, data=FORM).location == "/entrar"
    assert browser.get("/mi-cuenta").status_code == 303


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ({"password": "corta", "repeat": "corta"}, "al menos 12 caracteres"),
        ({"password": NEW, "repeat": "otra cosa"}, "no coinciden"),
        ({"password": "paula personas", "repeat": "paula personas"}, "fácil de adivinar"),
        ({}, "Este campo es obligatorio"),
    ],
)
def test_a_poor_password_is_refused_and_the_link_stays_good(town, browser, form, text):
    ask(browser, town.people.head)
    path = link_in(mails()[0])
    answer = browser.post(path, data=form)
    assert answer.status_code == 422
    assert text in answer.text
    assert browser.post(path, data=FORM).status_code == 303


def test_an_unknown_link_gets_the_same_page_as_a_used_one(app, browser):
    assert browser.get("/enlace/nada").status_code == 410


def test_more_requests_than_reasonable_send_no_more_mails_and_say_nothing(town, browser):
    answers = [ask(browser, town.people.head) for _ in range(RESET_ACCOUNT.tries + 2)]
    assert {answer.location for answer in answers} == {"/entrar"}
    assert len(mails()) == RESET_ACCOUNT.tries


def test_a_wrong_address_is_refused_by_the_form(app, browser):
    answer = browser.post("/recuperar", data={"email": "no es un correo"})
    assert answer.status_code == 422
    assert "Escriba un correo completo" in answer.text


def test_the_page_says_when_no_mail_can_be_sent(app, browser):
    assert "aún no envía correos" in browser.get("/recuperar").text


def test_of_two_who_use_a_link_at_once_one_is_told_that_it_is_spent(town):
    person = town.people.head
    delivery = links.Delivery(address=lambda token: token, hours=72)
    access.request_reset(person.email, delivery, at=builders.AT)
    token = mails()[0].text.split("contraseña nueva:\n")[1].split()[0]
    first = identity.link_owner(token, now=builders.NOW)
    second = identity.link_owner(token, now=builders.NOW)
    assert first == second
    assert first.kind is LinkKind.RESET
    access.set_password_by_link(first, NEW, now=builders.NOW)
    with pytest.raises(LinkSpent):
        access.set_password_by_link(second, "otra frase muy distinta", now=builders.NOW)


def test_the_link_itself_is_not_in_the_table(town, browser):
    ask(browser, town.people.head)
    token = link_in(mails()[0]).rsplit("/", 1)[1]
    scope_to(db.session(), town.institution.id)
    assert token not in db.session.scalars(select(AccessLink.token_hash)).all()
