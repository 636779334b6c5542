"""Questions with a conversation of their own: which piece they are about, and which wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.rows import row_as, rows_as
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import seen_by
from sello.tasks.domain.states import TaskKind
from sello.tasks.models import Task, TaskAbout, TaskRequirement
from sello.tasks.queries.rows import visible
from sello.tasks.queries.task import TaskRef
from sello.tasks.queries.turns import OPEN


@dataclass(frozen=True, slots=True)
class AboutPiece:
    """The piece that a question is about."""

    id: int
    title: str


def piece_of(task_id: int, actor: Actor) -> AboutPiece | None:
    """The piece that a conversation is about, if the reader may know of it (one statement)."""
    statement = (
        select(Evidence.id, Evidence.title)
        .join(TaskAbout, TaskAbout.evidence_id == Evidence.id)
        .where(TaskAbout.task_id == task_id, seen_by(actor.visibility))
    )
    row = db.session.execute(statement).one_or_none()
    return None if row is None else row_as(AboutPiece, row)


def asks_about(evidence_id: int, actor: Actor) -> tuple[TaskRef, ...]:
    """The open questions about a piece, as far as the reader sees them (one statement)."""
    about = select(TaskAbout.task_id).where(TaskAbout.evidence_id == evidence_id)
    return _refs(_open(actor).where(Task.id.in_(about)))


def asks_for(cycle_id: int, requirement_id: int, actor: Actor) -> tuple[TaskRef, ...]:
    """The open questions about a requirement itself, and none of its pieces (one statement)."""
    about = select(TaskAbout.task_id).where(TaskAbout.task_id == Task.id)
    for_it = select(TaskRequirement.task_id).where(TaskRequirement.requirement_id == requirement_id)
    where = (Task.cycle_id == cycle_id, Task.id.in_(for_it), ~about.exists())
    return _refs(_open(actor).where(*where))


def _open(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(Task.id, Task.title)
        .where(Task.kind == TaskKind.QUERY, OPEN, visible(actor.visibility, actor.person_id))
        .order_by(Task.id)
    )


def _refs(statement: Select[*tuple[Any, ...]]) -> tuple[TaskRef, ...]:
    return rows_as(TaskRef, db.session.execute(statement))
