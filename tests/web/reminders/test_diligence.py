"""The proof of diligence on its page and as files; a corrected address is a clean one."""

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from sello.accounts.models import Person
from sello.core import clock
from sello.core.db import db
from sello.core.mail.message import MailState, Message
from sello.core.mail.outbox import OutboxMail, enqueue

PAGE = "/recordatorios/constancia"


@pytest.fixture
def mario(town):
    """Somebody whose last mail came back."""
    person = town.people.contributor
    message = Message(person.email, person.name, "=Plazo", "", "", "due-soon", "k", person_id=person.id)
    enqueue(message, now=clock.now())
    row = db.session.scalars(select(OutboxMail)).one()
    row.state, row.sent_at, row.bounced_at = MailState.SENT, clock.now(), clock.now()
    row.bounce = "5.1.1 User unknown"
    db.session.get_one(Person, person.id).bounced_at = clock.now()
    db.session.commit()
    return person


def test_a_person_a_unit_and_everybody_have_their_proof(town, client_for, mario):
    secretary = client_for(town.people.secretary)
    for query in (f"persona={mario.id}", f"unidad={town.units.dideco}", ""):
        page = secretary.get(f"{PAGE}?{query}")
        assert page.status_code == 200
        assert "devuelto" in page.text
        assert "User unknown" in page.text
        assert "recibido" not in page.text
    assert mario.email not in secretary.get(f"{PAGE}?unidad={town.units.personas}").text
    assert secretary.get(f"{PAGE}?persona=99999").status_code == 404
    assert secretary.get(f"{PAGE}?unidad=99999").status_code == 404
    assert client_for(town.people.head).get(PAGE).status_code == 403


def test_its_files_hold_the_same(town, client_for, mario):
    secretary = client_for(town.people.secretary)
    paper = secretary.get(f"{PAGE}.pdf?persona={mario.id}")
    assert (paper.mimetype, paper.data[:5]) == ("application/pdf", b"%PDF-")
    file = secretary.get(f"{PAGE}.xlsx?persona={mario.id}")
    sheet = load_workbook(io.BytesIO(file.data)).active
    titles, row = ([cell.value for cell in cells] for cells in sheet.iter_rows())
    told = dict(zip(titles, row, strict=True))
    assert (told["Persona"], told["Resultado"]) == (mario.name, "devuelto")
    assert told["Respuesta del servidor"] == "5.1.1 User unknown"
    assert "devuelto" in secretary.get(f"{PAGE}.csv").data.decode("utf-8-sig")


def test_the_address_shows_on_person_unit_and_dashboard_until_it_is_corrected(town, client_for, mario):
    secretary = client_for(town.people.secretary)
    pages = {
        f"/personas/{mario.id}": "Su correo devolvió un aviso",
        f"/unidades/{town.units.migrantes}": "Su correo devolvió un aviso",
        "/sin-responsable": "Corregir el correo",
    }
    for page, words in pages.items():
        assert words in secretary.get(page).text, page
    version = db.session.scalar(select(Person.version).where(Person.id == mario.id))
    new = {"name": mario.name, "email": "mario.nuevo@prueba.example", "role": mario.role.value}
    answer = secretary.post(
        f"/personas/{mario.id}/editar",
        data={**new, "unit_id": town.units.migrantes, "post": "Encargado", "version": version},
    )
    assert answer.status_code == 303
    for page, words in pages.items():
        assert words not in secretary.get(page).text, page
