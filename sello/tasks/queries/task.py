"""A task's own page: what it asks, what happened to it, what was said and what was handed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, select
from sqlalchemy.orm import aliased

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Person, Unit
from sello.accounts.permissions import Action, allows
from sello.core.db import db
from sello.core.gathered import Gathered, gathered
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.rows import row_as, rows_as
from sello.cycles.models import Cycle
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries.conditions import seen_by
from sello.tasks.domain.due import DueKind, Priority
from sello.tasks.domain.states import OPEN_STATES, TaskKind, TaskState
from sello.tasks.domain.talk import Entry
from sello.tasks.domain.turn import Reason
from sello.tasks.models import Task, TaskEvidence, TaskRequirement
from sello.tasks.queries import options
from sello.tasks.queries.belongings import Beside, belongings, beside
from sello.tasks.queries.options import PersonOption, UnitOption
from sello.tasks.queries.rows import COLUMNS, TaskRow, dress, visible
from sello.tasks.queries.talk import AskRow, Conversation, EvidenceRef, conversation
from sello.tasks.queries.turns import OPEN, WORK
from sello.tasks.queries.words import ASKS, Remark

CREATOR = aliased(Person)
MOST_OFFERED = 50
"""Pieces of evidence offered in a list; older ones are reached through their own pages."""
Attachable = tuple[int, str]
"""Id and title of a piece that can be brought to a task."""


@dataclass(frozen=True, slots=True)
class TaskRef:
    """A task as other pages name it."""

    id: int
    title: str


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
    talk: tuple[Entry, ...]
    remarks: tuple[Remark, ...]
    asks: tuple[AskRow, ...]
    """What waits for an answer."""
    evidence: tuple[EvidenceRef, ...]
    attachable: tuple[Attachable, ...]
    """What the actor could bring beside it; nothing where nothing is taken, or she brings nothing."""
    around: Around
    paused_until: date | None
    checks_first: bool
    beside: Beside


@dataclass(frozen=True, slots=True)
class TaskValues:
    """What a task's form edits, and what the upload that answers it needs to know."""

    id: int
    cycle_id: int | None
    version: int
    kind: TaskKind
    state: TaskState
    title: str
    description: str
    unit_id: int
    person_id: int | None
    due_on: date
    priority: Priority
    checks_first: bool
    requirement_ids: tuple[int, ...]
    awaited_ids: tuple[int, ...]
    helper_ids: tuple[int, ...]
    checks: tuple[str, ...]


def detail(task_id: int, actor: Actor, *, at: Moment) -> TaskDetail:
    """A task's page (eight statements); raises NotFound for one that the actor may not see."""
    found = db.session.execute(_shown(task_id, actor)).all()
    if not found:
        raise NotFound
    (task,) = dress(found, at=at)
    said = conversation(task_id, task.state, actor)
    return row_as(
        TaskDetail,
        found[0],
        task=task,
        talk=said.entries,
        evidence=said.pieces,
        attachable=_attachable(found[0].attachable),
        asks=said.asks,
        remarks=_waiting(task, said),
        around=_around(task, said.entries, actor, at.today),
        beside=beside(task_id, actor),
    )


def _shown(task_id: int, actor: Actor) -> Select[Any]:
    """The statement of a task's own row, with what can be attached to it."""
    brings = and_(OPEN, WORK) if allows(actor, Action.EVIDENCE_SUBMIT) else false()
    return (
        select(
            *COLUMNS,
            case((brings, _to_attach(task_id, actor))).label("attachable"),
            Task.version,
            Task.due_kind,
            Task.due_days,
            Task.cycle_id,
            Cycle.name.label("cycle_name"),
            Task.created_at,
            CREATOR.name.label("created_by"),
            Task.delivered_at,
            Task.closed_at,
            Task.paused_until,
            Task.checks_first,
        )
        .join(Unit, Unit.id == Task.unit_id)
        .outerjoin(Person, Person.id == Task.person_id)
        .outerjoin(CREATOR, CREATOR.id == Task.created_by)
        .outerjoin(Cycle, Cycle.id == Task.cycle_id)
        .where(Task.id == task_id, visible(actor.visibility, actor.person_id))
    )


