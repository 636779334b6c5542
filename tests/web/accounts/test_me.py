"""One's own account: sessions, password."""

from datetime import timedelta

import pytest
import time_machine

from sello.accounts.domain.guesses import SIGN_IN_ACCOUNT
from sello.accounts.queries import identity
from sello.core import clock
from sello.core.db import everywhere
from tests import builders
from tests.web.accounts.test_sign_in import PASSWORD, sign_in, with_password

NEW = "el puerto despierta temprano"


def sessions_of(person):
    with everywhere():
        return identity.sessions(person.id, now=clock.now())


@pytest.fixture
def me(town):
    with_password(town.people.head)
    return town.people.head


def test_the_page_lists_where_one_is_signed_in_and_which_is_this_one(me, client_for, browser):
    sign_in(browser, me.email, headers={"User-Agent": "Mozilla (Android 15) Chrome/140"})
    page = client_for(me).get("/mi-cuenta").text
    assert "Firefox, Linux" in page
    assert "Chrome, Android" in page
    assert page.count("esta sesión") == 1


def test_another_session_is_ended_alone(me, client_for, browser):
    sign_in(browser, me.email)
    client = client_for(me)
    other = next(row for row in sessions_of(me) if row.device == "")
    assert client.post(f"/mi-cuenta/sesiones/{other.id}/cerrar").location == "/mi-cuenta"
    assert browser.get("/mi-cuenta").status_code == 303
    assert client.get("/mi-cuenta").status_code == 200


def test_ending_ones_own_session_leads_to_the_sign_in_page(me, client_for):
    client = client_for(me)
    (here,) = sessions_of(me)
    assert client.post(f"/mi-cuenta/sesiones/{here.id}/cerrar").location == "/entrar"
    assert client.get("/mi-cuenta").status_code == 303


def test_all_the_others_are_ended_at_once(me, client_for, browser, app):
    others = [browser, *(type(browser)(app, app.response_class) for _ in range(2))]
    for other in others:
        sign_in(other, me.email)
    client = client_for(me)
    assert client.post("/mi-cuenta/sesiones/cerrar-las-demas").location == "/mi-cuenta"
    assert {other.get("/mi-cuenta").status_code for other in others} == {303}
    assert "Terminaron 3 sesiones" in client.get("/mi-cuenta").text


def test_nobody_ends_somebody_elses_session(town, me, client_for):
    (theirs,) = sessions_of(me)
    answer = client_for(town.people.secretary).post(f"/mi-cuenta/sesiones/{theirs.id}/cerrar")
    assert answer.status_code == 404
    assert len(sessions_of(me)) == 1


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(me, client_for, browser):
    sign_in(browser, me.email)
    client = client_for(me)
    form = {"current": PASSWORD, "password": NEW, "repeat": NEW}
    assert client.post("/mi-cuenta/contrasena", data=form).location == "/mi-cuenta"
    assert client.get("/mi-cuenta").status_code == 200
    assert browser.get("/mi-cuenta").status_code == 303
    assert sign_in(browser, me.email).status_code == 422
    assert sign_in(browser, me.email, NEW).status_code == 303


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ({"current": "no es esta", "password": NEW, "repeat": NEW}, "contraseña actual no es correcta"),
        ({"current": PASSWORD, "password": PASSWORD, "repeat": PASSWORD}, "debe ser distinta"),
        ({"current": PASSWORD, "password": "corta", "repeat": "corta"}, "al menos 12"),
        ({"current": PASSWORD, "password": NEW, "repeat": "x"}, "no coinciden"),
        ({}, "Este campo es obligatorio"),
    ],
)
def test_a_change_is_refused_with_the_reason_beside_its_field(me, client_for, form, text):
    answer = client_for(me).post("/mi-cuenta/contrasena", data=form)
    assert answer.status_code == 422
    assert text in answer.text
    assert PASSWORD not in answer.text
    assert NEW not in answer.text


def test_a_taken_over_session_guesses_the_password_no_faster_than_at_the_door(me, client_for, browser):
    client = client_for(me)
    form = {"current": "adivino la frase", "password": NEW, "repeat": NEW}
    for _ in range(SIGN_IN_ACCOUNT.tries):
        assert "no es correcta" in client.post("/mi-cuenta/contrasena", data=form).text
    right = form | {"current": PASSWORD}
    assert "demasiados intentos" in client.post("/mi-cuenta/contrasena", data=right).text
    assert "demasiados intentos" in sign_in(browser, me.email).text


@pytest.mark.parametrize("path", ["/mi-cuenta", "/mi-cuenta/contrasena", "/salir"])
def test_what_the_page_cannot_do_is_said_so(me, client_for, path):
    assert client_for(me).delete(path).status_code == 405


def test_saving_is_noted_and_looking_is_not(me, client_for):
    later = builders.NOW + timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        client = client_for(me)
        assert client.get("/mi-cuenta").status_code == 200
        assert [row.last_change_at for row in sessions_of(me)] == [builders.NOW]
        client.post("/mi-cuenta/sesiones/cerrar-las-demas")
        assert [row.last_change_at for row in sessions_of(me)] == [later]
