"""Beside a conversation and on the board: the forms, each as its page shows it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sello.core.db import db
from sello.tasks.service import assigning
from tests.builders import AT, here_and_now
from tests.tasks import cast


@pytest.fixture
def listed(town, course):
    secretary = town.people.secretary.actor()
    first = cast.ask(secretary, town.units.dideco, title="Enviar el acta")
    made = cast.ask(
        secretary,
        town.units.personas,
        checks=("Firmarlo", "Fecharlo"),
        checks_first=True,
        awaited_ids=(first,),
        helper_ids=(town.units.dideco,),
    )
    db.session.commit()
    return made


def test_the_page_says_what_it_waits_for_and_who_helps(listed, as_secretary, client_for, town):
    page = as_secretary.get(f"/tareas/{listed}").text
    for words in ("Espera a otra", "Enviar el acta", "Contribuyen", "0 de 2", "completarla antes"):
        assert words in page
    other = client_for(town.people.other_head).get(f"/tareas/{listed}")
    assert other.status_code == 200
    assert "La esperan" in as_secretary.get("/tareas/1").text


def test_items_are_ticked_on_the_page(listed, as_head, post):
    page = as_head.get(f"/tareas/{listed}").text
    item = page.split('name="done"')[1].split('value="')[1].split('"')[0]
    answer = post(as_head, f"/tareas/{listed}/lista", done=item)
    assert answer.status_code == 303
    page = as_head.get(f"/tareas/{listed}").text
    assert "1 de 2" in page
    assert "Hecho: Firmarlo" in page
    assert post(as_head, f"/tareas/{listed}/lista", done="99999").status_code == 422


def test_handing_in_says_what_is_missing_on_the_list(listed, as_head, post):
    answer = post(as_head, f"/tareas/{listed}/paso", step="deliver", why="Va por mano")
    assert answer.status_code == 422
    assert "Fecharlo" in answer.text


def test_reminders_are_paused_and_go_on(listed, as_secretary, as_head, post):
    until = here_and_now().today + timedelta(days=30)
    sent = {"until": until.strftime("%d-%m-%Y"), "text": "Receso del Concejo"}
    assert post(as_head, f"/tareas/{listed}/pausar", **sent).status_code == 403
    assert post(as_secretary, f"/tareas/{listed}/pausar", until="", text="").status_code == 422
    assert post(as_secretary, f"/tareas/{listed}/pausar", **sent).status_code == 303
    page = as_secretary.get(f"/tareas/{listed}").text
    assert "Recordatorios en pausa" in page
    assert "Receso del Concejo" in page
    assert post(as_secretary, f"/tareas/{listed}/reanudar").status_code == 303
    assert "Recordatorios en pausa" not in as_secretary.get(f"/tareas/{listed}").text


def test_a_template_begins_a_task(course, as_secretary, post, town):
    said = {
        "title": "Enviar el acta",
        "days": "8",
        "checks": "Uno\nDos",
        "code": "1.1.1",
        "initiative_kind": "",
        "version": "0",
    }
    assert post(as_secretary, "/tareas/plantillas/nueva", **said).status_code == 303
    assert "lista de 2 puntos" in as_secretary.get("/tareas/plantillas").text
    page = as_secretary.get("/tareas/nueva?plantilla=1").text
    assert "Uno\nDos" in page.replace("\r", "")
    assert 'value="8"' in page
    for wrong in ({"days": "0"}, {"title": ""}, {"checks": "x" * 201}, {"code": "9.9.9"}):
        assert post(as_secretary, "/tareas/plantillas/nueva", **(said | wrong)).status_code == 422
    assert post(as_secretary, "/tareas/plantillas/1/quitar").status_code == 303
    assert as_secretary.get("/tareas/plantillas/1/editar").status_code == 404


def test_a_circle_is_refused_beside_its_field(listed, as_secretary, post, town):
    draft, version = assigning.as_asked(1, town.people.secretary.actor())
    sent = {
        "title": draft.title,
        "unit_id": draft.unit_id,
        "due_kind": "date",
        "due_on": (AT.today + timedelta(days=900)).isoformat(),
        "priority": "normal",
        "version": version,
        "awaited_ids": listed,
    }
    answer = post(as_secretary, "/tareas/1/editar", **sent)
    assert answer.status_code == 422
    assert "awaited_ids-error" in answer.text


def test_a_card_is_moved_by_its_form_and_refused_in_words(tasks, as_secretary, as_head, post):
    mine = tasks["personas"]
    page = as_head.get(f"/tareas/{mine}/mover").text
    assert "Entregar: pasa a revisión" in page
    assert "Aceptar" not in page
    refused = post(as_head, f"/tareas/{mine}/mover", to="nobody", why="")
    assert refused.status_code == 422
    assert "Sigue donde estaba" in refused.text
    assert post(as_head, f"/tareas/{mine}/mover", to="nada").status_code == 422
    moved = post(as_head, f"/tareas/{mine}/mover", to="secretariat", why="Va por mano")
    assert (moved.status_code, moved.location) == (303, "/tareas/tablero")
    board = as_secretary.get("/tareas/tablero").text
    assert f'data-moves="{mine}"' in board.split('data-column="secretariat"')[1]
