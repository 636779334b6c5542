"""The way in and out: password, guesses, sessions, cookies."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from argon2 import PasswordHasher
from sqlalchemy import select, update

from sello.accounts import hashing
from sello.accounts.domain.guesses import SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS, Limit
from sello.accounts.models import Guess, Person, SignIn
from sello.accounts.queries import identity as identity_queries
from sello.accounts.service import guesses
from sello.core import clock
from sello.core.db import db, everywhere
from sello.web import devices, identity
from tests import builders
from tests.conftest import Browser

PASSWORD = "la cordillera amanece nevada"


@pytest.fixture
def somebody(town):
    """A unit head who chose a password."""
    with_password(town.people.head)
    return town.people.head


def with_password(person, password=PASSWORD, **facts):
    with everywhere():
        db.session.execute(
            update(Person).where(Person.id == person.id).values(password=hashing.hashed(password), **facts)
        )
    db.session.commit()


def sign_in(browser, email, password=PASSWORD, **options):
    return browser.post("/entrar", data={"email": email, "password": password}, **options)


def open_sessions(person):
    with everywhere():
        return identity_queries.sessions(person.id, now=clock.now())


def test_whoever_knows_the_password_comes_in_and_goes_where_she_wanted(somebody, browser):
    answer = browser.post(
        "/entrar?next=/x",
        data={"email": f" {somebody.email.upper()} ", "password": PASSWORD, "next": "/mi-cuenta?a=1"},
    )
    assert (answer.status_code, answer.location) == (303, "/mi-cuenta?a=1")
    assert browser.get("/mi-cuenta").status_code == 200


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "other"]
)
def test_the_way_on_never_leads_elsewhere(somebody, browser, target):
    answer = browser.post("/entrar", data={"email": somebody.email, "password": PASSWORD, "next": target})
    assert answer.location == "/mi-cola"


@pytest.mark.parametrize("asked", ["", "/"])
@pytest.mark.parametrize(
    ("who", "start"),
    [
        ("secretary", "/"),
        ("authority", "/informes/autoridad"),
        ("auditor", "/evaluacion"),
        ("head", "/mi-cola"),
        ("contributor", "/mi-cola"),
    ],
)
def test_who_asked_for_nothing_begins_where_her_work_is(town, browser, client_for, who, start, asked):
    person = getattr(town.people, who)
    with_password(person)
    sent = {"email": person.email, "password": PASSWORD, "next": asked}
    assert browser.post("/entrar", data=sent).location == start
    assert client_for(person).get("/entrar", query_string={"next": asked}).location == start


def test_unknown_wrong_and_closed_are_told_apart_by_nobody(town, somebody, browser):
    with_password(town.people.other_head, active=False)
    with_password(town.people.auditor, access_until=builders.FOUNDED)
    answers = [
        sign_in(browser, "nadie@prueba.example"),
        sign_in(browser, somebody.email, "otra frase cualquiera"),
        sign_in(browser, town.people.contributor.email),  # invited, has no password yet
        sign_in(browser, town.people.other_head.email),
        sign_in(browser, town.people.auditor.email),
    ]
    assert {answer.status_code for answer in answers} == {422}
    pages = {re.sub(r'value="[^"]*"', "", answer.text) for answer in answers}
    assert len(pages) == 1
    assert "no coinciden, o la cuenta no está habilitada" in pages.pop()


def test_an_account_without_password_costs_as_much_time_as_one_with(town, browser, monkeypatch):
    seen = []
    honest = hashing.matches
    monkeypatch.setattr(hashing, "matches", lambda *a: seen.append(a) or honest(*a))
    sign_in(browser, "nadie@prueba.example")
    sign_in(browser, town.people.head.email)
    assert [stored for _, stored in seen] == [None, None]


def test_an_empty_form_comes_back_with_what_is_missing(app, browser):
    answer = browser.post("/entrar", data={})
    assert answer.status_code == 422
    assert answer.text.count("Este campo es obligatorio") >= 2


def test_guesses_at_an_account_are_slowed_down_and_the_wait_ends(somebody, browser):
    with time_machine.travel(builders.NOW, tick=False) as traveller:
        for _ in range(SIGN_IN_ACCOUNT.tries):
            assert "no coinciden" in sign_in(browser, somebody.email, "adivino la frase").text
        blocked = sign_in(browser, somebody.email)
        assert blocked.status_code == 429
        assert "demasiados intentos. Espere 15 min" in blocked.text
        traveller.shift(SIGN_IN_ACCOUNT.within + timedelta(seconds=1))
        assert sign_in(browser, somebody.email).status_code == 303


def test_strangers_do_not_shut_her_out_of_a_device_that_she_used(app, somebody, browser):
    sign_in(browser, somebody.email)
    browser.post("/salir")
    stranger = Browser(app, app.response_class)
    for _ in range(SIGN_IN_ACCOUNT.tries):
        sign_in(stranger, somebody.email, "adivino la frase")
    assert sign_in(stranger, somebody.email).status_code == 429
    assert sign_in(browser, somebody.email).status_code == 303
    assert sign_in(stranger, somebody.email).status_code == 429, "her coming in frees nobody else"


def test_a_device_that_knows_her_guesses_no_faster(somebody, browser):
    sign_in(browser, somebody.email)
    browser.post("/salir")
    for _ in range(SIGN_IN_ACCOUNT.tries):
        assert sign_in(browser, somebody.email, "adivino la frase").status_code == 422
    assert sign_in(browser, somebody.email).status_code == 429


def test_a_device_knows_only_who_came_in_there(app, town, somebody, browser):
    with_password(town.people.secretary)
    sign_in(browser, somebody.email)
    browser.post("/salir")
    stranger = Browser(app, app.response_class)
    for _ in range(SIGN_IN_ACCOUNT.tries):
        sign_in(stranger, town.people.secretary.email, "adivino la frase")
    assert sign_in(browser, town.people.secretary.email).status_code == 429


@pytest.mark.parametrize("forged", ["", "x", "e30.aaaaaa.bbbb"])
def test_a_forged_device_is_unknown(somebody, browser, forged):
    browser.set_cookie("sello-device", forged)
    for _ in range(SIGN_IN_ACCOUNT.tries):
        sign_in(browser, somebody.email, "adivino la frase")
    assert sign_in(browser, somebody.email).status_code == 429


def test_the_device_cookie_names_nobody_and_keeps_a_few(app, town, browser):
    people = [town.people.head, town.people.secretary, town.people.contributor]
    for person in people:
        with_password(person)
        said = sign_in(browser, person.email).headers.getlist("Set-Cookie")
        (cookie,) = [each for each in said if each.startswith("sello-device=")]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        browser.post("/salir")
    assert person.email not in cookie
    with app.test_request_context(headers={"Cookie": cookie.partition(";")[0]}):
        assert all(devices.known(f" {person.email.upper()}") for person in people)
        assert devices.known("nadie@prueba.example") is None


def test_guesses_at_many_accounts_from_one_address_are_slowed_down(app, browser):
    from_here = {"environ_base": {"REMOTE_ADDR": "2001:db8::1"}}
    for number in range(SIGN_IN_ADDRESS.tries):
        answer = sign_in(browser, f"n{number}@prueba.example", **from_here)
        assert "no coinciden" in answer.text
    neighbour = {"environ_base": {"REMOTE_ADDR": "2001:db8::ffff"}}
    assert "demasiados intentos" in sign_in(browser, "otra@prueba.example", **neighbour).text
    elsewhere = {"environ_base": {"REMOTE_ADDR": "2001:db8:0:1::1"}}
    assert "no coinciden" in sign_in(browser, "otra@prueba.example", **elsewhere).text


def test_the_count_keeps_neither_e_mail_nor_address(somebody, browser):
    sign_in(browser, somebody.email, "adivino la frase")
    keys = db.session.scalars(select(Guess.key)).all()
    assert len(keys) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)


def test_coming_in_clears_the_count_of_the_account(somebody, browser):
    for _ in range(SIGN_IN_ACCOUNT.tries - 1):
        sign_in(browser, somebody.email, "adivino la frase")
    assert sign_in(browser, somebody.email).status_code == 303
    assert db.session.scalars(select(Guess.tries)).all() == [SIGN_IN_ACCOUNT.tries - 1]  # the address's


def test_a_town_hall_behind_one_address_signs_in_as_a_whole(app, somebody, monkeypatch):
    def from_a_new_desk(*password):
        return sign_in(Browser(app, app.response_class), somebody.email, *password)

    monkeypatch.setattr(guesses, "SIGN_IN_ADDRESS", Limit(2, timedelta(minutes=15)))
    assert {from_a_new_desk().status_code for _ in range(4)} == {303}
    from_a_new_desk("adivino la frase")
    from_a_new_desk("adivino la frase")
    assert "demasiados intentos" in from_a_new_desk().text


def test_a_password_hashed_at_another_cost_is_hashed_again(somebody, browser):
    with everywhere():
        costly = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
        db.session.execute(update(Person).where(Person.id == somebody.id).values(password=costly))
    sign_in(browser, somebody.email)
    stored = identity_queries.credentials(somebody.email).password
    assert stored != costly
    assert hashing.matches(PASSWORD, stored)


def test_a_script_whose_session_ended_gets_an_answer_and_no_page(app, browser):
    answer = browser.get("/mi-cuenta", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert "Su sesión terminó" in answer.json["error"]


def test_without_the_forms_token_nothing_is_accepted_and_the_page_says_so_in_spanish(somebody, browser):
    browser.sends_token = False
    answer = sign_in(browser, somebody.email)
    assert answer.status_code == 400
    assert "formulario venció" in answer.text
    assert "No se perdió nada" in answer.text


def test_the_cookie_is_new_at_every_sign_in_and_unreadable_to_scripts(somebody, browser):
    with browser.session_transaction() as session:
        session["planted"] = "by somebody else"
    answer = sign_in(browser, somebody.email)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    with browser.session_transaction() as session:
        assert "planted" not in session


def test_the_token_itself_is_not_in_the_database(somebody, browser):
    sign_in(browser, somebody.email)
    with browser.session_transaction() as session:
        token = session["sign_in"]
    with everywhere():
        assert token not in db.session.scalars(select(SignIn.token_hash)).all()


def test_signing_out_ends_the_session_and_not_only_the_cookie(town, client_for):
    client = client_for(town.people.head)
    stolen = client_for(town.people.head)
    assert client.post("/salir").location == "/entrar"
    assert client.get("/").location.startswith("/entrar")
    assert stolen.get("/").location.startswith("/entrar")


def test_an_unused_cookie_ends_and_a_used_one_goes_on(town, client_for, settings):
    client = client_for(town.people.head)
    with time_machine.travel(clock.now(), tick=False) as traveller:
        client.get("/mi-cuenta")
        for _ in range(3):
            traveller.shift(timedelta(hours=settings.session_hours) - timedelta(minutes=1))
            assert client.get("/mi-cuenta").status_code == 200
        traveller.shift(timedelta(hours=settings.session_hours, minutes=1))
        assert client.get("/mi-cuenta").status_code == 303


def test_a_session_ends_after_two_weeks_however_much_it_is_used(somebody, browser):
    with time_machine.travel(builders.NOW, tick=False) as traveller:
        sign_in(browser, somebody.email)
        for _ in range(14 * 3):
            assert browser.get("/mi-cuenta").status_code == 200
            traveller.shift(timedelta(hours=8))
        assert browser.get("/mi-cuenta").status_code == 303


@pytest.mark.parametrize(
    "facts", [{"active": False}, {"access_until": builders.FOUNDED}], ids=["closed", "expired"]
)
def test_whoever_loses_access_is_out_at_the_next_request(town, client_for, facts):
    client = client_for(town.people.auditor)
    assert client.get("/mi-cuenta").status_code == 200
    with everywhere():
        db.session.execute(update(Person).where(Person.id == town.people.auditor.id).values(**facts))
    db.session.commit()
    assert client.get("/mi-cuenta").location.startswith("/entrar")


def test_a_temporary_password_is_changed_before_anything_else(town, browser):
    person = town.people.contributor
    with_password(person, password_temporary=True)
    sign_in(browser, person.email)
    for path in ("/", "/mi-cuenta"):
        assert browser.get(path).location == "/mi-cuenta/contrasena"
    assert "temporal" in browser.get("/mi-cuenta/contrasena").text
    new = "el puerto despierta temprano"
    form = {"current": PASSWORD, "password": new, "repeat": new}
    assert browser.post("/mi-cuenta/contrasena", data=form).location == "/mi-cuenta"
    assert browser.get("/").status_code == 200


def test_who_is_signed_in_needs_no_sign_in_page(town, client_for):
    assert client_for(town.people.head).get("/entrar").location == "/mi-cola"


def test_a_page_costs_two_statements_to_know_who_asks_and_static_and_health_none(
    town, client_for, statements
):
    client = client_for(town.people.head)
    client.get("/mi-cuenta/contrasena")
    with statements() as seen:
        client.get("/mi-cuenta/contrasena")
    assert len(seen) == 2
    with statements() as seen:
        client.get("/healthz")
        assert "Set-Cookie" not in client.get("/static/sello.css").headers
    assert seen == []


def test_the_auditor_without_unit_costs_one_statement(town, client_for, statements):
    client = client_for(town.people.auditor)
    with statements() as seen:
        client.get("/mi-cuenta/contrasena")
    assert len(seen) == 1


def test_no_demonstration_is_offered_in_earnest(app, browser):
    assert "demostración" not in browser.get("/entrar").text.split("</main>")[0]


def test_a_demonstration_offers_one_account_for_each_role_at_a_press(
    town, browser, app, settings, monkeypatch
):
    cast = [town.people.secretary, town.people.head, town.people.auditor]
    for person in cast:
        with_password(person)
    offer = identity.DemoOffer(tuple(person.email for person in cast), PASSWORD)
    monkeypatch.setitem(app.extensions, "sello_demo", lambda: offer)
    assert "Cuentas de la demostración" not in browser.get("/entrar").text
    monkeypatch.setitem(app.extensions, "sello", replace(settings, demo=True))
    page = browser.get("/entrar").text
    assert page.index(cast[0].name) < page.index(cast[1].name) < page.index(cast[2].name)
    assert town.people.contributor.name not in page
    assert page.count(f'name="password" value="{PASSWORD}"') == 3
    assert sign_in(browser, cast[2].email).status_code == 303
