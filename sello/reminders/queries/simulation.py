"""What the simulator is given: tasks and pieces through time, from their histories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, or_, select

from sello.core.dates import ONE_DAY
from sello.core.db import db
from sello.core.moment import Moment
from sello.evidence.domain.review import Decision
from sello.evidence.models import Review
from sello.evidence.queries.by_cycle import ending_on
from sello.reminders.domain.past_turns import Asked, Attached, Decided, States, Story, unit_turns
from sello.reminders.domain.schedule import Schedule
from sello.reminders.domain.simulation import Comparison, Course, Courses, Stretch, compared
from sello.reminders.queries.settings import stored_schedule
from sello.reminders.queries.sweeps import directory
from sello.tasks.domain.asking import AskKind
from sello.tasks.domain.states import OPEN_STATES
from sello.tasks.domain.talk import PAUSED
from sello.tasks.models import Task, TaskAsk, TaskEvent, TaskEvidence, TaskWait

LONGEST_NOTICE = timedelta(days=366)


def courses(stretch: Stretch, *, at: Moment) -> Courses:
    """All that a pass of these days may tell of, through time (eight statements)."""
    return Courses(_tasks(at.start_of(stretch.first)), _pieces(stretch))


def trial(tried: Schedule, *, at: Moment) -> tuple[Comparison, Comparison]:
    """What a policy would have sent in the last thirty days and would send in the next, beside the saved one.

    The next days are as they would be if nobody did anything; people and units are those of today.
    """
    month = timedelta(days=30)
    before = Stretch(at.today - month, at.today - ONE_DAY)
    after = Stretch(at.today, at.today + month - ONE_DAY)
    found = courses(Stretch(before.first, after.last), at=at)
    schedules = (stored_schedule().schedule, tried)
    people = directory(at.today)
    return (
        compared(found, before, schedules, people, at=at),
        compared(found, after, schedules, people, at=at),
    )


def _tasks(since: datetime) -> tuple[Course, ...]:
    """The tasks that were open at some instant since then."""
    lived = or_(Task.state.in_(sorted(OPEN_STATES)), Task.closed_at >= since)
    columns = (Task.id, Task.title, Task.unit_id, Task.person_id, Task.created_at, Task.due_on, Task.state)
    tasks = db.session.execute(select(*columns).where(lived).order_by(Task.id)).all()
    events, asked, handed, waits = (_by_task(each) for each in _histories(lived))
    decided = _decisions({row.evidence_id for rows in handed.values() for row in rows})
    states = {row.id: _states(row, events[row.id]) for row in tasks}
    return tuple(
        Course(
            row.id,
            row.title,
            row.unit_id,
            row.person_id,
            row.created_at,
            row.created_at,
            _dates(row, events[row.id]),
            unit_turns(
                Story(
                    states[row.id],
                    _asked(asked[row.id]),
                    _attached(handed[row.id], decided),
                    _awaited(row, events[row.id], waits[row.id]),
                    states,
                    {each.awaited_id: each.closed_at for each in waits[row.id] if each.closed_at},
                    _dates(row, events[row.id]),
                )
            ),
            _pauses(events[row.id]),
        )
        for row in tasks
    )


def _histories(lived: Any) -> tuple[Any, ...]:
    """What was written down of some tasks: events, questions, pieces, what they wait for."""
    within = select(Task.id).where(lived)
    return (
        select(TaskEvent.task_id, TaskEvent.at, TaskEvent.from_state, TaskEvent.to_state, TaskEvent.changes)
        .where(TaskEvent.task_id.in_(within))
        .order_by(TaskEvent.id),
        select(TaskAsk.task_id, TaskAsk.kind, TaskAsk.asked_of, TaskAsk.at, TaskAsk.answered_at).where(
            TaskAsk.task_id.in_(within)
        ),
        select(TaskEvidence.task_id, TaskEvidence.evidence_id, TaskEvidence.at).where(
            TaskEvidence.task_id.in_(within)
        ),
        select(TaskWait.task_id, TaskWait.awaited_id, Task.closed_at)
        .join(Task, Task.id == TaskWait.awaited_id)
        .where(TaskWait.task_id.in_(within)),
    )


def _pieces(stretch: Stretch) -> tuple[Course, ...]:
    """The pieces in force today that end in reach of these days: what ended before is not told of."""
    days = (stretch.last - stretch.first + LONGEST_NOTICE).days
    ending = ending_on(stretch.first + timedelta(days=number) for number in range(days))
    return tuple(
        Course(
            row.id,
            row.title,
            row.unit_id,
            row.person_id,
            row.created_at,
            row.accepted_at or row.created_at,
            ((row.created_at, row.due_on),),
            ((row.accepted_at or row.created_at, True),),
        )
        for row in db.session.execute(ending)
    )


def _by_task(statement: Any) -> dict[int, list[Row[*tuple[Any, ...]]]]:
    found: dict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in db.session.execute(statement):
        found[row.task_id].append(row)
    return found


def _decisions(ids: Iterable[int]) -> dict[int, list[Decided]]:
    statement = (
        select(Review.evidence_id, Review.decided_at, Review.decision, Review.remedied_at)
        .where(Review.evidence_id.in_(sorted(ids)))
        .order_by(Review.id)
    )
    found: dict[int, list[Decided]] = defaultdict(list)
    for row in db.session.execute(statement):
        returned = row.decision is Decision.RETURNED
        found[row.evidence_id].append(Decided(row.decided_at, returned, row.remedied_at))
    return found


def _dates(
    task: Row[*tuple[Any, ...]], events: Sequence[Row[*tuple[Any, ...]]]
) -> tuple[tuple[datetime, date], ...]:
    """The dates that it had, from the changes that were written down."""
    moved = [(row.at, *map(date.fromisoformat, row.changes["due_on"])) for row in events if _moves(row)]
    first = moved[0][1] if moved else task.due_on
    return ((task.created_at, first), *((at, after) for at, _before, after in moved))


def _moves(row: Row[*tuple[Any, ...]]) -> bool:
    return bool(row.changes and row.changes.get("due_on") and all(row.changes["due_on"]))


def _states(task: Row[*tuple[Any, ...]], events: Sequence[Row[*tuple[Any, ...]]]) -> States:
    first = next((row.from_state for row in events), task.state) or task.state
    return ((task.created_at, first), *((row.at, row.to_state) for row in events))


def _asked(rows: Iterable[Row[*tuple[Any, ...]]]) -> tuple[Asked, ...]:
    return tuple(
        Asked(row.asked_of if row.kind is AskKind.QUESTION else None, row.at, row.answered_at) for row in rows
    )


def _attached(
    rows: Iterable[Row[*tuple[Any, ...]]], decided: dict[int, list[Decided]]
) -> tuple[Attached, ...]:
    return tuple(Attached(row.at, tuple(decided.get(row.evidence_id, ()))) for row in rows)


def _awaited(
    task: Row[*tuple[Any, ...]],
    events: Sequence[Row[*tuple[Any, ...]]],
    today: Iterable[Row[*tuple[Any, ...]]],
) -> tuple[tuple[datetime, frozenset[int]], ...]:
    """The tasks that it waited for, from the changes that were written down and from what holds today."""
    changed = [(row.at, *map(frozenset, row.changes["awaited_ids"])) for row in events if _ties(row)]
    first = changed[0][1] if changed else frozenset(row.awaited_id for row in today)
    return ((task.created_at, first), *((at, after) for at, _before, after in changed))


def _ties(row: Row[*tuple[Any, ...]]) -> bool:
    return bool(row.changes and "awaited_ids" in row.changes)


def _pauses(events: Sequence[Row[*tuple[Any, ...]]]) -> tuple[tuple[datetime, date | None], ...]:
    found = [(row.at, row.changes[PAUSED][1]) for row in events if row.changes and PAUSED in row.changes]
    return tuple((at, date.fromisoformat(until) if until else None) for at, until in found)
