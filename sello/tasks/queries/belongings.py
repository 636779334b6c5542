"""What hangs from a task beside its conversation: for what it waits, who helps, its checklist."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, literal, null, or_, select, union_all

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Person, Unit
from sello.core.db import UTCDateTime, db
from sello.core.rows import rows_as
from sello.tasks.domain.states import OPEN_STATES, TaskState
from sello.tasks.domain.waiting import Waits
from sello.tasks.models import Task, TaskCheck, TaskHelper, TaskRequirement, TaskWait
from sello.tasks.queries.rows import visible
from sello.tasks.queries.turns import WORK

MOST_AWAITED = 100
"""Open tasks that a form offers to wait for, the nearest due date first."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A task that another one waits for, or that waits for it."""

    id: int
    title: str
    state: TaskState
    unit_name: str
    first: bool
    """Whether it comes first: the task at hand waits for it, and not the other way round."""

    @property
    def is_open(self) -> bool:
        """Whether it holds up what waits for it."""
        return self.state in OPEN_STATES


@dataclass(frozen=True, slots=True)
class CheckRow:
    """An item of a checklist, and who ticked it when."""

    id: int
    text: str
    ticked_at: datetime | None
    ticked_by: str | None


@dataclass(frozen=True, slots=True)
class AwaitedOption:
    """An open task that a form offers to wait for."""

    id: int
    title: str
    unit_name: str


CHECK, FIRST, THEN, HELPER = "check", "first", "then", "helper"


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a conversation."""

    checks: tuple[CheckRow, ...]
    neighbours: tuple[Neighbour, ...]
    """What it waits for, then what waits for it."""
    helpers: tuple[str, ...]
    """The units that contribute."""


Belongings = dict[str, list[Any]]
"""What a form of tasks sets beside the task's own columns, by its field, as the history keeps it."""


def belongings(task_id: int) -> Belongings:
    """What belongs to a task as it is saved (four statements)."""
    return {
        "requirement_ids": _ids(TaskRequirement.requirement_id, TaskRequirement.task_id == task_id),
        "awaited_ids": _ids(TaskWait.awaited_id, TaskWait.task_id == task_id),
        "helper_ids": _ids(TaskHelper.unit_id, TaskHelper.task_id == task_id),
        "checks": [one.text for one in checks(task_id)],
    }


def _ids(column: Any, where: ColumnElement[bool]) -> list[int]:
    return sorted(db.session.scalars(select(column).where(where)))


def checks(task_id: int) -> tuple[CheckRow, ...]:
    """The checklist of a task in its order (one statement)."""
    statement = (
        select(TaskCheck.id, TaskCheck.text, TaskCheck.ticked_at, Person.name.label("ticked_by"))
        .outerjoin(Person, Person.id == TaskCheck.ticked_by)
        .where(TaskCheck.task_id == task_id)
        .order_by(TaskCheck.place, TaskCheck.id)
    )
    return rows_as(CheckRow, db.session.execute(statement))


def beside(task_id: int, actor: Actor) -> Beside:
    """What a task's page shows beside its conversation; of other tasks those that the actor sees.

    One statement.
    """
    found: dict[str, list[Any]] = {kind: [] for kind in (CHECK, FIRST, THEN, HELPER)}
    for row in db.session.execute(union_all(*_beside(task_id, actor)).order_by("place", "id")):
        found[row.kind].append(row)
    return Beside(
        tuple(CheckRow(row.id, row.text, row.at, row.name) for row in found[CHECK]),
        tuple(
            Neighbour(row.id, row.text, TaskState(row.state), row.name, first=row.kind == FIRST)
            for row in (*found[FIRST], *found[THEN])
        ),
        tuple(row.text for row in found[HELPER]),
    )


def _beside(task_id: int, actor: Actor) -> Iterator[Select[*tuple[Any, ...]]]:
    """The items, the tasks around it and the units that contribute, as rows of one kind."""
    nothing, never = literal("", String), cast(null(), UTCDateTime)
    items = select(
        literal(CHECK, String).label("kind"),
        TaskCheck.id.label("id"),
        TaskCheck.place.label("place"),
        TaskCheck.text.label("text"),
        Person.name.label("name"),
        nothing.label("state"),
        TaskCheck.ticked_at.label("at"),
    ).outerjoin(Person, Person.id == TaskCheck.ticked_by)
    yield items.where(TaskCheck.task_id == task_id)
    for kind, here, there in (
        (FIRST, TaskWait.task_id, TaskWait.awaited_id),
        (THEN, TaskWait.awaited_id, TaskWait.task_id),
    ):
        around = (
            select(
                literal(kind, String),
                Task.id,
                Task.id,
                Task.title,
                Unit.name,
                cast(Task.state, String),
                never,
            )
            .join(TaskWait, there == Task.id)
            .join(Unit, Unit.id == Task.unit_id)
        )
        yield around.where(here == task_id, visible(actor.visibility, actor.person_id))
    helping = select(literal(HELPER, String), Unit.id, Unit.id, Unit.name, nothing, nothing, never)
    yield helping.join(TaskHelper, TaskHelper.unit_id == Unit.id).where(TaskHelper.task_id == task_id)


def awaitable(
    actor: Actor, *, but: int | None = None, keep: Collection[int] = ()
) -> tuple[AwaitedOption, ...]:
    """Open tasks for which one may wait, the nearest first, and those to keep (one statement)."""
    nearest = (
        select(Task.id)
        .where(WORK, Task.state.in_(sorted(OPEN_STATES)), visible(actor.visibility, actor.person_id))
        .order_by(Task.due_on, Task.id)
        .limit(MOST_AWAITED)
    )
    statement = (
        select(Task.id, Task.title, Unit.name.label("unit_name"))
        .join(Unit, Unit.id == Task.unit_id)
        .where(or_(Task.id.in_(nearest), Task.id.in_(sorted(keep))), Task.id != (but or 0))
        .order_by(Task.due_on, Task.id)
    )
    return rows_as(AwaitedOption, db.session.execute(statement))


def open_titles(task_ids: Iterable[int], actor: Actor) -> dict[int, str]:
    """Those of some tasks that are open and that the actor sees, by id with their titles (one statement)."""
    statement = select(Task.id, Task.title).where(
        Task.id.in_(sorted(task_ids)),
        Task.state.in_(sorted(OPEN_STATES)),
        visible(actor.visibility, actor.person_id),
    )
    return {row.id: row.title for row in db.session.execute(statement)}


def all_waits() -> Waits:
    """For what each task of the institution waits that waits for an open one (one statement)."""
    found: dict[int, set[int]] = {}
    for task_id, awaited_id in db.session.execute(select(TaskWait.task_id, TaskWait.awaited_id)):
        found.setdefault(task_id, set()).add(awaited_id)
    return found
