"""The screens of the improvement plan: made from gaps, filled, asked for, approved, changed, handed in."""

import io
import re
from html import unescape
from types import SimpleNamespace

import pypdfium2 as pdfium
import pytest
import time_machine
from openpyxl import load_workbook
from sqlalchemy import select

from sello.core.db import db
from sello.core.trail.events import Event
from sello.evidence.domain.review import Part
from sello.improvement.models import ActionTask, PlanAction, PlanObjective, PlanVersion
from sello.improvement.queries.plan import contents, draft, plan_of
from sello.improvement.service import actions
from sello.tasks.models import Task, TaskRequirement
from tests.builders import AT, NOW, TODAY
from tests.cycles import builders as cycles
from tests.evidence import cast as pieces

PAGE = "/plan-de-mejora/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def course(town):
    cycle = cycles.cycle(town.people.secretary.actor())
    db.session.commit()
    return SimpleNamespace(cycle_id=cycle.id, requirements=cycles.ids(cycle))


@pytest.fixture
def secretary(town, course, client_for):
    return client_for(town.people.secretary)


@pytest.fixture
def act(app, town, course):
    made = pieces.accepted(
        town.people.secretary, pieces.handed_in(app, town.people.head, course, code="2.1.1")
    )
    db.session.commit()
    return made


def action(town, **changes):
    objective = db.session.scalars(select(PlanObjective.id).order_by(PlanObjective.id)).first()
    return {
        "objective_id": str(objective),
        "title": "Dictar la política",
        "unit_id": str(town.units.personas),
        "person_id": "",
        "starts_on": "2026-12-01",
        "ends_on": "2027-03-31",
        "budget": "M$ 1.500",
        "indicator_id": "",
        "indicator": "Política vigente",
        "verification": "Decreto",
        "version": "1",
    } | changes


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", unescape(answer.get_data(as_text=True))))


@pytest.fixture
def filled(town, course, secretary):
    ids = course.requirements
    secretary.post(f"{PAGE}brechas", data={"brecha": [str(ids["1.1.1"])]})
    assert secretary.post(f"{PAGE}acciones/nueva", data=action(town)).status_code == 303
    db.session.expire_all()
    return course


def plan(course):
    row = plan_of(course.cycle_id)
    return draft(row.id)


def approve(secretary, course, act, **changes):
    said = {"act_number": "4/2026", "act_on": "2026-11-20", "evidence_id": str(act)}
    version = str(plan_of(course.cycle_id).version)
    return secretary.post(f"{PAGE}aprobar", data=said | {"version": version} | changes)


def test_the_page_proposes_the_gaps_and_a_person_marks(app, town, course, secretary):
    ids = course.requirements
    piece = pieces.handed_in(app, town.people.head, course, code="1.1.2", title="Programa")
    pieces.returned(town.people.secretary, piece, Part.FILE, remark="Falta la matriz de metas.")
    db.session.commit()
    assert "El plan todavía está vacío" in text_of(secretary.get(PAGE))
    shown = text_of(secretary.get(f"{PAGE}brechas"))
    assert "1.1.1 Requerimiento 1.1.1" in shown
    assert "No cumple en el autodiagnóstico" in shown
    assert "«Falta la matriz de metas.»" in shown
    nothing = secretary.post(f"{PAGE}brechas", data={})
    assert nothing.status_code == 422
    assert "Marque al menos una brecha" in text_of(nothing)
    taken = secretary.post(f"{PAGE}brechas", data={"brecha": [str(ids["1.1.1"]), str(ids["1.1.2"])]})
    assert taken.status_code == 303
    first, second = plan(course).objectives
    assert [one.code for one in first.requirements] == ["1.1.1"]
    assert first.title == "Cumplir el requerimiento 1.1.1: Requerimiento 1.1.1"
    assert "Falta la matriz de metas." in second.gap
    left = text_of(secretary.get(f"{PAGE}brechas"))
    assert "1.1.1 Requerimiento" not in left
    assert "2.1.1 Requerimiento" in left


def test_an_action_says_who_when_how_much_and_how_it_is_known(town, filled, secretary):
    (one,) = plan(filled).actions
    assert (one.budget, one.unit, one.indicator) == (1_500_000, "Personas", "Política vigente")
    shown = text_of(secretary.get(PAGE))
    assert "1. Dictar la política" in shown
    assert "$1.500.000" in shown
    assert "M$ 1.500" in shown.replace("\u00a0", " ")
    assert "Falta: persona responsable" in shown
    assert "Por comenzar" in shown
    assert secretary.get(PAGE).get_data(as_text=True).count('<svg class="gantt gantt-') == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"budget": "1.000.000,00"}, "¿Quiso decir 1.000.000?"),
        ({"budget": "-5"}, "no puede ser negativo"),
        ({"budget": "mucho"}, "no es un monto"),
        ({"starts_on": "2026-12-05"}, "El día hábil más cercano es el 07-12-2026"),
        ({"ends_on": "2026-12-08"}, "El 08-12-2026 es inhábil"),
        ({"ends_on": "2026-11-30"}, "antes de comenzar"),
        ({"ends_on": "2033-03-31"}, "más de 5 años"),
        ({"ends_on": ""}, "Escriba cuándo termina"),
        ({"verification": ""}, "Diga con qué documento"),
        ({"title": ""}, "Escriba qué se hará"),
    ],
)
def test_what_will_not_do_is_said_beside_its_field_and_nothing_is_lost(
    town, filled, secretary, changes, said
):
    answer = secretary.post(f"{PAGE}acciones/nueva", data=action(town, indicator="Cobertura", **changes))
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert 'value="Cobertura"' in unescape(answer.get_data(as_text=True))
    assert len(plan(filled).actions) == 1


