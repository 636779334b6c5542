"""The file of a unit: what is on it, who opens it, and what it leads to."""

from datetime import timedelta

import pytest

from sello.core.db import db, scope_to
from sello.core.trail.acts import Act
from sello.core.trail.history import SILENT
from sello.core.trail.recording import record
from sello.cycles.service.answers import assign
from sello.evidence.domain.review import EvidenceState
from sello.progress.contacts import WORK
from sello.progress.unit_file import unit_file
from sello.tasks.domain.states import Step
from sello.tasks.domain.turn import Turn
from sello.tasks.service import steps
from tests import builders
from tests.builders import AT, TODAY, here_and_now
from tests.cycles import builders as builders_of_cycles
from tests.tasks import cast


@pytest.fixture
def course(town):
    scope_to(db.session(), town.institution.id)
    secretary = town.people.secretary.actor()
    made = builders_of_cycles.cycle(secretary)
    ids = builders_of_cycles.ids(made)
    for code, unit in {"1.1.1": town.units.personas, "1.1.2": town.units.dideco}.items():
        assign(secretary, made.id, [ids[code]], unit, now=AT.now)
    db.session.commit()
    return made


@pytest.fixture
def task(town, course):
    return cast.ask(
        town.people.secretary.actor(),
        town.units.personas,
        title="Enviar el decreto del plan",
        cycle_id=course.id,
        requirement_ids=(builders_of_cycles.ids(course)["1.1.1"],),
    )


def path(town, unit="personas"):
    return f"/unidades/{getattr(town.units, unit)}"


WHO = {
    # person: (her own unit or one that hangs from it, another unit)
    "secretary": (200, 200),
    "authority": (200, 200),
    "head": (200, 404),
    "contributor": (403, 403),
    "auditor": (403, 403),
}


@pytest.mark.parametrize("person", WHO)
def test_who_opens_the_file(town, course, task, client_for, person):
    db.session.commit()
    client = client_for(getattr(town.people, person))
    own, other = WHO[person]
    assert client.get(path(town)).status_code == own
    assert client.get(path(town, "dideco")).status_code == other


def test_another_head_and_another_institution_find_nothing(town, course, task, client_for):
    other = builders.town("Municipalidad Vecina")
    db.session.commit()
    assert client_for(town.people.other_head).get(path(town)).status_code == 404
    assert client_for(town.people.other_head).get(path(town, "migrantes")).status_code == 200
    assert client_for(other.people.secretary).get(path(town)).status_code == 404
    assert client_for(town.people.secretary).get("/unidades/999999").status_code == 404


def test_the_file_shows_what_a_meeting_needs(town, course, task, client_for):
    secretary = town.people.secretary.actor()
    done = cast.ask(secretary, town.units.personas, title="Mandar el acta de la mesa")
    steps.take_step(town.people.head.actor(), done, Step.DELIVER, why="En papel", now=AT.now)
    builders_of_cycles.evidence(
        course,
        builders_of_cycles.ids(course)["1.1.1"],
        town.units.personas,
        title="Decreto de la política",
        valid_until=here_and_now().today + timedelta(days=100),
    )
    db.session.commit()
    page = client_for(town.people.secretary).get(path(town)).text
    for told in (
        "Enviar el decreto del plan",
        "Mandar el acta de la mesa",
        "En manos de la Secretaría Ejecutiva",
        "Requerimiento 1.1.1",
        "Paula Personas",
        "1 de 1",
        "Decreto de la política",
        "Se entregó la tarea",
        "Ningún correo todavía",
    ):
        assert told in page
    assert "Requerimiento 1.1.2" not in page  # another unit's


