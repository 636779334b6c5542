"""Reading the links that open a conversation without a session: which still do, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select

from sello.accounts.domain.access import digest
from sello.accounts.domain.actor import Actor
from sello.accounts.models import Institution, Person
from sello.accounts.queries.institutions import DAYS_OFF, days_off_of
from sello.core.days import DaysOff
from sello.core.db import db, everywhere
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.rows import rows_as
from sello.tasks.domain.states import TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task, TaskLink
from sello.tasks.queries.rows import TaskRow, read_rows, visible
from sello.tasks.queries.turns import in_turn
from sello.tasks.queries.words import Remark, waiting_words


@dataclass(frozen=True, slots=True)
class Door:
    """A link that opens: whose it is, to which task it leads, and where her institution's clocks stand."""

    id: int
    person_id: int
    task_id: int
    institution_id: int
    expires_at: datetime
    zone: str
    days_off: DaysOff


@dataclass(frozen=True, slots=True)
class AskedTask:
    """One of the tasks that a mail asks for, and what its link opens today."""

    number: int
    """Its place among them, from 1: as the mail says it."""
    task_id: int
    title: str
    door: Door | None
    late: bool
    """The link is over for its age."""


@dataclass(frozen=True, slots=True)
class LivingLink:
    """A link that opens today, as its lists show it."""

    id: int
    person_id: int
    person: str
    task_id: int
    task: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None


_DOORS = (
    select(
        TaskLink.id,
        TaskLink.person_id,
        TaskLink.task_id,
        TaskLink.institution_id,
        TaskLink.expires_at,
        Institution.zone,
        *DAYS_OFF,
    )
    .join(Task, Task.id == TaskLink.task_id)
    .join(Person, Person.id == TaskLink.person_id)
    .join(Institution, Institution.id == TaskLink.institution_id)
)


def opened(person_id: int, mark: str, *, now: datetime) -> Door | None:
    """What the mark of a link opens for whom it was sent to (one statement); None for one that opens nothing.

    Whether her account lets her in and she sees the task is asked of her actor.
    """
    statement = _DOORS.where(TaskLink.mark_hash == digest(mark), TaskLink.person_id == person_id, living(now))
    with everywhere():
        row = db.session.execute(statement).one_or_none()
    return None if row is None else _door(row)


def asked_in(person_id: int, marks: Sequence[str], *, now: datetime) -> tuple[AskedTask, ...]:
    """What the links of one mail are about, in the order of their marks (one statement).

    A link that is over for its age alone still opens, late, while its task waits for the unit: for whoever
    proves by more than the link that it is she, as an answer from her own address does.
    """
    numbers = {digest(mark): number for number, mark in enumerate(marks, start=1)}
    late = and_(_standing(), in_turn(Turn.UNIT))
    statement = _DOORS.add_columns(
        TaskLink.mark_hash, Task.title, living(now).label("opens"), late.label("opens_late")
    ).where(TaskLink.mark_hash.in_(sorted(numbers)), TaskLink.person_id == person_id)
    with everywhere():
        rows = db.session.execute(statement).all()
    found = (
        AskedTask(
            numbers[row.mark_hash],
            row.task_id,
            row.title,
            _door(row) if row.opens or row.opens_late else None,
            late=not row.opens,
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda each: each.number))


def _door(row: Row[*tuple[Any, ...]]) -> Door:
    return Door(
        row.id,
        row.person_id,
        row.task_id,
        row.institution_id,
        row.expires_at,
        row.zone,
        days_off_of(row),
    )


def asked_by(task_id: int, actor: Actor, *, at: Moment) -> tuple[TaskRow, tuple[Remark, ...]]:
    """The task of a link and the words that it waits for, none of what the reader may not know of.

    At most five statements; raises NotFound for a task that she does not see any more.
    """
    ids = select(Task.id).where(Task.id == task_id, visible(actor.visibility, actor.person_id))
    rows = read_rows(ids, at=at)
    if not rows:
        raise NotFound
    said = waiting_words(rows, actor.visibility).get(task_id, ())
    return rows[0], tuple(remark for remark in said if not remark.hidden)


def of_task(task_id: int, *, now: datetime) -> tuple[LivingLink, ...]:
    """The links that open a task today, the latest first (one statement)."""
    return rows_as(LivingLink, db.session.execute(_listed(now).where(TaskLink.task_id == task_id)))


def of_person(person_id: int, *, now: datetime) -> tuple[LivingLink, ...]:
    """The links of a person that open something today, the latest first (one statement)."""
    return rows_as(LivingLink, db.session.execute(_listed(now).where(TaskLink.person_id == person_id)))


def living(now: datetime) -> ColumnElement[bool]:
    """Whether a link still opens, on rows of it, its task and its person.

    It does while all is as it was when it was sent: the task open, in the same unit and hands or given to
    her, and she active, in the same unit and under the same address. What ends it is derived, so that no act
    that moves a task or a person can forget to.
    """
    return and_(_standing(), TaskLink.expires_at > now)


def _standing() -> ColumnElement[bool]:
    """Whether all is as it was when a link was sent, whatever its age."""
    return and_(
        TaskLink.ended_at.is_(None),
        Task.state != TaskState.CLOSED,
        Task.unit_id == TaskLink.unit_id,
        or_(Task.person_id.is_not_distinct_from(TaskLink.charged_id), Task.person_id == TaskLink.person_id),
        Person.active,
        Person.email == TaskLink.email,
        Person.unit_id.is_not_distinct_from(TaskLink.home_unit_id),
    )


def _listed(now: datetime) -> Select[*tuple[object, ...]]:
    return (
        select(
            TaskLink.id,
            TaskLink.person_id,
            Person.name.label("person"),
            TaskLink.task_id,
            Task.title.label("task"),
            TaskLink.created_at,
            TaskLink.expires_at,
            TaskLink.used_at,
        )
        .join(Task, Task.id == TaskLink.task_id)
        .join(Person, Person.id == TaskLink.person_id)
        .where(living(now))
        .order_by(TaskLink.id.desc())
    )
