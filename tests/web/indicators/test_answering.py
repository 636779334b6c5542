"""A duty's task is answered by the values of its period: its annex is handed in, accepted, and closes it."""

from datetime import date
from html import unescape

import pytest
import time_machine
from sqlalchemy import select

from sello.core.db import db
from sello.duties.domain.duties import DateState
from sello.duties.jobs import Clockwork
from sello.duties.queries import duty as duties
from sello.duties.queries.rows import read_rows
from sello.duties.service import asking
from sello.duties.service import writing as owing
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink
from sello.files.store.disk import Store
from sello.indicators.domain.indicators import IndicatorDraft
from sello.indicators.domain.numbers import Measure
from sello.indicators.domain.periods import Period, Periodicity
from sello.indicators.service import values, writing
from sello.progress.service import accept
from sello.register.domain import InitiativeKind, Purpose
from sello.register.service import asking as register_asking
from sello.register.service import initiatives
from sello.tasks.models import Task, TaskEvidence
from tests.builders import AT, TODAY, on
from tests.tasks import cast
from tests.web.pages import form_of

ASKED = on(date(2026, 12, 1))
NOVEMBER = Period(date(2026, 11, 1), Periodicity.MONTH)


@pytest.fixture(autouse=True)
def _own_store(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.extensions, "sello.store", Store(tmp_path / "evidence"))


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(ASKED.now, tick=False):
        yield


@pytest.fixture
def course():
    return cast.course()


@pytest.fixture
def office(town, course):
    feeds = tuple((course.requirements[code], "") for code in ("1.1.1", "1.2.2"))
    said = initiatives.InitiativeDraft(
        "Centro de la Mujer", InitiativeKind.OFFICE, frozenset({town.units.migrantes}), feeds=feeds
    )
    return initiatives.create(town.people.secretary.actor(), said, at=AT)


@pytest.fixture
def indicator(town, office):
    said = IndicatorDraft("Personas atendidas", Measure.PEOPLE, Periodicity.MONTH)
    return writing.create(town.people.secretary.actor(), office, said, at=AT)


@pytest.fixture
def task(town, course, office, indicator):
    """What the calendar asks for: the report of the month, due on 5 December and so on the seventh."""
    secretary = town.people.secretary.actor()
    said = owing.DutyDraft(
        "Informe mensual de atenciones",
        "FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20281231",
        TODAY,
        town.units.migrantes,
        requirement_ids=frozenset({course.requirements["1.2.2"]}),
    )
    duty_id = owing.create(secretary, office, said, at=AT)
    words = lambda text, **told: text % told  # noqa: E731
    assert asking.wake(Clockwork(town.institution.id), duty_id, at=ASKED, translate=words) == 1
    db.session.commit()
    return db.session.scalars(select(Task.id)).one()


def measure(town, indicator, period=NOVEMBER):
    grid = values.Grid(period, {("", ""): 41_000}, "Registro de atenciones")
    values.write(town.people.other_head.actor(), indicator, (grid,), version=1, at=ASKED)
    db.session.commit()


def page(client, task):
    return unescape(client.get(f"/tareas/{task}").get_data(as_text=True))


def describing(client, location):
    """Where the form that describes the annex leads, and what it says untouched."""
    html = unescape(client.get(location).text)
    action = next(
        part.split('"', 1)[0] for part in html.split('action="')[1:] if part.startswith("/evidencia/entregar")
    )
    return action, form_of(html, location, action)


def test_the_task_says_which_values_it_waits_for(town, client_for, task, indicator):
    head = client_for(town.people.other_head)
    shown = page(head, task)
    assert "Faltan los valores de noviembre de 2026" in shown
    assert f"/indicadores/{indicator}/valores?periodo=2026-11" in shown
    measure(town, indicator, Period(date(2026, 10, 1), Periodicity.MONTH))
    assert "Faltan los valores de noviembre de 2026" in page(head, task), "October is no November"
    db.session.rollback()


def test_the_values_of_the_period_close_the_duty(town, client_for, course, task, indicator):
    measure(town, indicator)
    head = client_for(town.people.other_head)
    shown = page(head, task)
    assert "con valores de noviembre de 2026" in shown
    fields = form_of(shown, f"/tareas/{task}", f"/indicadores/{indicator}/anexo")
    made = head.post(f"/indicadores/{indicator}/anexo", data=fields)
    assert f"tarea={task}" in made.location
    action, form = describing(head, made.location)
    form |= {"files-0-title": ["Atenciones de noviembre"], "personal_data": ["no"], "complete": ["y"]}
    assert head.post(action, data=form).status_code == 303
    secretary = town.people.secretary.actor()
    (row,) = read_rows()
    assert next(line.state for line in duties.dates(row, at=ASKED)) is DateState.IN_REVIEW
    piece = db.session.scalars(select(Evidence)).one()
    accept(secretary, piece.id, version=piece.version, at=ASKED)
    db.session.flush()
    assert duties.dates(row, at=ASKED)[0].state is DateState.FULFILLED
    landed = db.session.scalars(select(EvidenceLink.requirement_id)).all()
    assert landed == [course.requirements["1.2.2"]], "where the duty lands, not wherever the office feeds"


def test_the_page_of_the_indicator_offers_the_task(town, client_for, task, indicator):
    measure(town, indicator)
    head = client_for(town.people.other_head)
    shown = unescape(head.get(f"/indicadores/{indicator}").text)
    assert "Para responder a" in shown
    assert f'<option value="{task}">Informe mensual de atenciones: Centro de la Mujer (07-12-2026)' in shown
    assert "Para responder a" not in client_for(town.people.authority).get(f"/indicadores/{indicator}").text


def test_without_a_task_it_serves_all_that_the_initiative_feeds(town, client_for, course, indicator):
    measure(town, indicator)
    head = client_for(town.people.other_head)
    made = head.post(f"/indicadores/{indicator}/anexo", data={"tarea": ""})
    _, form = describing(head, made.location)
    wanted = {str(course.requirements[code]) for code in ("1.1.1", "1.2.2")}
    assert set(form["requirements"]) == wanted


def test_a_task_of_another_unit_or_none_takes_no_annex(town, client_for, task, indicator):
    measure(town, indicator)
    head = client_for(town.people.head)
    assert head.post(f"/indicadores/{indicator}/anexo", data={"tarea": str(task)}).status_code == 404
    own = client_for(town.people.other_head)
    made = own.post(f"/indicadores/{indicator}/anexo", data={"tarea": "999999"})
    assert own.get(made.location).status_code == 404


def test_what_a_register_lacks_is_not_answered_by_values(town, client_for, course, office, indicator):
    measure(town, indicator)
    secretary = town.people.secretary.actor()
    asked = register_asking.ask_unit(secretary, office, Purpose.MISSING, cycle_id=course.cycle_id, at=ASKED)
    db.session.commit()
    assert "Responder con valores" not in page(client_for(town.people.other_head), asked)


def test_what_was_brought_by_a_task_proves_a_date_that_nobody_asked_for(town, course, office, task):
    piece = cast.evidence(town, town.units.migrantes, "Informe de noviembre")
    db.session.get_one(Evidence, piece).state = EvidenceState.ACCEPTED
    secretary = town.people.secretary.actor()
    assert duties.proofs(office, secretary) == ()
    db.session.add(TaskEvidence(task_id=task, evidence_id=piece, at=ASKED.now))
    db.session.flush()
    assert [one.id for one in duties.proofs(office, secretary)] == [piece]
