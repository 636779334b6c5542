"""What people do with tasks, on a real database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from sello.core.db import db, everywhere, scope_to
from sello.core.refusal import NotFound, Stale
from sello.core.trail.events import Event
from sello.cycles.queries import cycles
from sello.tasks.domain.drafts import propose
from sello.tasks.domain.due import DueKind, Priority, Term
from sello.tasks.domain.refusals import (
    ClosedTask,
    EmptyComment,
    NothingDelivered,
    NotYourStep,
    PersonElsewhere,
    UnitElsewhere,
    UnknownRequirement,
)
from sello.tasks.domain.states import Step, TaskState
from sello.tasks.domain.talk import Said
from sello.tasks.models import Task, TaskEvent, TaskEvidence
from sello.tasks.queries import options, task
from sello.tasks.service import assigning
from sello.tasks.service import steps as steps_service
from tests import builders
from tests.builders import AT
from tests.tasks import cast
from tests.tasks.cast import CHILE, NOW, TODAY


@pytest.fixture
def secretary(town):
    return town.people.secretary.actor()


def asked(town, **values):
    base = {
        "title": "Enviar el plan anual",
        "unit_id": town.units.personas,
        "term": Term(DueKind.BUSINESS, days=5),
    }
    return assigning.TaskDraft(**base | values)


def make(actor, what, cycle_id=None):
    return assigning.create(actor, what, cycle_id=cycle_id, at=AT)


def test_a_task_keeps_what_was_asked_and_how_its_day_was_counted(town, secretary):
    course = cast.course()
    wanted = (course.requirements["2.3.1"], course.requirements["2.3.2"])
    task_id = make(secretary, asked(town, requirement_ids=wanted, priority=Priority.HIGH), course.cycle_id)
    row = db.session.get(Task, task_id)
    assert row.due_on == date(2026, 11, 30)
    assert (row.due_kind, row.due_days, row.state) == (DueKind.BUSINESS, 5, TaskState.PENDING)
    assert task.values(task_id, secretary).requirement_ids == tuple(sorted(wanted))
    event = db.session.scalars(select(TaskEvent)).one()
    assert (event.from_state, event.to_state, event.person_id) == (
        None,
        TaskState.PENDING,
        secretary.person_id,
    )
    assert db.session.scalars(select(Event.act)).all() == ["task.created"]


def test_a_unit_that_ended_or_is_of_another_town_takes_no_task(town, secretary):
    ended = builders.unit(town.institution.id, "Oficina antigua", valid_until=TODAY)
    for unit_id in (ended, 999_999):
        with pytest.raises(UnitElsewhere):
            make(secretary, asked(town, unit_id=unit_id))


def test_a_person_outside_the_units_branch_takes_no_task(town, secretary):
    with pytest.raises(PersonElsewhere):
        make(secretary, asked(town, person_id=town.people.other_head.id))
    child = asked(town, unit_id=town.units.dideco, person_id=town.people.contributor.id)
    assert make(secretary, child)


def test_a_requirement_of_another_edition_is_refused(town, secretary):
    course = cast.course()
    with pytest.raises(UnknownRequirement):
        make(secretary, asked(town, requirement_ids=(999_999,)), course.cycle_id)
    with pytest.raises(UnknownRequirement):
        make(secretary, asked(town, requirement_ids=(course.requirements["1.1.1"],)), None)


def test_a_task_walks_from_pending_to_closed_with_its_history(town, secretary):
    head = town.people.head
    task_id = cast.ask(secretary, town.units.personas)
    cast.walk(
        task_id,
        (head, Step.START),
        (head, Step.DELIVER),
        (town.people.secretary, Step.RETURN),
        (head, Step.DELIVER),
        (town.people.secretary, Step.ACCEPT),
    )
    row = db.session.get(Task, task_id)
    assert (row.state, row.closed_at, row.delivered_at, row.version) == (TaskState.CLOSED, NOW, NOW, 6)
    steps = db.session.execute(
        select(TaskEvent.step, TaskEvent.person_id, TaskEvent.reason).order_by(TaskEvent.id)
    )
    assert [tuple(step) for step in steps] == [
        (None, secretary.person_id, ""),
        (Step.START, head.id, "Porque sí"),
        (Step.DELIVER, head.id, "Porque sí"),
        (Step.RETURN, secretary.person_id, "Porque sí"),
        (Step.DELIVER, head.id, "Porque sí"),
        (Step.ACCEPT, secretary.person_id, "Porque sí"),
    ]


def test_reopening_and_withdrawing_take_their_instants_back(town, secretary):
    task_id = cast.ask(secretary, town.units.personas)
    cast.walk(task_id, (town.people.head, Step.DELIVER), (town.people.head, Step.WITHDRAW))
    assert db.session.get(Task, task_id).delivered_at is None
    cast.walk(task_id, (town.people.secretary, Step.CANCEL), (town.people.secretary, Step.REOPEN))
    assert db.session.get(Task, task_id).closed_at is None


def test_nobody_acts_on_a_task_of_another_unit(town, secretary):
    task_id = cast.ask(secretary, town.units.personas)
    stranger = town.people.other_head.actor()
    acts = (
        lambda: steps_service.take_step(stranger, task_id, Step.START, why="", now=NOW),
        lambda: steps_service.comment(stranger, task_id, "Hola", now=NOW),
        lambda: assigning.assign(stranger, task_id, None, version=1, at=AT),
        lambda: steps_service.attach(stranger, task_id, 1, NOW),
        lambda: task.detail(task_id, stranger, at=AT),
        lambda: task.values(task_id, stranger),
    )
    for act in acts:
        with pytest.raises(NotFound):
            act()


def test_a_task_of_another_town_does_not_exist(town, secretary):
    task_id = cast.ask(secretary, town.units.personas)
    with everywhere():
        other = builders.town("Municipalidad Vecina")
    scope_to(db.session(), other.institution.id)
    with pytest.raises(NotFound):
        steps_service.take_step(other.people.secretary.actor(), task_id, Step.START, why="", now=NOW)


def test_whoever_is_given_a_task_of_the_unit_above_sees_it(town, secretary):
    task_id = cast.ask(secretary, town.units.dideco, person_id=town.people.contributor.id)
    contributor = town.people.contributor.actor()
    assert town.units.dideco not in contributor.unit_ids
    assert steps_service.take_step(contributor, task_id, Step.START, why="", now=NOW) is TaskState.IN_PROGRESS


def test_a_unit_head_judges_nothing_and_an_authority_only_reads(town, secretary):
    task_id = cast.ask(secretary, town.units.personas)
    cast.walk(task_id, (town.people.head, Step.DELIVER))
    with pytest.raises(NotYourStep):
        steps_service.take_step(town.people.head.actor(), task_id, Step.ACCEPT, why="", now=NOW)
    with pytest.raises(NotYourStep):
        steps_service.take_step(town.people.authority.actor(), task_id, Step.WITHDRAW, why="", now=NOW)
    assert task.detail(task_id, town.people.authority.actor(), at=AT).task.id == task_id
    with pytest.raises(NotFound):
        task.detail(task_id, town.people.auditor.actor(), at=AT)


def test_a_delivery_counts_the_evidence_that_was_attached(town, secretary):
    head = town.people.head.actor()
    task_id = cast.ask(secretary, town.units.personas)
    with pytest.raises(NothingDelivered):
        steps_service.take_step(head, task_id, Step.DELIVER, why="", now=NOW)
    piece = cast.evidence(town, town.units.personas)
    assert steps_service.attach(head, task_id, piece, NOW)
    assert not steps_service.attach(head, task_id, piece, NOW)
    assert db.session.scalar(select(func.count()).select_from(TaskEvidence)) == 1
    assert steps_service.take_step(head, task_id, Step.DELIVER, why="", now=NOW) is TaskState.DELIVERED


def test_evidence_of_another_unit_cannot_be_attached(town, secretary):
    task_id = cast.ask(secretary, town.units.personas)
    foreign = cast.evidence(town, town.units.dideco)
    for piece in (foreign, 999_999):
        with pytest.raises(NotFound):
            steps_service.attach(town.people.head.actor(), task_id, piece, NOW)


def test_a_closed_task_takes_neither_evidence_nor_changes(town, secretary):
    task_id = cast.ask(secretary, town.units.personas)
    cast.walk(task_id, (town.people.secretary, Step.CANCEL))
    with pytest.raises(ClosedTask):
        steps_service.attach(secretary, task_id, cast.evidence(town, town.units.personas), NOW)
    with pytest.raises(ClosedTask):
        change(secretary, task_id, asked(town), version=2)
    with pytest.raises(ClosedTask):
        assigning.assign(secretary, task_id, town.people.head.id, version=2, at=AT)


def change(actor, task_id, what, version):
    return assigning.edit(actor, task_id, what, version=version, at=AT)


def test_a_change_writes_what_differed_and_nothing_else(town, secretary):
    course = cast.course()
    due = TODAY + timedelta(days=30)
    one, other = course.requirements["1.1.1"], course.requirements["1.1.2"]
    task_id = cast.ask(
        secretary, town.units.personas, due_on=due, cycle_id=course.cycle_id, requirement_ids=(one,)
    )
    same = asked(town, term=Term(DueKind.DATE, on=due), requirement_ids=(one,))
    assert not change(secretary, task_id, same, version=1)
    changed = asked(
        town,
        unit_id=town.units.dideco,
        term=Term(DueKind.DATE, on=due + timedelta(days=1)),
        requirement_ids=(other,),
    )
    assert change(secretary, task_id, changed, version=1)
    event = db.session.scalars(select(TaskEvent).order_by(TaskEvent.id.desc()).limit(1)).one()
    assert event.changes == {
        "unit_id": [town.units.personas, town.units.dideco],
        "due_on": ["2026-12-23", "2026-12-24"],
        "requirement_ids": [[one], [other]],
    }
    assert task.values(task_id, secretary).requirement_ids == (other,)


def test_an_overdue_task_can_be_edited_without_moving_its_day(town, secretary):
    due = TODAY - timedelta(days=3)
    task_id = cast.ask(secretary, town.units.personas, due_on=due)
    assert change(secretary, task_id, asked(town, title="Otro", term=Term(DueKind.DATE, on=due)), version=1)


def test_the_second_to_save_is_refused(town, secretary):
    task_id = cast.ask(secretary, town.units.personas)
    assert change(secretary, task_id, asked(town, title="Primera"), version=1)
    with pytest.raises(Stale):
        change(secretary, task_id, asked(town, title="Segunda"), version=1)
    with pytest.raises(Stale):
        assigning.assign(secretary, task_id, town.people.head.id, version=1, at=AT)
    assert db.session.get(Task, task_id).title == "Primera"


def test_a_unit_head_gives_a_task_within_her_branch_only(town, secretary):
    task_id = cast.ask(secretary, town.units.dideco)
    head = town.people.other_head.actor()
    assigning.assign(head, task_id, town.people.contributor.id, version=1, at=AT)
    assert db.session.get(Task, task_id).person_id == town.people.contributor.id
    with pytest.raises(PersonElsewhere):
        assigning.assign(head, task_id, town.people.head.id, version=2, at=AT)
    assigning.assign(head, task_id, None, version=2, at=AT)
    assert db.session.get(Task, task_id).person_id is None


def test_a_comment_says_something(town, secretary):
    task_id = cast.ask(secretary, town.units.personas)
    assert steps_service.comment(town.people.head.actor(), task_id, " Falta la firma ", now=NOW)
    with pytest.raises(EmptyComment):
        steps_service.comment(secretary, task_id, "  ", now=NOW)
    detail = task.detail(task_id, secretary, at=AT)
    said = [(one.who, one.text) for one in detail.talk if one.kind is Said.COMMENT]
    assert said == [("Paula Personas", "Falta la firma")]


def test_a_dimension_becomes_a_task_per_owned_requirement_in_one_go(town, secretary):
    course = cast.course({"1.1.1": town.units.personas, "1.1.2": town.units.dideco})
    term = Term(DueKind.BUSINESS, days=10)
    drafts = propose(
        options.candidates(cycles.current(), course.dimensions["1"]),
        title="Reunir evidencia de",
        due_on=CHILE.add_business_days(TODAY, 10),
        priority=Priority.NORMAL,
    )
    assert [(draft.code, draft.chosen) for draft in drafts] == [
        ("1.1.1", True),
        ("1.1.2", True),
        ("1.2.2", False),
    ]
    made = assigning.create_many(secretary, drafts, term, cycle_id=course.cycle_id, at=AT)
    rows = db.session.execute(select(Task.unit_id, Task.due_kind, Task.due_days).order_by(Task.id)).all()
    assert rows == [(town.units.personas, DueKind.BUSINESS, 10), (town.units.dideco, DueKind.BUSINESS, 10)]
    assert len(made) == 2
    again = options.candidates(cycles.current(), course.dimensions["1"])
    assert [one.open_tasks for one in again] == [1, 1, 0]


def test_one_bad_row_makes_no_task_at_all(town, secretary):
    course = cast.course({"1.1.2": town.units.dideco})
    drafts = propose(
        options.candidates(cycles.current(), course.dimensions["1"]),
        title="Reunir",
        due_on=TODAY + timedelta(days=9),
        priority=Priority.NORMAL,
    )
    bad = [replace(draft, chosen=True, unit_id=draft.unit_id or 999_999) for draft in drafts]
    term = Term(DueKind.CALENDAR, days=9)
    with pytest.raises(UnitElsewhere):
        assigning.create_many(secretary, bad, term, cycle_id=course.cycle_id, at=AT)
    assert db.session.scalar(select(func.count()).select_from(Task)) == 0
