"""The conversation on its page: asking, answering, more time, taking back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sello.core.db import db
from sello.tasks.models import Task
from tests.builders import here_and_now


@pytest.fixture
def path(tasks):
    return f"/tareas/{tasks['personas']}"


def test_a_question_goes_to_the_other_side_and_its_answer_back(path, as_head, as_secretary, post):
    answer = post(as_head, f"{path}/preguntar", to="secretariat", text="¿Sirve el decreto anterior?")
    assert answer.status_code == 303
    shown = as_secretary.get(path).text
    assert "¿Sirve el decreto anterior?" in shown
    assert "En manos de la Secretaría Ejecutiva" in shown
    assert "Por responder" in as_secretary.get("/mi-cola").text
    assert post(as_secretary, f"{path}/responder", text="Sí, sirve").status_code == 303
    again = as_head.get(path).text
    assert again.index("¿Sirve el decreto anterior?") < again.index("Sí, sirve")
    assert "En manos de la unidad" in again


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("preguntar", {"to": "unit", "text": "¿A mí misma?"}),
        ("preguntar", {"to": "secretariat", "text": "  "}),
        ("preguntar", {"text": "¿A quién?"}),
        ("responder", {"text": "Nadie preguntó"}),
        ("pedir-plazo", {"until": "01-01-2020", "text": "Hace falta"}),
        ("pedir-plazo", {"text": "Sin fecha"}),
    ],
)
def test_what_cannot_be_is_said_in_words_and_kept(path, as_head, post, act, fields):
    answer = post(as_head, f"{path}/{act}", **fields)
    assert answer.status_code == 422
    assert fields.get("text", "").strip() in answer.text


def test_more_time_is_asked_for_granted_and_told(path, tasks, as_head, as_secretary, post):
    until = here_and_now().today + timedelta(days=400)
    typed = f"{until:%d-%m-%Y}"
    assert post(as_head, f"{path}/pedir-plazo", until=typed, text="Falta la firma").status_code == 303
    assert post(as_head, f"{path}/decidir-plazo", decision="conceder", until=typed).status_code == 403
    assert typed in as_secretary.get(path).text
    assert post(as_secretary, f"{path}/decidir-plazo", decision="rechazar").status_code == 422
    granted = post(as_secretary, f"{path}/decidir-plazo", decision="conceder", until=typed)
    assert granted.status_code == 303
    assert db.session.get(Task, tasks["personas"]).due_on == until
    assert "concede hasta el" in as_head.get(path).text


def test_the_last_act_is_offered_to_be_taken_back_on_the_next_page_to_whoever_did_it(
    path, as_head, as_secretary, post
):
    post(as_head, f"{path}/paso", step="deliver", why="Está en la carpeta")
    shown = as_head.get("/mi-cola").text
    assert "Deshacer lo último" in shown
    assert "Deshacer lo último" not in as_secretary.get("/mi-cola").text
    address = shown.split('class="undo" method="post" action="')[1].split('"')[0]
    assert post(as_secretary, address).status_code == 404
    assert post(as_head, address).status_code == 303
    again = as_head.get(path).text
    assert "En manos de la unidad" in again
    assert "deshace" in again
    assert "Deshacer lo último" not in again
    assert post(as_head, address).status_code == 404
