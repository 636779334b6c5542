"""A table by the page: looked at first, kept as it was looked at; invitations go when one says so."""

import io
import re

import pytest
from sqlalchemy import func, select

from sello.accounts.domain.actor import Role
from sello.accounts.models import Person, Unit
from sello.core.db import db
from sello.core.mail.outbox import OutboxMail
from tests import builders
from tests.transfers.import_answers.corpus import Page, excel
from tests.web.pages import form_of

UNITS, PEOPLE, LETTERS = "/comenzar/unidades", "/comenzar/personas", "/comenzar/invitaciones"
GOOD = "Nombre\tSigla\tDepende de\nSECPLA\tSEC\tAlcaldía\nDIDECO\tDID\tAlcaldía"


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


def units() -> int:
    return db.session.scalar(select(func.count(Unit.id))) or 0


def look(client, text: str, page: str = UNITS):
    return client.post(page, data={"pasted": text}, content_type="multipart/form-data")


def test_looked_at_and_then_kept(secretary) -> None:
    seen = look(secretary, GOOD)
    assert seen.status_code == 200
    assert "Se agrega" in seen.text
    assert re.search(r"Nombre corto:</strong>\s+— → DID", seen.text)
    assert units() == 7
    fields = form_of(seen.text, UNITS, UNITS)
    kept = secretary.post(UNITS, data=fields | {"keep": "1"}, content_type="multipart/form-data")
    assert kept.status_code == 303
    assert units() == 8
    assert "Guardó 2 filas." in secretary.get("/comenzar").text


def test_what_was_not_looked_at_is_not_kept(secretary) -> None:
    blind = secretary.post(UNITS, data={"pasted": GOOD, "keep": "1"}, content_type="multipart/form-data")
    assert blind.status_code == 422
    assert "Revise qué cambiaría" in blind.text
    fields = form_of(look(secretary, GOOD).text, UNITS, UNITS)
    changed = fields | {"pasted": f"{GOOD}\nOtra\t\t", "keep": "1"}
    assert secretary.post(UNITS, data=changed, content_type="multipart/form-data").status_code == 422
    assert units() == 7


def test_a_file_beside_what_was_pasted_is_told_and_a_broken_one_takes_nothing_away(secretary) -> None:
    def sent(content: bytes) -> str:
        data = {"pasted": "Lo pegado", "sheet": (io.BytesIO(content), "unidades.csv")}
        return secretary.post(UNITS, data=data, content_type="multipart/form-data").text

    both = sent(GOOD.replace("\t", ";").encode())
    assert "en lugar de lo que estaba pegado" in both
    assert "Lo pegado" not in both
    broken = sent(b"\x00\x01")
    assert "Lo pegado" in broken
    assert "en lugar de lo que estaba pegado" not in broken


def test_a_file_is_read_into_the_table(secretary) -> None:
    document = excel(Page([["Nombre", "Sigla"], ["SECPLA", "SEC"]]))
    data = {"pasted": "", "sheet": (io.BytesIO(document), "unidades.xlsx")}
    seen = secretary.post(UNITS, data=data, content_type="multipart/form-data")
    assert seen.status_code == 200
    assert "SECPLA\tSEC" in seen.text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"pasted": ""}, "Pegue la tabla o elija la planilla."),
        ({"pasted": "Nombre\tDepende de\nUna\tNinguna"}, "1 fila tiene un error"),
        ({"pasted": "", "sheet": (b"PK\x03\x04no", "a.xlsx")}, "dañada"),
        ({"pasted": "", "sheet": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls")}, "planilla antigua"),
    ],
)
def test_what_is_refused_is_told_and_stays(secretary, data, said) -> None:
    if "sheet" in data:
        data = data | {"sheet": (io.BytesIO(data["sheet"][0]), data["sheet"][1])}
    answer = secretary.post(UNITS, data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert said in answer.text
    assert units() == 7


@pytest.mark.parametrize("page", [UNITS, PEOPLE, LETTERS])
@pytest.mark.parametrize("who", ["head", "contributor", "authority", "auditor"])
def test_only_the_secretariat(town, client_for, page, who) -> None:
    client = client_for(getattr(town.people, who))
    assert client.get(page).status_code == 403
    assert client.post(page, data={"pasted": GOOD}).status_code == 403


def test_people_come_in_and_are_invited_once(town, secretary) -> None:
    text = "Nombre\tCorreo\tRol\tUnidad\nCarla Nueva\tcarla@prueba.example\tJefatura\tDAF"
    fields = form_of(look(secretary, text, PEOPLE).text, PEOPLE, PEOPLE)
    secretary.post(PEOPLE, data=fields | {"keep": "1"}, content_type="multipart/form-data")
    carla = db.session.scalars(select(Person).where(Person.email == "carla@prueba.example")).one()
    assert "Sin invitar todavía" in secretary.get(f"/personas/{carla.id}").text
    assert db.session.scalar(select(func.count(OutboxMail.id))) == 0
    page = secretary.get(LETTERS).text
    assert "carla@prueba.example" in page
    fields = form_of(page, LETTERS, LETTERS)
    assert secretary.post(LETTERS, data=fields).status_code == 303
    sent = db.session.scalar(select(func.count(OutboxMail.id)))
    assert sent == 6
    assert "Nadie espera su invitación" in secretary.get(LETTERS).text
    secretary.post(LETTERS, data=fields)
    assert db.session.scalar(select(func.count(OutboxMail.id))) == sent


def test_whoever_would_change_her_own_role_is_warned_before_it_is_kept(town, secretary) -> None:
    me = town.people.secretary
    warning = "es su propia cuenta y cambia su rol"
    builders.person(town.institution.id, "Otra", Role.SECRETARIAT, town.units.secretaria, password="x")
    db.session.commit()
    other = f"Colega\t{town.people.head.email}\tColaboración\tPersonas"
    titles = "Nombre\tCorreo\tRol\tUnidad\n"
    own = look(secretary, f"{titles}{other}\n{me.name}\t{me.email.upper()}\tColaboración\tPersonas", PEOPLE)
    assert own.status_code == 200
    assert f"La fila 3 {warning}" in own.text
    for theirs in (
        f"{titles}{other}",
        f"Nombre\tCorreo\tCargo\n{me.name}\t{me.email}\tEncargada",
        f"{titles}{other}\n{me.name}\t{me.email}\t\t",
    ):
        assert warning not in look(secretary, theirs, PEOPLE).text
    form = secretary.get(f"/personas/{me.person_id}/editar").text
    assert "Es su propia cuenta: si cambia su rol" in form
    assert "Es su propia cuenta" not in secretary.get(f"/personas/{town.people.head.person_id}/editar").text
