"""A session that ends while somebody writes takes nothing away: what she typed is offered again."""

import io
from html import unescape
from importlib import import_module
from pathlib import Path

import pytest
from flask_wtf import FlaskForm
from wtforms import PasswordField

from sello.accounts.domain.actor import Role
from sello.accounts.permissions import TABLE
from sello.cycles.queries.requirement import find_answer
from sello.web import interrupted_form
from sello.web.interrupted_form import SECRET
from tests.cycles import builders as cycles
from tests.web.accounts.test_sign_in import PASSWORD, sign_in, with_password
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


def written_by(browser, person):
    """What a page of hers would send: her token and her text; her session is over."""
    with_password(person)
    assert sign_in(browser, person.email).status_code == 303
    token = form_of(browser.get("/mis-avisos").text, "/mis-avisos", "/mis-avisos")["csrf_token"]
    assert browser.post("/salir").status_code == 303
    return TYPED | {"csrf_token": token[0]}


def test_nobody_else_who_signs_in_there_is_offered_it(town, browser):
    hers = written_by(browser, town.people.head)
    asked = browser.post("/mis-avisos", data=hers, headers=OURS)
    assert asked.status_code == 401
    assert "decreto" not in asked.text, "nobody reads it in the page either"
    other = town.people.secretary
    with_password(other)
    carry = carried(asked.text)
    signed = browser.post("/entrar", data=carry | {"email": [other.email], "password": [PASSWORD]})
    assert signed.status_code == 303
    assert "es de otra persona" in browser.get(signed.location).text
    browser.sends_token = False
    again = browser.post("/mis-avisos", data=hers, headers=OURS)
    assert again.status_code == 400
    assert "decreto" not in again.text


def test_whoever_wrote_it_is_offered_it_in_her_next_session(town, browser):
    head = town.people.head
    hers = written_by(browser, head)
    asked = browser.post("/mis-avisos", data=hers, headers=OURS)
    signed = carried(asked.text) | {"email": [head.email], "password": [PASSWORD]}
    assert "y falta publicarlo" in browser.post("/entrar", data=signed).text
    browser.sends_token = False
    again = browser.post("/mis-avisos", data=hers, headers=OURS)
    assert (again.status_code, "y falta publicarlo" in again.text) == (400, True)


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_password_that_has_to_change_first_takes_nothing_away(town, browser, signed_in):
    head = town.people.head
    hers = written_by(browser, head)
    if signed_in:
        sign_in(browser, head.email)
        with_password(head, password_temporary=True)
        asked = browser.post("/mis-avisos", data=TYPED, headers=OURS)
    else:
        with_password(head, password_temporary=True)
        vain = browser.post("/mis-avisos", data=hers, headers=OURS)
        data = carried(vain.text) | {"email": [head.email], "password": [PASSWORD]}
        asked = browser.post("/entrar", data=data)
    assert "volverá a verlo después de cambiarla" in asked.text
    path, new = "/mi-cuenta/contrasena", "el puerto despierta temprano"
    chosen = {"current": [PASSWORD], "password": [new], "repeat": [new]}
    shown = browser.post(path, data=form_of(asked.text, path, path) | chosen)
    assert form_of(shown.text, path, "/mis-avisos")["narrative"] == [TEXT]


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


LONG = interrupted_form.MOST_BYTES + 1


def long_form(fields):
    """A form with a file that is longer than is read for a stranger; the file last, as pages put it."""
    return fields | {"files": (io.BytesIO(b"%PDF" + bytes(LONG)), "plan.pdf")}


def test_what_stands_before_a_long_file_comes_back_after_signing_in(town, browser):
    head = town.people.head
    hers = written_by(browser, head)
    asked = browser.post("/evidencia/1/corregir", data=long_form(hers), headers=OURS)
    assert asked.status_code == 401
    assert "Los archivos que envió no se recibieron" in asked.text
    assert "decreto" not in asked.text, "nobody reads it in the page"
    signed = carried(asked.text) | {"email": [head.email], "password": [PASSWORD]}
    shown = browser.post("/entrar", data=signed).text
    assert "Los archivos no se conservan" in shown
    assert form_of(shown, "/entrar", "/evidencia/1/corregir")["narrative"] == [TEXT]


def test_a_long_form_is_offered_to_nobody_else(town, browser):
    asked = browser.post("/mis-avisos", data=long_form(written_by(browser, town.people.head)), headers=OURS)
    other = town.people.secretary
    with_password(other)
    signed = carried(asked.text) | {"email": [other.email], "password": [PASSWORD]}
    assert browser.post("/entrar", data=signed).status_code == 303


@pytest.mark.parametrize("size", [10, LONG])
def test_files_alone_are_said_to_be_lost_and_the_way_leads_back(town, browser, size):
    head = town.people.head
    with_password(head)
    page = "/evidencia/subir?requerimiento=1"
    answer = browser.post(
        "/evidencia/subir",
        data={"files": (io.BytesIO(bytes(size)), "foto.png")},
        headers=OURS | {"Referer": f"http://localhost{page}"},
    )
    assert answer.status_code == 303
    asked = browser.get(answer.location)
    assert "los archivos que envió no se recibieron" in asked.text
    signed = form_of(asked.text, "/entrar", "/entrar") | {"email": [head.email], "password": [PASSWORD]}
    assert browser.post("/entrar", data=signed).location == page


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"x" * LONG, "application/x-www-form-urlencoded"),
        (b"x" * LONG, "multipart/form-data; boundary=abc"),
        (b"--abc\r\nContent-Disposition: nada\r\n\r\n" + b"x" * LONG, "multipart/form-data; boundary=abc"),
        (b"--abc\r\n" * (LONG // 7 + 2), "multipart/form-data; boundary=abc"),
        (bytes(LONG), "multipart/form-data"),
        (bytes(LONG), "application/octet-stream"),
    ],
)
def test_a_long_body_that_is_no_form_breaks_nothing(browser, body, kind):
    answer = browser.post("/registro/nueva", data=body, content_type=kind, headers=OURS)
    assert (answer.status_code, answer.location) == (303, "/entrar")


def test_a_form_without_a_chosen_file_lost_none(town, browser):
    data = TYPED | {"files": (io.BytesIO(b""), "")}
    asked = browser.post("/evidencia/1/corregir", data=data, headers=OURS)
    assert asked.status_code == 401
    assert "no se recibieron" not in asked.text
