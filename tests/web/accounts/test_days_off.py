"""Days on which only the institution does not work: what would move is shown before, and moved after."""

import re
from datetime import date
from html import unescape

import pytest
import time_machine

from sello.accounts.queries.days_off import saved_days
from sello.core.db import db, scope_to
from sello.duties.models import DutyDate
from sello.duties.service import writing
from sello.register.domain import InitiativeKind
from sello.register.service import initiatives
from sello.tasks.models import Task, TaskEvent
from tests.builders import AT, NOW, TODAY
from tests.tasks import cast

ELECTION = date(2026, 12, 7)
AFTER = date(2026, 12, 9)
"""The day after the election is a holiday already."""


def row(day, name="Elección"):
    return {"days-0-on": day.isoformat(), "days-0-kind": "election", "days-0-name": name}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


@pytest.fixture
def task(town):
    made = cast.ask(town.people.secretary.actor(), town.units.personas, due_on=ELECTION, title="El padrón")
    db.session.commit()
    return made


@pytest.fixture
def duty(town):
    actor = town.people.secretary.actor()
    plan = initiatives.InitiativeDraft(
        name="Plan", kind=InitiativeKind.PLAN, unit_ids=frozenset({town.units.personas})
    )
    said = writing.DutyDraft(
        "Informe anual",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=7;UNTIL=20281231",
        TODAY,
        town.units.personas,
        lead_days=0,
    )
    made = writing.create(actor, initiatives.create(actor, plan, at=AT), said, at=AT)
    db.session.commit()
    return made


def said(page, **changes):
    def hidden(name):
        return unescape(re.search(rf'name="{name}"[^>]*value="([^"]*)"', page.text)[1])

    return {"region": "", "version": hidden("version"), "seen": hidden("seen")} | changes


def test_what_would_move_is_shown_and_then_moved(town, secretary, task, duty):
    page = secretary.get("/institucion/feriados")
    shown = secretary.post("/institucion/feriados", data=said(page, **row(ELECTION)))
    assert shown.status_code == 200
    for words in ("El padrón", "Informe anual", "07-12-2026", "09-12-2026"):
        assert words in shown.text
    assert db.session.get_one(Task, task).due_on == ELECTION, "nothing moves before it is saved"
    saved = secretary.post("/institucion/feriados", data=said(shown, **row(ELECTION)))
    assert saved.status_code == 303
    db.session.expire_all()
    scope_to(db.session(), town.institution.id)
    assert db.session.get_one(Task, task).due_on == AFTER
    event = db.session.query(TaskEvent).filter_by(task_id=task).order_by(TaskEvent.id.desc()).first()
    assert event.changes == {"due_on": ["2026-12-07", "2026-12-09"]}
    assert "Se movió" not in saved.text
    assert "se movió 1 plazo" in secretary.get("/institucion/feriados").text
    calendar = secretary.get("/tareas/calendario?mes=2026-12").text
    assert re.search(
        r'<td class="off[^"]*">\s*<span class="month-day">\s*<span[^>]*>Lunes </span><time[^>]*2026-12-07',
        calendar,
    )
    assert "09-12-2026" in secretary.get(f"/obligaciones/{duty}").text


def test_the_date_of_a_duty_moves_with_its_task(town, secretary, task, duty):
    db.session.add(DutyDate(duty_id=duty, fell_on=ELECTION, due_on=ELECTION, task_id=task))
    db.session.commit()
    shown = secretary.post(
        "/institucion/feriados", data=said(secretary.get("/institucion/feriados"), **row(ELECTION))
    )
    secretary.post("/institucion/feriados", data=said(shown, **row(ELECTION)))
    db.session.expire_all()
    scope_to(db.session(), town.institution.id)
    assert db.session.query(DutyDate).one().due_on == AFTER


def test_a_region_brings_its_own_holiday(town, secretary):
    page = secretary.get("/institucion/feriados")
    shown = secretary.post("/institucion/feriados", data=said(page, region="AP"))
    secretary.post("/institucion/feriados", data=said(shown, region="AP"))
    assert "Asalto y Toma del Morro de Arica" in secretary.get("/institucion/feriados").text


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            {
                "days-0-on": "2026-12-07",
                "days-0-kind": "other",
                "days-1-on": "2026-12-07",
                "days-1-kind": "other",
            },
            "está dos veces",
        ),
        ({"days-0-on": "2026-13-40", "days-0-kind": "other"}, "Escriba la fecha como"),
        ({"region": "99"}, "Feriados de 2026"),
        ({"days-0-on": "", "days-0-kind": "other", "days-0-name": "Aniversario"}, "Escriba el día"),
    ],
)
def test_days_that_contradict_each_other_are_refused(town, secretary, rows, words):
    page = secretary.get("/institucion/feriados")
    answer = secretary.post("/institucion/feriados", data=said(page, **rows))
    assert answer.status_code == 422
    assert words in answer.text


def test_a_day_that_is_taken_away_moves_nothing_back(town, secretary, task):
    shown = secretary.post(
        "/institucion/feriados", data=said(secretary.get("/institucion/feriados"), **row(ELECTION))
    )
    secretary.post("/institucion/feriados", data=said(shown, **row(ELECTION)))
    shown = secretary.post("/institucion/feriados", data=said(secretary.get("/institucion/feriados")))
    assert secretary.post("/institucion/feriados", data=said(shown)).status_code == 303
    db.session.expire_all()
    scope_to(db.session(), town.institution.id)
    assert saved_days().days.days == ()
    assert db.session.get_one(Task, task).due_on == AFTER


def test_only_who_keeps_the_institution_may(town, client_for):
    for person in (town.people.head, town.people.authority, town.people.auditor):
        assert client_for(person).get("/institucion/feriados").status_code == 403
