"""The screens on which tasks are read."""

import re
from datetime import timedelta

import pytest

from sello.core.db import db
from sello.evidence.domain.review import Part
from sello.progress.service import give_back
from sello.tasks.domain.states import Step
from sello.tasks.models import Task, TaskEvidence
from tests.builders import AT, here_and_now
from tests.tasks import cast

PAGES = ("/tareas", "/tareas/tablero", "/tareas/calendario")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", ["secretary", "head", "contributor", "authority"])
def test_the_staff_open_every_view(town, tasks, client_for, path, role):
    assert client_for(getattr(town.people, role)).get(path).status_code == 200


@pytest.mark.parametrize("path", [*PAGES, "/mi-cola"])
def test_an_auditor_and_a_stranger_do_not(town, app, client_for, path):
    assert client_for(town.people.auditor).get(path).status_code == 403
    assert app.test_client().get(path).status_code == 303


@pytest.mark.parametrize("path", [*PAGES, "/mi-cola"])
def test_a_page_that_is_read_is_not_written_to(as_secretary, post, path):
    assert post(as_secretary, path).status_code == 405


@pytest.mark.parametrize("path", ["/tareas", "/tareas/tablero"])
def test_a_unit_head_reads_nothing_of_another_unit(tasks, as_head, path):
    answer = as_head.get(path)
    assert "Enviar el decreto del plan" in answer.text
    assert "Mandar el informe" not in answer.text
    assert "Mandar el informe" not in as_head.get(path + "?q=informe").text


def test_filters_live_in_the_address(town, tasks, as_secretary):
    found = as_secretary.get(f"/tareas?q=DECRETO&unidad={town.units.personas}&estado=abiertas").text
    assert "Enviar el decreto del plan" in found
    assert "Mandar el informe" not in found
    assert 'value="DECRETO"' in found
    none = as_secretary.get("/tareas?espera=atrasadas").text
    assert "Ninguna tarea coincide" in none


def test_what_is_due_this_week_is_a_list_of_its_own(tasks, as_secretary):
    task = db.session.get(Task, tasks["personas"])
    task.due_on = here_and_now().today
    db.session.get(Task, tasks["dideco"]).due_on = here_and_now().today + timedelta(days=8)
    db.session.commit()
    found = as_secretary.get("/tareas?espera=esta-semana").text
    assert "Enviar el decreto del plan" in found
    assert "Mandar el informe" not in found


@pytest.mark.parametrize(
    "query",
    [
        "estado=nada",
        "espera=nada",
        "turno=nada",
        "unidad=x",
        "pagina=-4",
        "pagina=99999999999",
        "requerimiento=²",
        "persona=1e3",
    ],
)
def test_a_filter_that_makes_no_sense_is_no_error(tasks, as_secretary, query):
    assert as_secretary.get(f"/tareas?{query}").status_code == 200


@pytest.mark.parametrize("month", ["2026-13", "x", "0000-01", "2026-", "99999-1"])
def test_a_month_that_does_not_exist_is_this_one(tasks, as_secretary, month):
    assert as_secretary.get(f"/tareas/calendario?mes={month}").status_code == 200


def test_the_calendar_shows_a_task_on_its_day(town, tasks, as_secretary):
    due = cast.TODAY + timedelta(days=30)
    shown = as_secretary.get(f"/tareas/calendario?mes={due:%Y-%m}").text
    assert f'<time datetime="{due}">' in shown
    assert "Enviar el decreto del plan" in shown


def test_an_empty_list_says_what_to_do_next(town, course, client_for):
    assert "Pedir evidencia de una dimensión" in client_for(town.people.secretary).get("/tareas").text
    assert "Cuando la Secretaría Ejecutiva pida algo" in client_for(town.people.head).get("/tareas").text


def test_the_queue_counts_first_and_offers_the_upload(town, tasks, as_head):
    shown = as_head.get("/mi-cola").text
    assert "Entregar" in shown
    assert f"tarea={tasks['personas']}" in shown
    assert f"tarea={tasks['dideco']}" not in shown
    assert shown.index('class="stats"') < shown.index("Enviar el decreto del plan")


