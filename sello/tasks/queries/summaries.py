"""What the other features ask about tasks: a requirement's, the overdue, the due, the counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, case, func, literal_column, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Unit
from sello.core.changes import kept
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.rows import row_as, rows_as
from sello.tasks.domain.due import Priority, QueueGroup
from sello.tasks.domain.states import OPEN_STATES, TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task, TaskRequirement
from sello.tasks.queries.rows import TaskRow, dress, read_rows, rows_of, visible
from sello.tasks.queries.turns import WORK, group_of, in_turn, late


@dataclass(frozen=True, slots=True)
class UnitOverdue:
    """How far behind a unit is."""

    unit_id: int
    unit_name: str
    count: int
    oldest: date


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task that is still in its unit's hands, as a reminder needs it."""

    id: int
    institution_id: int
    title: str
    state: TaskState
    priority: Priority
    due_on: date
    unit_id: int
    person_id: int | None


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """The open tasks at a glance: how many wait in each group, every one in exactly one."""

    groups: dict[QueueGroup, int]

    @property
    def open(self) -> int:
        """All of them."""
        return sum(self.groups.values())

    def __getitem__(self, group: QueueGroup) -> int:
        return self.groups[group]


@dataclass(frozen=True, slots=True)
class RequirementTasks:
    """The open tasks of a requirement at a glance."""

    open: int
    overdue: int
    first: int | None
    """The first one made that asks for more than an answer, by its id."""
    nearest: date
    """The last day that comes first."""


def for_requirement(
    cycle_id: int,
    requirement_id: int,
    visibility: Visibility,
    *,
    at: Moment,
    person_id: int | None = None,
) -> tuple[TaskRow, ...]:
    """The tasks of a requirement in a cycle, by due date (two statements)."""
    asked = {"cycle_id": cycle_id, "requirement_id": requirement_id}
    found = db.session.execute(_of_requirement(visibility, person_id), asked).all()
    return dress(found, at=at)


@lru_cache(maxsize=256)
def _of_requirement(visibility: Visibility, person_id: int | None) -> Select[Any]:
    """The statement of a requirement's tasks, built once for each reader."""
    return rows_of(
        select(Task.id)
        .join(TaskRequirement, TaskRequirement.task_id == Task.id)
        .where(
            TaskRequirement.requirement_id == bindparam("requirement_id"),
            Task.cycle_id == bindparam("cycle_id"),
            visible(visibility, person_id),
        )
        .order_by(Task.due_on.desc(), Task.id.desc())
        .limit(100)
    )


@lru_cache(maxsize=256)
def _counts(visibility: Visibility) -> Select[*tuple[Any, ...]]:
    """The statement of the counts, built once for each circle of units: it stands on the busiest page."""
    # The sum keeps SQLite from walking all links in the order of the group: it begins with the open tasks.
    key = TaskRequirement.requirement_id + literal_column("0")
    overdue = late(bindparam("today"))
    return (
        select(
            key.label("requirement_id"),
            func.count().label("open"),
            func.count(case((overdue, 1))).label("overdue"),
            func.min(case((WORK, Task.id))).label("first"),
            func.min(Task.due_on).label("nearest"),
        )
        .join(Task, Task.id == TaskRequirement.task_id)
        .where(
            Task.cycle_id == bindparam("cycle_id"),
            Task.state.in_(sorted(OPEN_STATES)),
            visible(visibility),
        )
        .group_by(key)
    )


def counts_by_requirement(
    cycle_id: int, visibility: Visibility, *, today: date
) -> dict[int, RequirementTasks]:
    """The open tasks of every requirement of a cycle that has any (one statement, kept)."""
    return kept(lambda: _counted(cycle_id, visibility, today), "asked", cycle_id, visibility, today)


def _counted(cycle_id: int, visibility: Visibility, today: date) -> dict[int, RequirementTasks]:
    found = db.session.execute(_counts(visibility), {"cycle_id": cycle_id, "today": today})
    return {row.requirement_id: row_as(RequirementTasks, row) for row in found}


def first_open(
    cycle_id: int, requirement_ids: Iterable[int], visibility: Visibility, *, today: date
) -> dict[int, int]:
    """The open task of each of some requirements that has any, the first one made (one statement, kept)."""
    counts = counts_by_requirement(cycle_id, visibility, today=today)
    firsts = ((number, counts[number].first) for number in requirement_ids if number in counts)
    return {number: first for number, first in firsts if first is not None}


def overdue_by_unit(visibility: Visibility, *, today: date) -> tuple[UnitOverdue, ...]:
    """Units with overdue tasks, the one furthest behind first (one statement)."""
    return rows_as(UnitOverdue, db.session.execute(_overdue_by_unit(visibility, today)))


@lru_cache(maxsize=256)
def _overdue_by_unit(visibility: Visibility, today: date) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Unit.id.label("unit_id"),
            Unit.name.label("unit_name"),
            func.count().label("count"),
            func.min(Task.due_on).label("oldest"),
        )
        .join(Task, Task.unit_id == Unit.id)
        .where(late(today), visible(visibility))
        .group_by(Unit.id, Unit.name)
        .order_by(func.count().desc(), func.min(Task.due_on), Unit.name)
    )


def overdue(visibility: Visibility, *, at: Moment, most: int = 500) -> tuple[TaskRow, ...]:
    """The overdue tasks themselves, the oldest first (two statements)."""
    ids = (
        select(Task.id).where(late(at.today), visible(visibility)).order_by(Task.due_on, Task.id).limit(most)
    )
    return read_rows(ids, at=at)


def due(
    *,
    first: date | None = None,
    last: date,
    after: tuple[date, int] | None = None,
    limit: int = 1000,
) -> tuple[DueTask, ...]:
    """Tasks in their units' hands that are due from `first` to `last`, by date and id (one statement).

    A long pass reads them in portions: `after` is the (due_on, id) of the last one already seen. The caller
    says which institution is at work, or lifts the scope to sweep all of them.
    """
    statement = (
        select(
            Task.id,
            Task.institution_id,
            Task.title,
            Task.state,
            Task.priority,
            Task.due_on,
            Task.unit_id,
            Task.person_id,
        )
        .where(in_turn(Turn.UNIT), Task.due_on <= last)
        .order_by(Task.due_on, Task.id)
        .limit(limit)
    )
    if first is not None:
        statement = statement.where(Task.due_on >= first)
    if after is not None:
        day, task_id = after
        statement = statement.where((Task.due_on > day) | ((Task.due_on == day) & (Task.id > task_id)))
    return tuple(DueTask(**row._mapping) for row in db.session.execute(statement))


def counts_for_dashboard(visibility: Visibility, *, today: date) -> TaskCounts:
    """The open tasks at a glance (one statement)."""
    found = {row.place: row.many for row in db.session.execute(_at_a_glance(visibility, today))}
    return TaskCounts({group: found.get(place, 0) for place, group in enumerate(QueueGroup)})


@lru_cache(maxsize=256)
def _at_a_glance(visibility: Visibility, today: date) -> Select[*tuple[Any, ...]]:
    place = group_of(today).label("place")
    opened = (Task.state.in_(sorted(OPEN_STATES)), visible(visibility))
    return select(place, func.count().label("many")).select_from(Task).where(*opened).group_by("place")