def test_what_ends_within_120_days_is_named_the_first_first(town, course):
    requirement = builders_of_cycles.ids(course)["1.1.1"]
    days = {"Después": 121, "Último": 120, "Hoy": 0, "Antes": -1}
    for unit in (town.units.personas, town.units.dideco):
        for title, ahead in days.items():
            until = TODAY + timedelta(days=ahead)
            builders_of_cycles.evidence(course, requirement, unit, title=title, valid_until=until)
    builders_of_cycles.evidence(course, requirement, town.units.personas, title="No vence")
    builders_of_cycles.evidence(
        course, requirement, town.units.personas, state=EvidenceState.SUBMITTED, valid_until=TODAY
    )
    file = unit_file(town.units.personas, town.people.secretary.actor(), at=AT)
    assert [row.details.title for row in file.endings] == ["Hoy", "Último"]


def test_a_head_is_not_told_of_the_mails(town, course, task, client_for):
    db.session.commit()
    page = client_for(town.people.head).get(path(town)).text
    assert "<h3>Correos</h3>" not in page
    assert "Recordar ahora" not in page
    assert f"{path(town)}/editar" not in page


def test_the_file_counts_what_hangs_from_the_unit(town, course):
    secretary = town.people.secretary.actor()
    cast.ask(secretary, town.units.migrantes, title="De la oficina")
    cast.ask(secretary, town.units.personas, title="De otra")
    file = unit_file(town.units.dideco, secretary, at=AT)
    (theirs,) = [column for column in file.turns if column.turn is Turn.UNIT]
    assert [row.title for row in theirs.rows] == ["De la oficina"]
    assert {row.name for row in file.people} == {"Diego Dideco", "Mario Migrantes"}


def test_the_file_costs_a_constant_number_of_statements(town, course, statements):
    secretary = town.people.secretary.actor()
    cast.ask(secretary, town.units.personas)
    unit_file(town.units.personas, secretary, at=AT)
    with statements() as few:
        unit_file(town.units.personas, secretary, at=AT)
    for number in range(10):
        cast.ask(secretary, town.units.personas, title=f"Tarea {number}")
        builders.person(town.institution.id, f"Persona {number}", town.people.head.role, town.units.personas)
    with statements() as many:
        unit_file(town.units.personas, secretary, at=AT)
    assert len(few) == len(many)


def test_recalling_returns_to_the_file_and_is_said(town, course, task, client_for):
    db.session.commit()
    secretary = client_for(town.people.secretary)
    back = {"Referer": f"http://localhost{path(town)}"}
    answer = secretary.post(f"/tareas/{task}/recordar", headers=back)
    assert (answer.status_code, answer.location) == (303, path(town))
    page = secretary.get(path(town)).text
    assert "Recordó la tarea a Paula Personas" in page
    assert "Deshacer" in page
    assert "Recordatorio: Enviar el decreto del plan" in page
    again = secretary.post(f"/tareas/{task}/recordar", headers=back)
    assert again.location == path(town)
    assert "ya se recordó hoy" in secretary.get(path(town)).text


@pytest.mark.parametrize("person", ["head", "contributor", "authority", "auditor"])
def test_only_the_secretariat_recalls(town, course, task, client_for, person):
    db.session.commit()
    assert client_for(getattr(town.people, person)).post(f"/tareas/{task}/recordar").status_code == 403


def test_a_head_finds_her_unit_in_the_menu(town, course, client_for):
    client = client_for(town.people.head)
    assert 'href="/mi-unidad"' in client.get("/mi-cola").text
    assert client.get("/mi-unidad").location == path(town)
    assert client_for(town.people.contributor).get("/mi-unidad").status_code == 403
    assert client_for(town.people.authority).get("/mi-unidad").status_code == 303


def test_every_act_on_what_is_worked_on_can_be_told(town, course, client_for):
    head = town.people.head
    for act in Act:
        if act.entity in WORK:
            detail = dict.fromkeys(act.holds.needed, 7)
            change = {"before": None, "after": None} if act.holds.change else {}
            record(head.actor(), act, 1, now=AT.now, **change, **detail)
            db.session.commit()
            page = client_for(town.people.secretary).get(path(town))
            assert page.status_code == 200, act
            if act not in SILENT:
                assert act.sentence.partition("%")[0] in page.text
    assert "Se descargó" not in page.text