def test_an_action_is_given_within_the_branch_of_its_unit(town, filled, secretary):
    other = secretary.post(
        f"{PAGE}acciones/nueva", data=action(town, person_id=str(town.people.other_head.id))
    )
    assert other.status_code == 422
    own = secretary.post(f"{PAGE}acciones/nueva", data=action(town, person_id=str(town.people.head.id)))
    assert own.status_code == 303
    assert plan(filled).actions[-1].person == "Paula Personas"


def test_an_action_becomes_a_task_once_and_stands_as_its_task_does(town, filled, secretary, client_for):
    (row,) = db.session.scalars(select(PlanAction)).all()
    answer = secretary.post(f"{PAGE}acciones/{row.id}/pedir")
    task = db.session.scalars(select(Task)).one()
    assert answer.location.endswith(f"/tareas/{task.id}")
    assert (task.unit_id, task.due_on.isoformat(), task.title) == (
        town.units.personas,
        "2027-03-31",
        "Dictar la política",
    )
    assert "Medio de verificación: Decreto" in task.description
    assert db.session.scalars(select(TaskRequirement.requirement_id)).all() == [filled.requirements["1.1.1"]]
    assert "En curso" in text_of(secretary.get(PAGE))
    secretary.post(f"{PAGE}acciones/{row.id}/pedir", data={"again": "1"})
    assert len(db.session.scalars(select(ActionTask)).all()) == 1
    seen = text_of(client_for(town.people.other_head).get(PAGE))
    assert "Dictar la política" in seen  # the plan is everybody's, how others work is not
    assert "En curso" not in seen
    assert f"Tarea {task.id}" not in seen


def test_an_approved_version_stays_word_for_word_whatever_changes(town, filled, secretary, act):
    row = plan_of(filled.cycle_id)
    before = draft(row.id)
    answer = approve(secretary, filled, act, asks="y")
    assert answer.location.endswith("/plan-de-mejora/versiones/1")
    assert len(db.session.scalars(select(Task)).all()) == 1
    same = approve(secretary, filled, act)
    assert same.status_code == 422
    assert "no cambió desde la versión 1" in text_of(same)
    (held,) = db.session.scalars(select(PlanAction)).all()
    edited = action(town, title="Otra cosa", budget="7", ends_on="2027-04-30")
    assert secretary.post(f"{PAGE}acciones/{held.id}/editar", data=edited).status_code == 303
    assert contents(row.id, 1) == before
    shown = text_of(secretary.get(f"{PAGE}versiones/1"))
    assert "Dictar la política" in shown
    assert "Otra cosa" not in shown
    assert "Acta 4/2026 del 20-11-2026" in shown
    assert "Borrador con cambios que el comité todavía no aprueba" in text_of(secretary.get(PAGE))
    told = text_of(secretary.get(f"{PAGE}cambios"))
    assert "Dictar la política Otra cosa" in told
    assert "$1.500.000 $7" in told
    assert "31-03-2027 30-04-2027" in told
    secretary.post(f"{PAGE}acciones/{held.id}/quitar")
    assert contents(row.id, 1) == before
    assert "Se quitó" in text_of(secretary.get(f"{PAGE}cambios"))
    assert len(db.session.scalars(select(PlanVersion)).all()) == 1


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"act_on": "2026-11-24"}, 422, "no puede ser posterior a hoy"),
        ({"act_number": ""}, 422, "Escriba el número del acta"),
        ({"evidence_id": "999"}, 422, ""),
        ({"version": "1"}, 409, "Otra persona"),
    ],
)
def test_an_approval_that_will_not_do_is_said(filled, secretary, act, changes, status, said):
    answer = approve(secretary, filled, act, **changes)
    assert answer.status_code == status
    assert said in text_of(answer)
    assert db.session.scalars(select(PlanVersion)).all() == []


def test_an_objective_without_an_action_is_not_approved(filled, secretary, act):
    secretary.post(f"{PAGE}objetivos/nuevo", data={"title": "Otro", "gap": ""})
    answer = approve(secretary, filled, act)
    assert answer.status_code == 422
    assert "El objetivo 2 no tiene acciones" in text_of(answer)


def test_an_objective_is_taken_out_with_its_actions_and_its_number_stays_taken(filled, secretary):
    (row,) = db.session.scalars(select(PlanObjective)).all()
    assert secretary.post(f"{PAGE}objetivos/{row.id}/quitar").status_code == 303
    assert plan(filled).objectives == ()
    secretary.post(f"{PAGE}objetivos/nuevo", data={"title": "Nuevo", "gap": ""})
    assert [one.number for one in plan(filled).objectives] == [2]


