"""The parts of a training, a committee, a capacity and a chain, as their pages tell them."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
import time_machine

from sello.core.db import db
from sello.register.domain import InitiativeKind
from sello.register.parts import queries
from sello.register.parts.domain.columns import Link, Part
from sello.register.service import initiatives, linking
from tests.builders import AT, NOW
from tests.tasks import cast
from tests.web.pages import form_of


@pytest.fixture(autouse=True)
def _a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def secretary(town, client_for):
    cast.course()
    db.session.commit()
    return client_for(town.people.secretary)


@pytest.fixture
def made(town, secretary):
    def one(kind):
        said = initiatives.InitiativeDraft(
            name=kind.label, kind=kind, unit_ids=frozenset({town.units.personas})
        )
        found = initiatives.create(town.people.secretary.actor(), said, at=AT)
        db.session.commit()
        return found

    return one


def write(client, initiative_id, part, *rows):
    """Send rows of a part after those that it has."""
    path = f"/registro/{initiative_id}/{part}/editar"
    fields = form_of(client.get(path).text, path, path)
    first = len(queries.rows_of(initiative_id, part))
    for number, row in enumerate(rows, start=first):
        fields |= {f"rows-{number}-{name}": [str(value)] for name, value in row.items()}
    answer = client.post(path, data=fields)
    assert answer.status_code == 303, unescape(answer.text)
    return queries.rows_of(initiative_id, part)


def page(client, initiative_id):
    return " ".join(unescape(client.get(f"/registro/{initiative_id}").text).split())


def test_a_training_tells_its_coverage_by_sex_in_counts(town, made, secretary):
    training = made(InitiativeKind.TRAINING)
    (session,) = write(
        secretary, training, Part.SESSIONS, {"held_on": "2026-03-08", "topic": "Enfoque", "hours": 4}
    )
    cell = {"unit_id": town.units.personas, "staff": "professional"}
    write(secretary, training, Part.ATTENDANCE, {"session_id": session.id, **cell, "women": 6, "men": 1})
    write(secretary, training, Part.STAFF, {**cell, "women": 8, "men": 4})
    shown = page(secretary, training)
    assert "08-03-2026 · Enfoque" in shown
    assert "Mujeres: al menos 75,0 % (6 de 8)" in shown
    assert "Hombres: al menos 25,0 % (1 de 4)" in shown


def test_a_training_tells_whom_it_reached_by_post_and_unit(town, made, secretary):
    training = made(InitiativeKind.TRAINING)
    (session,) = write(secretary, training, Part.SESSIONS, {"held_on": "2026-03-08", "topic": "Enfoque"})
    heads = {"unit_id": town.units.personas, "staff": "manager"}
    rest = {"unit_id": town.units.personas, "staff": "administrative"}
    other = {"unit_id": town.units.dideco, "staff": "administrative"}
    write(
        secretary,
        training,
        Part.ATTENDANCE,
        {"session_id": session.id, **rest, "women": 3},
        {"session_id": session.id, **other, "women": 9, "men": 2},
    )
    write(
        secretary,
        training,
        Part.STAFF,
        {**heads, "women": 1, "men": 2},
        {**rest, "women": 6},
        {**other, "women": 4, "men": 4},
    )
    shown = page(secretary, training)
    table = shown[shown.index("Cobertura por estamento y unidad") :].split("</table>")[0]
    lines = [
        re.sub(r"<[^>]+>|\s+", " ", line).split() for line in table.split("<tbody>")[1].split("<tr>")[1:]
    ]
    assert [" ".join(line) for line in lines] == [
        "Directivos 0,0 % (0 de 1) 0,0 % (0 de 2) 0,0 % (0 de 3)",
        "Administrativos 70,0 % (7 de 10) 50,0 % (2 de 4) 64,2 % (9 de 14)",
        "Personas 42,8 % (3 de 7) 0,0 % (0 de 2) 33,3 % (3 de 9)",
        "DIDECO 100,0 % (4 de 4) 50,0 % (2 de 4) 75,0 % (6 de 8)",
    ], "nobody of whom there are more than there are"


def test_a_substitute_takes_no_seat_of_her_own(town, made, secretary):
    committee = made(InitiativeKind.COMMITTEE)
    chair, deputy = write(
        secretary,
        committee,
        Part.MEMBERS,
        {"post": "Alcaldía", "seat": "chair"},
        {"post": "Administración Municipal", "seat": "substitute"},
    )
    (meeting,) = write(
        secretary, committee, Part.MEETINGS, {"held_on": "2026-10-05", "agenda": "1. Plan", "quorum": 2}
    )
    came = [{"meeting_id": meeting.id, "member_id": one.id} for one in (chair, deputy)]
    write(secretary, committee, Part.PRESENT, *came)
    shown = page(secretary, committee)
    assert "Presentes: 1 de 1." in shown
    assert "Sin quórum" in shown


def test_a_committee_tells_its_quorum_and_what_it_agreed_becomes_a_conversation(
    town, made, secretary, client_for
):
    committee = made(InitiativeKind.COMMITTEE)
    chair, other = write(
        secretary,
        committee,
        Part.MEMBERS,
        {"post": "Alcaldía", "seat": "chair"},
        {"post": "Jefatura de Personas", "seat": "member", "unit_id": town.units.personas},
    )
    (meeting,) = write(
        secretary, committee, Part.MEETINGS, {"held_on": "2026-10-05", "agenda": "1. Plan", "quorum": 2}
    )
    write(secretary, committee, Part.PRESENT, {"meeting_id": meeting.id, "member_id": chair.id})
    assert "Sin quórum" in page(secretary, committee)
    write(secretary, committee, Part.PRESENT, {"meeting_id": meeting.id, "member_id": other.id})
    assert "Presentes: 2 de 2." in page(secretary, committee)
    agreed = {"meeting_id": meeting.id, "text": "Enviar el plan", "unit_id": town.units.personas}
    (row,) = write(secretary, committee, Part.RESOLUTIONS, {**agreed, "due_on": "2026-12-18"})
    address = f"/registro/{committee}/acuerdos/{row.id}/pedir"
    assert client_for(town.people.head).post(address).status_code == 403
    opened = secretary.post(address)
    assert opened.status_code == 303
    thread = unescape(secretary.get(opened.location).text)
    assert "Enviar el plan" in thread
    assert "18-12-2026" in thread
    assert secretary.post(address).location == opened.location, "it is opened once"
    assert "Ver la conversación" in page(secretary, committee)
    assert secretary.post(f"/registro/{committee}/acuerdos/999/pedir").status_code == 404


def test_a_capacity_tells_its_gap_and_what_is_not_known(made, secretary):
    capacity = made(InitiativeKind.CAPACITY)
    write(
        secretary,
        capacity,
        Part.COMPETENCES,
        {"post": "Profesional", "competence": "impact", "wanted": 5, "held": 2, "budget": "M$ 12.000"},
        {"post": "Profesional", "competence": "planning", "wanted": 3},
    )
    shown = page(secretary, capacity)
    assert '<td data-label="Brecha (personas)"> 3</td>' in shown
    assert '<td data-label="Brecha (personas)"> <span class="soft">Falta</span></td>' in shown
    assert "$12.000.000" in shown


def test_a_chain_is_written_link_by_link_and_shown_as_it_hangs(made, secretary):
    study = made(InitiativeKind.STUDY)
    (barrier,) = write(secretary, study, Part.CHAIN, {"link": "barrier", "text": "Cuidados"})
    write(secretary, study, Part.CHAIN, {"link": "gap", "text": "Empleo", "follows_id": barrier.id})
    shown = page(secretary, study)
    assert shown.index("Barrera:</strong> Cuidados") < shown.index("Brecha:</strong> Empleo")
    form = unescape(secretary.get(f"/registro/{study}/cadena/editar").text)
    assert f'<option value="{barrier.id}">Barrera: Cuidados</option>' in form


def test_a_means_of_verification_leads_to_its_piece(made, secretary, town):
    study = made(InitiativeKind.STUDY)
    piece = cast.evidence(town, town.units.personas, "Acta del taller")
    linking.link_evidence(town.people.secretary.actor(), study, piece, now=NOW)
    db.session.commit()
    above = {}
    for link in Link:
        proof = {"proof_id": piece} if link is Link.VERIFICATION else {}
        rows = write(secretary, study, Part.CHAIN, {"link": link.value, "text": link.label, **above, **proof})
        above = {"follows_id": rows[-1].id}
    shown = page(secretary, study)
    assert re.search(
        rf'Medio de verificación <br><a href="/evidencia/{piece}[^"]*">Acta del taller</a>', shown
    )
    path = f"/registro/{study}/cadena/editar"
    fields = form_of(secretary.get(path).text, path, path) | {"rows-0-proof_id": [str(piece)]}
    refused = secretary.post(path, data=fields)
    assert refused.status_code == 422
    assert "Fila 1: solo un medio de verificación lleva documento" in unescape(refused.text)
