"""Whose turn it is: one table, one test for each of its cells, and the same said by the database."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from sello.core.db import db
from sello.evidence.domain.review import Decision, EvidenceState
from sello.evidence.models import Evidence, Review
from sello.tasks.domain.asking import AskKind
from sello.tasks.domain.due import QueueGroup, end_of_week, queue_group
from sello.tasks.domain.states import Step, TaskState
from sello.tasks.domain.turn import Reason, Turn, whose
from sello.tasks.models import Task, TaskAsk, TaskEvent, TaskEvidence, TaskWait
from sello.tasks.queries.turns import FACTS, OPEN, because, facts_of, group_of, in_group, in_turn, late
from tests.builders import TODAY, Town
from tests.tasks import cast, turns
from tests.tasks.turns import ASKED, BACK, CELLS, LET_GO, MOVED, TIME, WAITING

Cell = tuple[TaskState, bool, Turn | None, bool, bool, Reason | None]


def name(cell: Cell) -> str:
    state, back, asked_of, time, waiting, awaits = cell
    parts = [state.value, back and "returned piece", asked_of and f"asked {asked_of}"]
    return ", ".join(
        filter(None, [*parts, time and "time", waiting and "piece in review", awaits and awaits.value])
    )


@pytest.mark.parametrize("cell", CELLS, ids=name)
def test_each_cell_of_the_table(cell: Cell) -> None:
    found = whose(turns.facts(*cell))
    assert (found.turn, found.reason, found.since) == turns.expected(*cell)


def test_every_turn_and_every_reason_is_given_by_some_cell() -> None:
    given = {whose(turns.facts(*cell)) for cell in CELLS}
    assert {one.turn for one in given} == set(Turn)
    assert {one.reason for one in given} == set(Reason)
    assert {(one.turn, one.reason) for one in given} == set(turns.GIVEN)


DUES = (TODAY - timedelta(days=3), TODAY, end_of_week(TODAY), end_of_week(TODAY) + timedelta(days=1))
"""Late, today, the last day of the week, and the first one after it."""


@pytest.fixture
def every_cell(town: Town) -> dict[int, tuple[Cell, date]]:
    """A task in the database for each cell of the table and each kind of due date.

    One that waits for another is laid late only: that is when it must not be. What waited for one that was
    closed on its last day was let go too late, and the same with a later day was not.
    """
    laid: dict[int, tuple[Cell, date]] = {}
    done = (TaskState.CLOSED, *CELLS[0][1:])
    first, second = lay(town, CELLS[0], DUES[0]), lay(town, done, DUES[0])
    laid |= {first: (CELLS[0], DUES[0]), second: (done, DUES[0])}
    db.session.get_one(Task, second).closed_at = LET_GO
    for cell in CELLS:
        *same, awaits = cell
        for due_on in DUES[:1] if awaits else DUES:
            laid[lay(town, cell, due_on, {Reason.AWAITS: first}.get(awaits, second))] = (cell, due_on)
        if awaits is Reason.OUTLIVED:
            laid[lay(town, cell, DUES[1], second)] = ((*same, None), DUES[1])
    return laid


def lay(town: Town, cell: Cell, due_on: date, first: int = 0) -> int:
    """Write the rows of a cell; also pieces and answered questions that do not matter."""
    state, back, asked_of, time, waiting, awaits = cell
    task_id = cast.ask(town.people.secretary.actor(), town.units.personas, due_on=due_on)
    task = db.session.get_one(Task, task_id)
    task.state = state
    db.session.execute(TaskEvent.__table__.delete().where(TaskEvent.task_id == task_id))
    db.session.add(
        TaskEvent(task_id=task_id, step=Step.START, from_state=None, to_state=state, changes={}, at=MOVED)
    )
    piece(town, task_id, EvidenceState.ACCEPTED, WAITING - timedelta(days=2))
    if back:
        returned = piece(town, task_id, EvidenceState.RETURNED, BACK - timedelta(days=2))
        db.session.add(
            Review(
                evidence_id=returned,
                version_number=1,
                decision=Decision.RETURNED,
                remark="Falta la firma",
                parts=["file"],
                decided_at=BACK,
            )
        )
    if waiting:
        piece(town, task_id, EvidenceState.SUBMITTED, WAITING)
        piece(town, task_id, EvidenceState.SUBMITTED, WAITING + timedelta(hours=1))
    asked(task_id, AskKind.QUESTION, Turn.UNIT, ASKED - timedelta(days=9), answered=True)
    if asked_of is not None:
        asked(task_id, AskKind.QUESTION, asked_of, ASKED)
    if time:
        asked(task_id, AskKind.TIME, Turn.SECRETARIAT, TIME)
    if awaits:
        db.session.add(TaskWait(task_id=task_id, awaited_id=first))
    db.session.flush()
    return task_id


def piece(town: Town, task_id: int, state: EvidenceState, at: datetime) -> int:
    evidence_id = cast.evidence(town, town.units.personas)
    row = db.session.get_one(Evidence, evidence_id)
    row.state, row.submitted_at = state, at
    db.session.add(TaskEvidence(task_id=task_id, evidence_id=evidence_id, at=at))
    db.session.flush()
    return evidence_id


def asked(task_id: int, kind: AskKind, to: Turn, at: datetime, *, answered: bool = False) -> None:
    db.session.add(
        TaskAsk(
            task_id=task_id,
            kind=kind,
            asked_of=to,
            text="¿…?",
            at=at,
            answered_at=at if answered else None,
        )
    )


def test_the_database_says_the_same_as_the_rule(every_cell: dict[int, tuple[Cell, date]]) -> None:
    """Facts, turn, reason, lateness and group: read, listed and counted alike."""
    rows = db.session.execute(select(Task.id, Task.state, Task.due_on, *FACTS)).all()
    assert {row.id for row in rows} == set(every_cell)
    truth = {}
    for row in rows:
        cell, due_on = every_cell[row.id]
        found = whose(facts_of(row))
        assert (found.turn, found.reason, found.since) == turns.expected(*cell), cell
        truth[row.id] = (found, queue_group(found, due_on, today=TODAY), due_on)

    def listed(condition: object) -> set[int]:
        return set(db.session.scalars(select(Task.id).where(condition)))

    for turn in Turn:
        assert listed(in_turn(turn)) == {key for key, (now, _, _) in truth.items() if now.turn is turn}
    for reason in Reason:
        assert listed(because(reason)) == {key for key, (now, _, _) in truth.items() if now.reason is reason}
    for group in QueueGroup:
        assert listed(in_group(group, TODAY)) == {
            key for key, (_, is_in, _) in truth.items() if is_in is group
        }
    for row in db.session.execute(select(Task.id, group_of(TODAY).label("place")).where(OPEN)):
        assert list(QueueGroup)[row.place] is truth[row.id][1]
    assert listed(late(TODAY)) == {
        key for key, (now, _, due_on) in truth.items() if now.turn is Turn.UNIT and due_on < TODAY
    }
