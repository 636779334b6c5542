"""A session that ends while somebody writes takes nothing away: what she typed is offered again."""

from html import unescape
from importlib import import_module
from pathlib import Path

import pytest
from flask_wtf import FlaskForm
from wtforms import PasswordField

from sello.accounts.domain.actor import Role
from sello.accounts.permissions import TABLE
from sello.cycles.queries.requirement import find_answer
from sello.web.interrupted_form import SECRET
from tests.cycles import builders as cycles
from tests.web.accounts.test_sign_in import PASSWORD, with_password
from tests.web.pages import Forms, form_of
from tests.web.test_routes import address, guarded

OURS = {"Origin": "http://localhost"}
TEXT = "Se dictó el decreto 12,\ny falta publicarlo. <b>Ñandú</b>"
TYPED = {"narrative": TEXT, "version": "1", "declared": "yes"}
WHO = {Role.SECRETARIAT: "secretary", Role.UNIT_HEAD: "head"}


def carried(page: str) -> dict[str, list[str]]:
    return form_of(page, "/entrar", "/entrar")


@pytest.mark.parametrize("role", WHO)
def test_whatever_form_is_sent_without_a_session_is_offered_again(app, town, browser, client_for, role):
    sent = [address(rule) for rule, action in guarded(app, "POST") if role in TABLE[action]]
    assert len(sent) > 20
    person = getattr(town.people, WHO[role])
    with_password(person)
    for path in sent:
        asked = browser.post(path, data=TYPED, headers=OURS)
        assert asked.status_code == 401, path
        assert form_of(unescape(asked.text), path, "/entrar"), path
    shown = browser.post(
        "/entrar", data=carried(asked.text) | {"email": [person.email], "password": [PASSWORD]}
    )
    assert shown.status_code == 200
    assert "Lo que usted escribió" in shown.text
    client = client_for(person)
    client.sends_token = False
    for path in sent:
        again = client.post(path, data=TYPED | {"csrf_token": "of another session"}, headers=OURS)
        assert again.status_code == 400, path
        offered = [fields for where, fields in Forms(again.text, path).found if where == path]
        assert any({name: fields.get(name, [""])[0] for name in TYPED} == TYPED for fields in offered), path


def test_an_answer_comes_back_after_signing_in_and_is_saved(town, browser):
    head = town.people.secretary
    with_password(head)
    cycle = cycles.half_answered(town)
    requirement = cycles.ids(cycle)["1.1.1"]
    path = f"/requerimientos/{requirement}/respuesta"
    asked = browser.post(
        path, data=TYPED | {"version": "3"}, headers=OURS | {"Referer": "http://localhost/x"}
    )
    assert "lo que escribió no se pierde" in asked.text
    wrong = browser.post("/entrar", data=carried(asked.text) | {"email": [head.email], "password": ["no"]})
    assert wrong.status_code == 422
    shown = browser.post(
        "/entrar", data=carried(wrong.text) | {"email": [head.email], "password": [PASSWORD]}
    )
    assert "Cerrar sesión" in shown.text, "the page is that of somebody who is signed in"
    browser.sends_token = False
    assert browser.post(path, data=form_of(shown.text, "/entrar", path)).status_code == 303
    _cycle, detail = find_answer(requirement, cycle.id, head.actor().visibility)
    assert detail.narrative == TEXT


@pytest.mark.parametrize("origin", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_what_another_host_sends_is_not_offered(town, browser, origin):
    answer = browser.post("/registro/nueva", data=TYPED, headers=origin)
    assert (answer.status_code, answer.location) == (303, "/entrar")


@pytest.mark.parametrize("packed", ["", "x", "[]", '["//evil.example","/",[["a","b"]],false]', "[1,2,3,4]"])
def test_what_was_not_carried_is_not_shown(town, browser, packed):
    with_password(town.people.head)
    data = {"email": town.people.head.email, "password": PASSWORD, "typed": packed}
    assert browser.post("/entrar", data=data).status_code == 303


def test_no_secret_goes_along(town, browser):
    data = {"current": "una clave", "password": "otra clave larga", "repeat": "otra clave larga", "a": "b"}
    page = browser.post("/mi-cuenta/contrasena", data=data, headers=OURS).text
    assert "clave" not in unescape(page)


def test_every_password_field_is_known_as_a_secret(app):
    names = set()
    for path in Path(import_module("sello.web").__file__ or "").parent.glob("*/forms.py"):
        module = import_module(f"sello.web.{path.parent.name}.forms")
        for form in vars(module).values():
            if isinstance(form, type) and issubclass(form, FlaskForm):
                names |= {
                    name
                    for name in dir(form)
                    if getattr(getattr(form, name), "field_class", None) is PasswordField
                }
    assert names
    assert names <= SECRET
