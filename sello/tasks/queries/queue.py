"""My queue: what a unit (or the secretariat) has to do now, counted first and then shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select

from sello.accounts.domain import Actor, Role, Visibility
from sello.core.days import Calendar
from sello.core.db import db
from sello.tasks.domain.due import QueueGroup, end_of_week, queue_group
from sello.tasks.domain.states import UNIT_STATES, Step, TaskState
from sello.tasks.models import Task, TaskEvent
from sello.tasks.queries.lists import any_of
from sello.tasks.queries.rows import Stretches, TaskRow, count_of, read_rows, stretches

DEPTH = 12
"""Cards of a part of the queue; its count says how many there are in all."""


@dataclass(frozen=True, slots=True)
class Card:
    """A task with the remark with which it last came back."""

    task: TaskRow
    remark: str


@dataclass(frozen=True, slots=True)
class QueuePart:
    """One part of the queue: how many there are, and the first of them."""

    group: QueueGroup
    total: int
    cards: tuple[Card, ...]


def queue(actor: Actor, *, mine: bool, today: date, calendar: Calendar) -> tuple[QueuePart, ...]:
    """The parts of the actor's queue, also the empty ones, in four statements.

    `mine` narrows it to what is given to her by name; the secretariat's begins with what waits for review.
    """
    scopes = _scopes(actor, mine=mine, today=today)
    totals = _totals(scopes)
    parts = [
        select(Task.id).where(where).order_by(Task.due_on, Task.id).limit(DEPTH)
        for conditions in scopes.values()
        for where in conditions
    ]
    rows = read_rows(any_of(parts), today=today, calendar=calendar)
    remarks = _remarks(rows)
    cards: dict[QueueGroup, list[Card]] = {group: [] for group in scopes}
    for row in rows:
        cards[queue_group(row.state, row.due_on, today=today)].append(Card(row, remarks.get(row.id, "")))
    return tuple(QueuePart(group, totals[group], tuple(cards[group][:DEPTH])) for group in scopes)


def _scopes(actor: Actor, *, mine: bool, today: date) -> dict[QueueGroup, Stretches]:
    """The conditions of each part; together they hold every task in hand once."""
    sunday = end_of_week(today)
    in_hand = Task.state.in_(sorted(UNIT_STATES))
    not_returned = Task.state.in_(sorted(UNIT_STATES - {TaskState.RETURNED}))
    parts = {
        QueueGroup.OVERDUE: and_(in_hand, Task.due_on < today),
        QueueGroup.THIS_WEEK: and_(in_hand, Task.due_on >= today, Task.due_on <= sunday),
        QueueGroup.RETURNED: and_(Task.state == TaskState.RETURNED, Task.due_on > sunday),
        QueueGroup.LATER: and_(not_returned, Task.due_on > sunday),
    }
    hers = _hers(actor, mine=mine)
    scopes = {group: tuple(and_(each, part) for each in hers) for group, part in parts.items()}
    if actor.role is Role.SECRETARIAT and not mine:
        return {QueueGroup.TO_REVIEW: (Task.state == TaskState.DELIVERED,)} | scopes
    return scopes


def _hers(actor: Actor, *, mine: bool) -> Stretches:
    if mine:
        return (Task.person_id == actor.person_id,)
    return stretches(Visibility(actor.unit_ids), actor.person_id)


def _totals(scopes: dict[QueueGroup, Stretches]) -> dict[QueueGroup, int]:
    """How many each part holds, in one statement."""
    counted = select(*(count_of(conditions) for conditions in scopes.values()))
    return dict(zip(scopes, db.session.execute(counted).one(), strict=True))


def _remarks(rows: tuple[TaskRow, ...]) -> dict[int, str]:
    """The last remark with which each returned task came back."""
    returned = [row.id for row in rows if row.state is TaskState.RETURNED]
    statement = (
        select(TaskEvent.task_id, TaskEvent.reason)
        .where(TaskEvent.task_id.in_(returned), TaskEvent.step == Step.RETURN)
        .order_by(TaskEvent.id)
    )
    return dict(db.session.execute(statement).all())
