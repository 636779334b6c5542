"""The cards of a queue: what is asked, for what, until when, and what serves as an answer."""

import re
from datetime import timedelta

import pytest

from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.tasks.domain.states import Step
from sello.tasks.models import Task
from tests.builders import here_and_now
from tests.tasks import cast

TEXTS = {
    "title": "Política institucional de igualdad",
    "asks": "Hay una política aprobada por decreto.",
    "why": "Ordena todo lo demás.",
    "sources": ["Decreto que la aprueba", "Acta del concejo"],
    "owner": "",
    "good": "Decreto firmado y publicado.",
    "weak": "Borrador en Word.",
}


@pytest.fixture
def asked(tasks, course):
    """The task of Personas, whose requirement says what serves."""
    db.session.get_one(Requirement, course.requirements["1.1.1"]).texts = {"es": TEXTS}
    db.session.commit()
    return tasks["personas"]


def card(page: str) -> str:
    """The only card of a queue, and what stands below it."""
    assert page.count('<li class="card task-card">') == 1
    return page[page.index('<li class="card task-card">') :]


def due(task_id: int, days: int) -> None:
    db.session.get_one(Task, task_id).due_on = here_and_now().today + timedelta(days=days)
    db.session.commit()


def test_a_card_says_what_why_and_until_when(asked, as_head):
    shown = card(as_head.get("/mi-cola").text)
    assert "Enviar el decreto del plan" in shown
    assert re.search(r"Vence el (lun|mar|mié|jue|vie|sáb|dom) \d\d-\d\d(-\d{4})?, \d+ días hábiles", shown)
    assert "Política institucional de igualdad" in shown
    folded = shown[shown.index("<details") : shown.index("</details>")]
    for said in (*TEXTS["sources"], TEXTS["good"], TEXTS["weak"], TEXTS["why"], TEXTS["asks"]):
        assert said in folded
    assert f'href="/evidencia/subir?tarea={asked}"' in shown
    assert f'href="/tareas/{asked}#pedir-plazo"' in shown


@pytest.mark.parametrize(
    ("days", "says"),
    [(0, r"Vence hoy, \w{3} \d\d-\d\d"), (-30, r"Venció el \w{3} \d\d-\d\d(-\d{4})?, hace \d+ días hábiles")],
)
def test_until_when_is_said_as_one_says_it(asked, as_head, days, says):
    due(asked, days)
    assert re.search(says, card(as_head.get("/mi-cola").text))


def test_a_long_detail_is_folded_and_whole(asked, as_head):
    text = "Debe decir quiénes, cuándo y con qué presupuesto. " * 9
    db.session.get_one(Task, asked).description = text
    db.session.commit()
    shown = card(as_head.get("/mi-cola").text)
    assert text.strip() in shown[shown.index("<details") : shown.index("</details>")]


def test_what_was_delivered_is_no_longer_asked(asked, as_head, town):
    cast.walk(asked, (town.people.head, Step.DELIVER))
    db.session.commit()
    assert "Entregar" not in as_head.get("/mi-cola").text


def test_the_way_to_more_time_leads_to_its_form(asked, as_head):
    assert 'id="pedir-plazo"' in as_head.get(f"/tareas/{asked}").text