HISTORY = select(Event).where(Event.entity == "improvement_plan").order_by(Event.id)


def test_what_is_taken_out_can_be_brought_back_until_something_else_is_done(filled, secretary):
    (objective,) = db.session.scalars(select(PlanObjective.id)).all()
    (made,) = db.session.scalars(select(PlanAction.id)).all()
    for drop in (f"{PAGE}acciones/{made}/quitar", f"{PAGE}objetivos/{objective}/quitar"):
        before = plan(filled)
        secretary.post(drop)
        assert plan(filled) != before
        (undo,) = set(re.findall(r'action="(/deshacer/\d+)"', secretary.get(PAGE).text))
        assert secretary.post(undo).status_code == 303
        assert "Deshecho" in text_of(secretary.get(PAGE))
        assert plan(filled) == before
    told = [each.act for each in db.session.scalars(HISTORY)]
    assert told[-4::2] == ["improvement_plan.action_dropped", "improvement_plan.objective_dropped"]
    assert told[-3::2] == ["improvement_plan.undone"] * 2
    secretary.post(f"{PAGE}acciones/{made}/quitar")
    (undo,) = set(re.findall(r'action="(/deshacer/\d+)"', secretary.get(PAGE).text))
    secretary.post(f"{PAGE}objetivos/nuevo", data={"title": "Otro", "gap": ""})
    assert secretary.post(undo).status_code == 303
    assert "alguien actuó después" in text_of(secretary.get(PAGE))


def test_the_trail_tells_what_was_done_without_what_it_says(town, filled, secretary, act):
    approve(secretary, filled, act, asks="y")
    events = db.session.scalars(select(Event).where(Event.entity == "improvement_plan").order_by(Event.id))
    assert [(each.act, each.detail) for each in events] == [
        ("improvement_plan.created", {"cycle_id": filled.cycle_id}),
        ("improvement_plan.objective_added", {"number": 1}),
        ("improvement_plan.action_added", {"number": 1}),
        ("improvement_plan.approved", {"number": 1, "evidence_id": act}),
        (
            "improvement_plan.action_asked",
            {"number": 1, "task_id": db.session.scalars(select(Task.id)).one()},
        ),
    ]


def test_the_spreadsheet_reckons_with_what_the_plan_says(filled, secretary):
    answer = secretary.get(f"{PAGE}lista.xlsx")
    sheet = load_workbook(io.BytesIO(answer.get_data())).active
    titles, row = list(sheet.values)
    said = dict(zip(titles, row, strict=True))
    assert said["Presupuesto (pesos)"] == 1_500_000
    assert said["Inicio"].isoformat()[:10] == "2026-12-01"
    assert said["Requerimientos"] == "1.1.1"
    assert said["Estado"] == "Por comenzar"


@pytest.mark.parametrize("role", ["head", "contributor", "authority"])
def test_others_read_the_plan_and_change_nothing(town, filled, client_for, role):
    visitor = client_for(getattr(town.people, role))
    shown = visitor.get(PAGE)
    assert shown.status_code == 200
    assert "Nuevo objetivo" not in text_of(shown)
    assert visitor.get(f"{PAGE}brechas").status_code == 403
    assert visitor.post(f"{PAGE}acciones/nueva", data=action(town)).status_code == 403


def test_whoever_evaluates_does_not_see_the_plan(town, filled, client_for):
    assert client_for(town.people.auditor).get(PAGE).status_code == 403


def test_the_paper_says_what_the_plan_says_and_equal_plans_give_equal_bytes(filled, secretary, act):
    first = secretary.get(f"{PAGE}plan.pdf").get_data()
    assert secretary.get(f"{PAGE}plan.pdf").get_data() == first
    assert "Borrador: el comité todavía no lo aprueba." in paper_text(first)
    approve(secretary, filled, act)
    said = paper_text(secretary.get(f"{PAGE}plan.pdf?version=1").get_data())
    for words in (
        "Versión 1, aprobada por el comité en el acta 4/2026 del 20-11-2026.",
        "Carta Gantt",
        "1. Dictar la política",
        "$1.500.000",
        "31-03-2027",
        "Política vigente",
    ):
        assert words in said
    assert secretary.get(f"{PAGE}plan.pdf?version=9").status_code == 404


def paper_text(data):
    document = pdfium.PdfDocument(data)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    return re.sub(r"\s+", " ", " ".join(pages))


def test_a_plan_of_many_actions_takes_several_sheets(town, filled, secretary):
    (objective,) = db.session.scalars(select(PlanObjective)).all()
    for number in range(64):
        said = actions.ActionDraft(
            objective.id, f"Acción {number}", town.units.personas, TODAY, TODAY, verification="Acta"
        )
        actions.add(town.people.secretary.actor(), said, at=AT)
    db.session.commit()
    said = paper_text(secretary.get(f"{PAGE}plan.pdf").get_data())
    assert all(f"{number + 2}. Acción {number}" in said for number in range(64))
