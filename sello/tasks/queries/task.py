"""A task's own page: what it asks, what happened to it, what was said and what was handed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Person
from sello.accounts.permissions import Action, allows
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.rows import rows_as
from sello.cycles.models import Cycle
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries.conditions import seen_by
from sello.tasks.domain.due import DueKind, Priority
from sello.tasks.domain.states import Step, TaskState
from sello.tasks.models import Task, TaskComment, TaskEvent, TaskEvidence, TaskRequirement
from sello.tasks.queries import options
from sello.tasks.queries.options import PersonOption, UnitOption
from sello.tasks.queries.rows import TaskRow, read_rows, visible

MOST_OFFERED = 50
"""Pieces of evidence offered in a list; older ones are reached through their own pages."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One thing that happened to a task."""

    at: datetime
    who: str | None
    step: Step | None
    from_state: TaskState | None
    to_state: TaskState
    reason: str
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CommentRow:
    """What somebody said about a task."""

    id: int
    at: datetime
    who: str | None
    post: str | None
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """A piece of evidence handed in for a task; the title is empty where the reader may not know of it."""

    id: int
    title: str
    state: str
    at: datetime
    visible: bool
    """Whether the reader may open it: a task can be shared with a unit outside her branch."""


@dataclass(frozen=True, slots=True)
class Around:
    """The units and people around a task: their names by id, also of those that only its history knows."""

    unit_names: Mapping[int, str]
    person_names: Mapping[int, str]
    within_reach: tuple[PersonOption, ...]
    """To whom the actor may give the task: its unit's branch, for a unit head within her own."""


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """Everything that a task's page shows."""

    task: TaskRow
    version: int
    due_kind: DueKind
    due_days: int | None
    cycle_id: int | None
    cycle_name: str | None
    created_at: datetime
    created_by: str | None
    delivered_at: datetime | None
    closed_at: datetime | None
    events: tuple[EventRow, ...]
    comments: tuple[CommentRow, ...]
    evidence: tuple[EvidenceRef, ...]
    around: Around


@dataclass(frozen=True, slots=True)
class TaskValues:
    """What a task's form edits, and what the upload that answers it needs to know."""

    id: int
    cycle_id: int | None
    version: int
    state: TaskState
    title: str
    description: str
    unit_id: int
    person_id: int | None
    due_on: date
    priority: Priority
    requirement_ids: tuple[int, ...]


def detail(task_id: int, actor: Actor, *, at: Moment) -> TaskDetail:
    """A task's page (eight statements); raises NotFound for one that the actor may not see."""
    ids = select(Task.id).where(Task.id == task_id, visible(actor.visibility, actor.person_id))
    rows = read_rows(ids, at=at)
    if not rows:
        raise NotFound
    head = db.session.execute(
        select(
            Task.version,
            Task.due_kind,
            Task.due_days,
            Task.cycle_id,
            Cycle.name.label("cycle_name"),
            Task.created_at,
            Person.name.label("created_by"),
            Task.delivered_at,
            Task.closed_at,
        )
        .outerjoin(Person, Person.id == Task.created_by)
        .outerjoin(Cycle, Cycle.id == Task.cycle_id)
        .where(Task.id == task_id)
    ).one()
    events = _events(task_id)
    return TaskDetail(
        task=rows[0],
        **head._mapping,
        events=events,
        comments=_comments(task_id),
        evidence=_evidence(task_id, actor),
        around=_around(rows[0], events, actor, at.today),
    )


def _events(task_id: int) -> tuple[EventRow, ...]:
    statement = (
        select(
            TaskEvent.at,
            Person.name.label("who"),
            TaskEvent.step,
            TaskEvent.from_state,
            TaskEvent.to_state,
            TaskEvent.reason,
            TaskEvent.changes,
        )
        .outerjoin(Person, Person.id == TaskEvent.person_id)
        .where(TaskEvent.task_id == task_id)
        .order_by(TaskEvent.id.desc())
    )
    return rows_as(EventRow, db.session.execute(statement))


def _comments(task_id: int) -> tuple[CommentRow, ...]:
    statement = (
        select(TaskComment.id, TaskComment.at, Person.name.label("who"), Person.post, TaskComment.text)
        .outerjoin(Person, Person.id == TaskComment.person_id)
        .where(TaskComment.task_id == task_id)
        .order_by(TaskComment.id)
    )
    return rows_as(CommentRow, db.session.execute(statement))


def _evidence(task_id: int, actor: Actor) -> tuple[EvidenceRef, ...]:
    statement = (
        select(
            Evidence.id,
            Evidence.title,
            Evidence.state,
            TaskEvidence.at,
            seen_by(actor.visibility).label("visible"),
        )
        .join(TaskEvidence, TaskEvidence.evidence_id == Evidence.id)
        .where(TaskEvidence.task_id == task_id)
        .order_by(TaskEvidence.id)
    )
    return tuple(
        EvidenceRef(row.id, row.title if row.visible else "", str(row.state), row.at, row.visible)
        for row in db.session.execute(statement)
    )


def _around(row: TaskRow, events: Iterable[EventRow], actor: Actor, today: date) -> Around:
    units = options.units(today=today, keep=_named(events, "unit_id"))
    people = options.people(keep=_named(events, "person_id"))
    branch = options.branch_of(units, row.unit_id)
    if not allows(actor, Action.TASK_MANAGE):
        branch &= actor.unit_ids
    within_reach = [one for one in people if one.unit_id in branch or one.id == row.person_id]
    return Around(_names(units), _names(people), tuple(within_reach))


def _named(events: Iterable[EventRow], field: str) -> list[Any]:
    return [one for event in events for one in event.changes.get(field, ())]


def _names(offered: Iterable[UnitOption | PersonOption]) -> dict[int, str]:
    return {one.id: one.name for one in offered}


def evidence_to_attach(task_id: int, actor: Actor) -> tuple[tuple[int, str], ...]:
    """Id and title of evidence that serves the task's requirements and is not attached (one statement)."""
    serving = (
        select(EvidenceLink.evidence_id)
        .join(TaskRequirement, TaskRequirement.requirement_id == EvidenceLink.requirement_id)
        .where(TaskRequirement.task_id == task_id)
    )
    attached = select(TaskEvidence.evidence_id).where(TaskEvidence.task_id == task_id)
    statement = (
        select(Evidence.id, Evidence.title)
        .where(Evidence.id.in_(serving), Evidence.id.not_in(attached), seen_by(actor.visibility))
        .order_by(Evidence.id.desc())
        .limit(MOST_OFFERED)
    )
    return tuple((evidence_id, title) for evidence_id, title in db.session.execute(statement))


def values(task_id: int, actor: Actor) -> TaskValues:
    """A task as it is saved (two statements); raises NotFound for one that the actor may not see."""
    row = db.session.execute(
        select(
            Task.id,
            Task.cycle_id,
            Task.version,
            Task.state,
            Task.title,
            Task.description,
            Task.unit_id,
            Task.person_id,
            Task.due_on,
            Task.priority,
        ).where(Task.id == task_id, visible(actor.visibility, actor.person_id))
    ).one_or_none()
    if row is None:
        raise NotFound
    return TaskValues(**row._mapping, requirement_ids=requirement_ids(task_id))


def requirement_ids(task_id: int) -> tuple[int, ...]:
    """The requirements that a task works for, by id (one statement)."""
    statement = select(TaskRequirement.requirement_id).where(TaskRequirement.task_id == task_id)
    return tuple(sorted(db.session.scalars(statement)))
