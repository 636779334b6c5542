"""The acts on a task: steps, comments, whom it is given to."""

import pytest

from sello.core.db import db
from sello.tasks.domain.states import Step, TaskState
from sello.tasks.models import Task
from tests.tasks import cast

ACTS = ("paso", "comentar", "asignar", "adjuntar")


def state(task_id):
    db.session.expire_all()
    return db.session.get(Task, task_id).state


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_never_a_reading(tasks, as_secretary, act):
    assert as_secretary.get(f"/tareas/{tasks['personas']}/{act}").status_code == 405


@pytest.mark.parametrize("act", ACTS)
def test_who_only_reads_does_not_act(town, tasks, client_for, post, act):
    for person in (town.people.authority, town.people.auditor):
        assert post(client_for(person), f"/tareas/{tasks['personas']}/{act}").status_code == 403


@pytest.mark.parametrize(
    ("act", "data"),
    [
        ("paso", {"step": "start"}),
        ("comentar", {"text": "Hola"}),
        ("asignar", {"person_id": "", "version": "1"}),
        ("adjuntar", {"evidence_id": ""}),
    ],
)
def test_a_task_of_another_unit_is_not_found(tasks, as_head, post, act, data):
    assert post(as_head, f"/tareas/{tasks['dideco']}/{act}", **data).status_code == 404


def test_a_unit_starts_and_delivers_with_a_reason(tasks, as_head, post):
    path = f"/tareas/{tasks['personas']}/paso"
    assert post(as_head, path, step="start").status_code == 303
    assert state(tasks["personas"]) is TaskState.IN_PROGRESS
    answer = post(as_head, path, step="deliver", why="Va por Oficina de Partes, ingreso 123")
    assert answer.status_code == 303
    assert state(tasks["personas"]) is TaskState.DELIVERED
    assert "ingreso 123" in as_head.get(answer.location).text


def test_a_delivery_of_nothing_comes_back_with_its_reason(tasks, as_head, post):
    answer = post(as_head, f"/tareas/{tasks['personas']}/paso", step="deliver", why="")
    assert answer.status_code == 422
    assert "todavía no tiene evidencia" in answer.text
    assert state(tasks["personas"]) is TaskState.PENDING


def test_a_unit_does_not_judge_its_own_delivery(town, tasks, as_head, post):
    cast.walk(tasks["personas"], (town.people.head, Step.DELIVER))
    db.session.commit()
    assert post(as_head, f"/tareas/{tasks['personas']}/paso", step="accept").status_code == 403


def test_the_secretariat_returns_with_a_remark_only(town, tasks, as_secretary, post):
    cast.walk(tasks["personas"], (town.people.head, Step.DELIVER))
    db.session.commit()
    path = f"/tareas/{tasks['personas']}/paso"
    bare = post(as_secretary, path, step="return", why=" ")
    assert bare.status_code == 422
    assert "Escriba el motivo" in bare.text
    assert post(as_secretary, path, step="return", why="Falta la firma").status_code == 303
    assert state(tasks["personas"]) is TaskState.RETURNED


def test_a_step_from_a_page_that_grew_old_is_refused_without_loss(town, tasks, as_head, post):
    cast.walk(tasks["personas"], (town.people.secretary, Step.CANCEL))
    db.session.commit()
    answer = post(
        as_head, f"/tareas/{tasks['personas']}/paso", step="deliver", why="Lo que alcancé a escribir"
    )
    assert answer.status_code == 422
    assert "ahora está «Cerrada»" in answer.text


@pytest.mark.parametrize("step", ["", "volar"])
def test_a_step_that_does_not_exist_is_refused(tasks, as_head, post, step):
    assert post(as_head, f"/tareas/{tasks['personas']}/paso", step=step).status_code == 422


def test_a_comment_is_shown_with_who_wrote_it_and_never_as_markup(tasks, as_head, post):
    answer = post(as_head, f"/tareas/{tasks['personas']}/comentar", text="<b>Falta</b> el anexo")
    assert answer.status_code == 303
    shown = as_head.get(answer.location).text
    assert "&lt;b&gt;Falta&lt;/b&gt; el anexo" in shown
    assert "Paula Personas" in shown


@pytest.mark.parametrize("text", ["", "   ", "x" * 5001])
def test_an_empty_or_endless_comment_comes_back(tasks, as_head, post, text):
    answer = post(as_head, f"/tareas/{tasks['personas']}/comentar", text=text)
    assert answer.status_code == 422
    assert 'id="text-error"' in answer.text


def test_a_head_gives_a_task_to_somebody_of_her_branch(town, tasks, client_for, post):
    client = client_for(town.people.other_head)
    path = f"/tareas/{tasks['dideco']}/asignar"
    assert post(client, path, person_id=town.people.contributor.id, version="1").status_code == 303
    assert "Mario Migrantes" in client.get(f"/tareas/{tasks['dideco']}").text
    stale = post(client, path, person_id="", version="1")
    assert stale.status_code == 409
    assert "Otra persona guardó cambios" in stale.text


def test_a_head_gives_nothing_to_a_stranger(town, tasks, as_head, post):
    answer = post(
        as_head, f"/tareas/{tasks['personas']}/asignar", person_id=town.people.other_head.id, version="1"
    )
    assert answer.status_code == 422
    assert "no trabaja en la unidad" in answer.text


def test_a_contributor_does_not_give_tasks_away(town, tasks, client_for, post):
    answer = post(client_for(town.people.contributor), f"/tareas/{tasks['dideco']}/asignar", version="1")
    assert answer.status_code == 403


def test_evidence_handed_in_before_is_attached_once(town, course, tasks, as_head, post):
    path = f"/tareas/{tasks['personas']}"
    assert "Usar una evidencia ya entregada" not in as_head.get(path).text
    serves = (course.cycle_id, course.requirements["1.1.1"])
    piece = cast.evidence(town, town.units.personas, "Decreto del plan", serves=serves)
    foreign = cast.evidence(town, town.units.dideco, "Acta ajena", serves=serves)
    db.session.commit()
    shown = as_head.get(path).text
    assert "Decreto del plan" in shown
    assert "Acta ajena" not in shown
    assert post(as_head, path + "/adjuntar", evidence_id=piece).status_code == 303
    assert "Decreto del plan</a>" in as_head.get(path).text
    for wrong in (piece, foreign, 999999, ""):
        assert post(as_head, path + "/adjuntar", evidence_id=wrong).status_code == 422