def test_the_queue_shows_why_something_came_back(town, tasks, as_head):
    cast.walk(tasks["personas"], (town.people.head, Step.DELIVER), (town.people.secretary, Step.RETURN))
    db.session.commit()
    assert "Porque sí" in as_head.get("/mi-cola").text


def test_a_card_tells_nothing_of_a_returned_piece_of_another_unit(town, tasks, as_head, as_secretary):
    """A task was moved to Personas with a piece of DIDECO on it: she learns whose it is, no more."""
    task_id, now = tasks["personas"], cast.NOW
    piece = cast.evidence(town, town.units.dideco, title="Caso reservado de la calle Uno")
    db.session.add(TaskEvidence(task_id=task_id, evidence_id=piece, at=now))
    db.session.flush()
    give_back(
        town.people.secretary.actor(),
        piece,
        version=1,
        remark="Nombra a la denunciante",
        parts=frozenset({Part.FILE}),
        at=AT,
    )
    db.session.commit()
    for page in ("/mi-cola", f"/tareas/{task_id}"):
        shown = as_head.get(page).text
        assert "Lo devuelto es una evidencia de otra unidad" in shown, page
        for word in ("denunciante", "calle Uno", f"/evidencia/{piece}"):
            assert word not in shown, page
    own = as_secretary.get(f"/tareas/{task_id}").text
    assert "Nombra a la denunciante" in own, "whoever may see the piece reads its remark"


def test_the_secretariats_queue_leads_to_what_waits_for_it(town, tasks, as_secretary):
    cast.walk(tasks["personas"], (town.people.head, Step.DELIVER))
    db.session.commit()
    shown = as_secretary.get("/mi-cola").text
    assert "Por responder" in shown
    assert "Ver y responder<span" in shown


def test_an_empty_queue_says_so(town, course, client_for):
    assert "No hay nada pendiente" in client_for(town.people.contributor).get("/mi-cola").text
    assert "No tiene tareas a su nombre" in client_for(town.people.head).get("/mi-cola?mias=1").text


def test_a_task_page_shows_what_is_asked_and_what_happened(town, tasks, as_head):
    service_day = f"{cast.TODAY:%d-%m-%Y}"
    shown = as_head.get(f"/tareas/{tasks['personas']}").text
    assert "Enviar el decreto del plan" in shown
    assert "1.1.1" in shown
    assert re.search(r"Sara Secretaria</strong>\s+pide", shown)
    assert service_day in shown
    assert "Aceptar y cerrar" not in shown
    assert "Entregar" in shown


def test_a_task_of_another_unit_is_not_found_nor_told_apart(tasks, as_head):
    assert as_head.get(f"/tareas/{tasks['dideco']}").status_code == 404
    assert as_head.get("/tareas/999999").status_code == 404


def test_an_authority_reads_a_task_and_finds_no_button(town, tasks, client_for):
    shown = client_for(town.people.authority).get(f"/tareas/{tasks['personas']}").text
    assert "Qué sigue" not in shown
    assert "</form>" not in shown.split("<main", 1)[1]
    assert "Editar" not in shown


def test_no_page_needs_more_than_twelve_statements(town, course, tasks, client_for, statements):
    pages = (
        (town.people.secretary, "/tareas"),
        (town.people.secretary, "/tareas/tablero"),
        (town.people.secretary, "/tareas/calendario"),
        (town.people.secretary, f"/tareas/{tasks['personas']}"),
        (town.people.secretary, f"/tareas/{tasks['personas']}/editar"),
        (town.people.secretary, "/tareas/nueva"),
        (
            town.people.secretary,
            f"/tareas/por-dimension?dimension={course.dimensions['1']}&due_kind=business&days=10",
        ),
        (town.people.secretary, "/mi-cola"),
        (town.people.head, "/mi-cola"),
        (town.people.head, f"/tareas/{tasks['personas']}"),
    )
    for person, path in pages:
        client = client_for(person)
        with statements() as seen:
            assert client.get(path).status_code == 200
        # A conversation has one more for what ordered it, one for whether it was recalled today, one for what
        # stands beside it, and one for the links that open it without a password.
        # The month asks for one kind of day more than before: when initiatives end.
        more = 1 if path == "/tareas/calendario" else 4 if path == f"/tareas/{tasks['personas']}" else 0
        assert len(seen) <= 12 + more, (path, len(seen), seen)
