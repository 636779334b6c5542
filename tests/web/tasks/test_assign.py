"""The screens on which work is asked for."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from sello.core.db import db
from sello.tasks.domain.due import DueKind
from sello.tasks.models import Task, TaskRequirement
from tests.builders import here_and_now

FORMS = ("/tareas/nueva", "/tareas/por-dimension")


def far():
    return (here_and_now().today + timedelta(days=60)).isoformat()


def filled(town, **changes):
    return {
        "title": "Enviar el acta de la mesa",
        "unit_id": town.units.personas,
        "due_kind": "business",
        "days": "5",
        "priority": "high",
        "version": "0",
    } | changes


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("role", ["head", "contributor", "authority", "auditor"])
def test_only_the_secretariat_asks(town, client_for, post, path, role):
    client = client_for(getattr(town.people, role))
    assert client.get(path).status_code == 403
    assert post(client, path).status_code == 403


def test_a_task_is_made_and_shown(town, course, as_secretary, post):
    wanted = str(course.requirements["1.1.1"])
    answer = post(as_secretary, "/tareas/nueva", **filled(town, requirement_ids=wanted))
    assert answer.status_code == 303
    shown = as_secretary.get(answer.location).text
    assert "Enviar el acta de la mesa" in shown
    assert "(5 días hábiles)" in shown
    assert "Política institucional de igualdad" in shown


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": ""}, "Diga en una frase"),
        ({"title": "x" * 301}, "300"),
        ({"unit_id": ""}, "Elija la unidad"),
        ({"unit_id": "999999"}, "unit_id-error"),
        ({"days": ""}, "Indique un plazo"),
        ({"days": "0"}, "entre 1 y 730"),
        ({"days": "x"}, "days-error"),
        ({"due_kind": "date", "due_on": "2020-01-31"}, "31-01-2020"),
        ({"due_kind": "date", "due_on": "31-31-2020"}, "due_on-error"),
        ({"due_kind": "nunca"}, "due_kind-error"),
        ({"priority": "suma"}, "priority-error"),
        ({"requirement_ids": "999999"}, "requirement_ids-error"),
    ],
)
def test_a_form_that_lacks_something_comes_back_whole(town, course, as_secretary, post, change, says):
    answer = post(as_secretary, "/tareas/nueva", **filled(town, description="Con firma", **change))
    assert answer.status_code == 422
    assert says in answer.text
    assert "Con firma" in answer.text
    assert db.session.scalar(select(func.count()).select_from(Task)) == 0


def test_a_person_of_another_unit_is_refused_beside_her_field(town, course, as_secretary, post):
    answer = post(as_secretary, "/tareas/nueva", **filled(town, person_id=town.people.other_head.id))
    assert answer.status_code == 422
    assert 'id="person_id-error"' in answer.text


def test_without_its_token_a_form_makes_nothing(town, course, as_secretary):
    as_secretary.sends_token = False
    assert as_secretary.post("/tareas/nueva", data=filled(town)).status_code == 400
    assert db.session.scalar(select(func.count()).select_from(Task)) == 0


def test_a_link_begins_the_form_from_a_requirement(course, as_secretary):
    wanted = course.requirements["2.3.1"]
    shown = as_secretary.get(f"/tareas/nueva?requerimiento={wanted}").text
    assert f'checked id="requirement_ids-3" name="requirement_ids" type="checkbox" value="{wanted}"' in shown


def test_a_changed_task_is_saved(town, course, tasks, as_secretary, post):
    path = f"/tareas/{tasks['personas']}/editar"
    assert 'value="Enviar el decreto del plan"' in as_secretary.get(path).text
    answer = post(
        as_secretary,
        path,
        **filled(town, title="Enviar el decreto firmado", due_kind="date", due_on=far(), version="1"),
    )
    assert answer.status_code == 303
    shown = as_secretary.get(answer.location).text
    assert "Enviar el decreto firmado" in shown
    assert "cambia lo pedido" in shown


def test_the_second_to_save_sees_both_versions(town, course, tasks, as_secretary, post):
    path = f"/tareas/{tasks['personas']}/editar"
    base = filled(town, due_kind="date", due_on=far(), version="1")
    assert post(as_secretary, path, **base | {"title": "Texto de la primera persona"}).status_code == 303
    answer = post(as_secretary, path, **base | {"title": "Texto de la segunda persona"})
    assert answer.status_code == 409
    assert "Texto de la primera persona" in answer.text
    assert "Texto de la segunda persona" in answer.text
    assert 'name="version" type="hidden" value="2"' in answer.text
    again = post(as_secretary, path, **base | {"title": "Texto de la segunda persona", "version": "2"})
    assert again.status_code == 303


def test_a_task_of_nobody_is_not_edited(course, as_secretary, post, town):
    assert as_secretary.get("/tareas/999999/editar").status_code == 404
    assert post(as_secretary, "/tareas/999999/editar", **filled(town)).status_code == 404


def test_other_roles_do_not_edit(tasks, as_head, post, town):
    path = f"/tareas/{tasks['personas']}/editar"
    assert as_head.get(path).status_code == 403
    assert post(as_head, path, **filled(town)).status_code == 403


def preview(course, **changes):
    values = {
        "dimension": course.dimensions["1"],
        "pattern": "Reunir",
        "due_kind": "business",
        "days": 10,
        "priority": "normal",
    }
    return "/tareas/por-dimension?" + "&".join(
        f"{name}={value}" for name, value in (values | changes).items()
    )


def test_a_preview_proposes_a_row_per_requirement_and_makes_nothing(town, course, as_secretary):
    shown = as_secretary.get(preview(course)).text
    for code in ("1.1.1", "1.1.2", "1.2.2"):
        assert f'aria-label="Crear la tarea de {code}"' in shown
    assert "2.3.1" not in shown
    assert shown.count("checked") == 2 + 2  # two owned rows, and the chosen kind and priority above
    assert db.session.scalar(select(func.count()).select_from(Task)) == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"days": 0}, "entre 1 y 730"),
        ({"days": ""}, "Indique un plazo"),
        ({"dimension": 999999}, "dimension-error"),
    ],
)
def test_a_preview_without_sense_says_so(course, as_secretary, change, says):
    answer = as_secretary.get(preview(course, **change))
    assert answer.status_code == 200
    assert says in answer.text
    assert "Crear las tareas marcadas" not in answer.text


def rows(course, *chosen, **changes):
    data = {"dimension": str(course.dimensions["1"]), "due_kind": "business", "days": "10"}
    for number, (code, unit_id) in enumerate(chosen):
        data |= {
            f"rows-{number}-requirement_id": str(course.requirements[code]),
            f"rows-{number}-chosen": "y",
            f"rows-{number}-title": f"Reunir {code}",
            f"rows-{number}-unit_id": str(unit_id),
            f"rows-{number}-due_on": far(),
            f"rows-{number}-priority": "normal",
        }
    return data | changes


def test_one_confirmation_makes_every_marked_row(town, course, as_secretary, post):
    data = rows(course, ("1.1.1", town.units.personas), ("1.1.2", town.units.dideco), ("1.2.2", ""))
    del data["rows-2-chosen"]
    answer = post(as_secretary, "/tareas/por-dimension", **data)
    assert answer.status_code == 303
    made = db.session.execute(
        select(Task.title, Task.unit_id, Task.due_kind, TaskRequirement.requirement_id)
        .join(TaskRequirement, TaskRequirement.task_id == Task.id)
        .order_by(Task.id)
    ).all()
    assert [tuple(row) for row in made] == [
        ("Reunir 1.1.1", town.units.personas, DueKind.DATE, course.requirements["1.1.1"]),
        ("Reunir 1.1.2", town.units.dideco, DueKind.DATE, course.requirements["1.1.2"]),
    ]
    assert "Se crearon 2 tareas." in as_secretary.get(answer.location).text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"rows-0-unit_id": ""}, "falta la unidad"),
        ({"rows-0-title": "  "}, "falta decir qué"),
        ({"rows-0-due_on": "2020-01-01"}, "ya pasó"),
        ({"rows-0-due_on": ""}, "falta el plazo"),
        ({"rows-0-requirement_id": "999999"}, "No hay tareas marcadas"),
        ({"rows-0-priority": "suma"}, "Propuesta"),
    ],
)
def test_a_bad_row_makes_no_task_and_is_named(town, course, as_secretary, post, change, says):
    answer = post(
        as_secretary, "/tareas/por-dimension", **rows(course, ("1.1.1", town.units.personas), **change)
    )
    assert answer.status_code == 422
    assert says in answer.text
    assert db.session.scalar(select(func.count()).select_from(Task)) == 0


def test_before_the_first_cycle_the_page_says_what_to_do(town, as_secretary):
    shown = as_secretary.get("/tareas/por-dimension").text
    assert "Todavía no hay un ciclo en curso" in shown


def test_requirements_chosen_elsewhere_become_a_preview_too(town, course, as_secretary, post):
    chosen = f"{course.requirements['1.1.1']},{course.requirements['2.3.1']},x,999999"
    shown = as_secretary.get(preview(course, dimension="", only=chosen)).text
    assert 'aria-label="Crear la tarea de 1.1.1"' in shown
    assert 'aria-label="Crear la tarea de 2.3.1"' in shown
    assert 'aria-label="Crear la tarea de 1.1.2"' not in shown
    data = rows(course, ("1.1.1", town.units.personas), ("2.3.1", town.units.personas))
    data |= {"dimension": "", "only": chosen}
    assert post(as_secretary, "/tareas/por-dimension", **data).status_code == 303
    assert db.session.scalar(select(func.count()).select_from(Task)) == 2


@pytest.mark.parametrize("only", ["", "x", "²", "0"])
@pytest.mark.parametrize("dimension", ["", "²", "x"])
def test_a_link_that_chooses_nothing_proposes_nothing(course, as_secretary, post, only, dimension):
    answer = as_secretary.get(preview(course, dimension=dimension, only=only))
    assert answer.status_code == 200
    assert "Crear la tarea de" not in answer.text
    sent = post(as_secretary, "/tareas/por-dimension", dimension=dimension, only=only)
    assert sent.status_code == 422
