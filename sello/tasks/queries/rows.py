"""The row that every list of tasks shows, and the one way to read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, or_, select, true

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Person, Unit
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.gathered import gathered
from sello.core.lights import Light
from sello.core.moment import Moment
from sello.core.rows import row_as
from sello.tasks.domain.due import DueStatus, Priority, QueueGroup, due_status, queue_group
from sello.tasks.domain.states import TaskKind, TaskState
from sello.tasks.domain.turn import Turn, Whose, whose
from sello.tasks.models import Task, TaskEvidence, TaskHelper, TaskRequirement
from sello.tasks.queries.turns import FACTS, facts_of


@dataclass(frozen=True, slots=True)
class RequirementRef:
    """A requirement as a list names it."""

    id: int
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as a list shows it, as of a day."""

    id: int
    title: str
    description: str
    state: TaskState
    priority: Priority
    due_on: date
    unit_id: int
    unit_name: str
    person_id: int | None
    person_name: str | None
    requirements: tuple[RequirementRef, ...]
    evidence_count: int
    now: Whose
    group: QueueGroup | None
    """What it waits for; None when it is closed."""
    due_status: DueStatus
    business_days_left: int
    """Business days from today until the due date; negative when it has passed."""
    version: int
    kind: TaskKind = TaskKind.WORK

    @property
    def light(self) -> Light:
        """The shape and colour of its due_status."""
        return self.due_status.light

    @property
    def turn(self) -> Turn:
        """In whose hands it is."""
        return self.now.turn


Stretches = tuple[ColumnElement[bool], ...]
"""Conditions that exclude each other; each reads its own stretch of an index, which their union would not."""


def led(visibility: Visibility, person_id: int | None = None) -> Stretches:
    """The tasks somebody answers for: those of her units, and those of other units given to her by name.

    An external auditor sees none: tasks are the town's own work, not something that is released.
    """
    if visibility.released_only:
        return (false(),)
    if visibility.units is None:
        return (true(),)
    units = sorted(visibility.units)
    if person_id is None:
        return (Task.unit_id.in_(units),)
    return Task.unit_id.in_(units), and_(Task.person_id == person_id, Task.unit_id.not_in(units))


def stretches(visibility: Visibility, person_id: int | None = None) -> Stretches:
    """The tasks somebody may see: those that she answers for, and those to which her units contribute."""
    own = led(visibility, person_id)
    if visibility.released_only or visibility.units is None:
        return own
    units = sorted(visibility.units)
    helped = Task.id.in_(select(TaskHelper.task_id).where(TaskHelper.unit_id.in_(units)))
    by_name = () if person_id is None else (or_(Task.person_id.is_(None), Task.person_id != person_id),)
    return *own, and_(helped, Task.unit_id.not_in(units), *by_name)


def visible(visibility: Visibility, person_id: int | None = None) -> ColumnElement[bool]:
    """The tasks somebody may see, as one condition."""
    return or_(*stretches(visibility, person_id))


def count_of(conditions: Stretches) -> ColumnElement[int]:
    """How many tasks fulfil one of some conditions that exclude each other."""
    counts = [select(func.count()).select_from(Task).where(where).scalar_subquery() for where in conditions]
    return reduce(add, counts[1:], cast("ColumnElement[int]", counts[0]))


REQUIREMENTS = gathered(
    select(Requirement.id, Requirement.code, Requirement.title)
    .join(TaskRequirement, TaskRequirement.requirement_id == Requirement.id)
    .where(TaskRequirement.task_id == Task.id)
    .correlate(Task)
    .order_by(Requirement.position, Requirement.id)
)
"""What a task asks for, in the order of the edition."""

EVIDENCE_COUNT = select(func.count()).where(TaskEvidence.task_id == Task.id).correlate(Task).scalar_subquery()
COLUMNS: tuple[Any, ...] = (
    Task.id,
    Task.title,
    Task.description,
    Task.state,
    Task.priority,
    Task.due_on,
    Task.unit_id,
    Unit.name.label("unit_name"),
    Task.person_id,
    Person.name.label("person_name"),
    EVIDENCE_COUNT.label("evidence_count"),
    Task.version,
    Task.kind,
    REQUIREMENTS.label("requirements"),
    *FACTS,
)


Ordering = tuple[Any, ...]
"""Expressions on a task by which a list is ordered."""

BY_DUE_DATE: Ordering = (Task.due_on, Task.id)


def read_rows(ids: Select[Any], *, at: Moment, order: Ordering = BY_DUE_DATE) -> tuple[TaskRow, ...]:
    """The rows of the tasks that `ids` selects, in order (one statement, however many they are)."""
    return dress(db.session.execute(rows_of(ids, order)), at=at)


def rows_of(ids: Select[*tuple[Any, ...]], order: Ordering = BY_DUE_DATE) -> Select[Any]:
    """The statement of the bare rows of the tasks that `ids` selects, in order, with what else it selects.

    They are joined rather than looked up in a list, so that every planner begins with the few.
    """
    few = ids.subquery()
    return (
        select(*COLUMNS, *(told for told in few.c if told is not few.c.id))
        .join(few, few.c.id == Task.id)
        .join(Unit, Unit.id == Task.unit_id)
        .outerjoin(Person, Person.id == Task.person_id)
        .order_by(*order)
    )


def dress(found: Iterable[Row[Any]], *, at: Moment) -> tuple[TaskRow, ...]:
    """Add to bare rows how they stand."""
    return tuple(_row(row, at) for row in found)


def _row(row: Row[Any], at: Moment) -> TaskRow:
    now = whose(facts_of(row))
    return row_as(
        TaskRow,
        row,
        requirements=tuple(
            RequirementRef(id=key, code=code, title=title) for key, code, title in row.requirements
        ),
        now=now,
        group=queue_group(now, row.due_on, today=at.today),
        due_status=due_status(now, row.due_on, today=at.today, calendar=at.calendar),
        business_days_left=at.calendar.business_days_between(at.today, row.due_on),
    )