def _around(row: TaskRow, entries: Sequence[Entry], actor: Actor, today: date) -> Around:
    changes = [entry.changes for entry in entries if entry.changes]
    units = options.units(today=today, keep=_named(changes, "unit_id"))
    people = options.people(keep=[*_named(changes, "person_id"), *(entry.to_id for entry in entries)])
    branch = options.branch_of(units, row.unit_id)
    if not allows(actor, Action.TASK_MANAGE):
        branch &= actor.unit_ids
    within_reach = [one for one in people if one.unit_id in branch or one.id == row.person_id]
    return Around(_names(units), _names(people), tuple(within_reach))


def _named(changes: Iterable[Mapping[str, Any]], field: str) -> list[Any]:
    return [one for change in changes for one in change.get(field, ())]


def _names(offered: Iterable[UnitOption | PersonOption]) -> dict[int, str]:
    return {one.id: one.name for one in offered}


def _waiting(task: TaskRow, said: Conversation) -> tuple[Remark, ...]:
    """What stands above the conversation: what the task waits for, in the words of who wrote it."""
    if task.now.reason in ASKS:
        return tuple(Remark(ask.text) for ask in said.asks if ask.kind is ASKS[task.now.reason])
    return said.remarks if task.now.reason is Reason.RETURNED else ()


def evidence_to_attach(task_id: int, actor: Actor) -> tuple[Attachable, ...]:
    """The newest evidence that serves the task's requirements and is not attached (one statement)."""
    return _attachable(db.session.execute(select(_to_attach(task_id, actor))).scalar_one())


def _attachable(found: Gathered) -> tuple[Attachable, ...]:
    return tuple((evidence_id, title) for evidence_id, title in found)


def _to_attach(task_id: int, actor: Actor) -> ColumnElement[Gathered]:
    serving = (
        select(EvidenceLink.evidence_id)
        .join(TaskRequirement, TaskRequirement.requirement_id == EvidenceLink.requirement_id)
        .where(TaskRequirement.task_id == task_id)
    )
    attached = select(TaskEvidence.evidence_id).where(TaskEvidence.task_id == task_id)
    return gathered(
        select(Evidence.id, Evidence.title)
        .where(Evidence.id.in_(serving), Evidence.id.not_in(attached), seen_by(actor.visibility))
        .order_by(Evidence.id.desc())
        .limit(MOST_OFFERED)
    )


def values(task_id: int, actor: Actor) -> TaskValues:
    """A task as it is saved (five statements); raises NotFound for one that the actor may not see."""
    row = db.session.execute(
        select(
            Task.id,
            Task.cycle_id,
            Task.version,
            Task.kind,
            Task.state,
            Task.title,
            Task.description,
            Task.unit_id,
            Task.person_id,
            Task.due_on,
            Task.priority,
            Task.checks_first,
        ).where(Task.id == task_id, visible(actor.visibility, actor.person_id))
    ).one_or_none()
    if row is None:
        raise NotFound
    kept: dict[str, Any] = {name: tuple(values) for name, values in belongings(task_id).items()}
    return TaskValues(**row._mapping, **kept)


def open_holding(evidence_id: int) -> tuple[TaskRef, ...]:
    """The open tasks that hold a piece (one statement)."""
    held = select(TaskEvidence.task_id).where(TaskEvidence.evidence_id == evidence_id)
    statement = (
        select(Task.id, Task.title)
        .where(Task.id.in_(held), Task.state.in_(sorted(OPEN_STATES)))
        .order_by(Task.id)
    )
    return rows_as(TaskRef, db.session.execute(statement))
