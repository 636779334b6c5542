"""One duty with its dates, those of one initiative, and what could prove a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select

from sello.accounts.domain.actor import Actor, Visibility
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.rows import rows_as
from sello.core.trail import history as trail
from sello.core.trail.history import HistoryEvent
from sello.duties.models import Duty, DutyDate
from sello.duties.queries.rows import DateLine, DutyRow, dates_of, read_rows, visible
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import accepted, seen_by
from sello.register.models import InitiativeEvidence, InitiativeTask
from sello.tasks.domain.states import OPEN_STATES
from sello.tasks.models import Task, TaskEvidence
from sello.tasks.queries import rows as tasks

AROUND = timedelta(days=400)
"""How far back and ahead a duty's own page tells of its dates."""

MOST_EVENTS = 50


@dataclass(frozen=True, slots=True)
class PieceRef:
    """A piece that could prove that a date was fulfilled."""

    id: int
    title: str


def duty(duty_id: int, visibility: Visibility) -> DutyRow:
    """A duty (two statements); raises NotFound for one that the reader may not see."""
    found = read_rows(Duty.id == duty_id, visible(visibility), reader=visibility)
    if not found:
        raise NotFound
    return found[0]


def dates(row: DutyRow, *, at: Moment, reader: Visibility | None = None) -> tuple[DateLine, ...]:
    """The dates of a duty around today, for a reader if any (one statement)."""
    first, last = at.today - AROUND, at.today + AROUND
    return dates_of([row], first=first, last=last, at=at, reader=reader)[row.id]


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty as its initiative's page tells it: what happened last, and what comes next."""

    duty: DutyRow
    last: DateLine | None
    next: DateLine | None


def of_initiative(initiative_id: int, *, at: Moment) -> tuple[Owed, ...]:
    """What an initiative owes, for whoever may see it (three statements, or one where it owes nothing)."""
    duties = read_rows(Duty.initiative_id == initiative_id, Duty.ended_on.is_(None))
    if not duties:
        return ()
    lines = dates_of(duties, first=at.today - AROUND, last=at.today + AROUND, at=at)
    return tuple(_owed(one, lines[one.id], at.today) for one in duties)


def _owed(row: DutyRow, lines: tuple[DateLine, ...], today: date) -> Owed:
    passed = [line for line in lines if line.due_on < today]
    coming = [line for line in lines if line.due_on >= today]
    return Owed(row, passed[-1] if passed else None, coming[0] if coming else None)


def proofs(initiative_id: int, actor: Actor) -> tuple[PieceRef, ...]:
    """The accepted pieces of an initiative, or handed in for it, that the actor may see (one statement)."""
    own = select(InitiativeEvidence.evidence_id).where(InitiativeEvidence.initiative_id == initiative_id)
    brought = (
        select(TaskEvidence.evidence_id)
        .join(InitiativeTask, InitiativeTask.task_id == TaskEvidence.task_id)
        .where(InitiativeTask.initiative_id == initiative_id)
    )
    statement = (
        select(Evidence.id, Evidence.title)
        .where(or_(Evidence.id.in_(own), Evidence.id.in_(brought)), accepted(), seen_by(actor.visibility))
        .order_by(Evidence.title, Evidence.id)
    )
    return rows_as(PieceRef, db.session.execute(statement))


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that asks for a date of some duty and waits for its answer."""

    id: int
    title: str
    due_on: date


def open_tasks(initiative_id: int, actor: Actor) -> tuple[OpenTask, ...]:
    """What is asked of an initiative for its duties and not closed, the first due first (one statement)."""
    return _open_tasks(actor, Duty.initiative_id == initiative_id)


def open_by_proposal(keys: Iterable[str], actor: Actor) -> tuple[OpenTask, ...]:
    """The same of the duties that were made of some proposals, whatever initiative owes them."""
    return _open_tasks(actor, Duty.proposal.in_(sorted(keys)))


def _open_tasks(actor: Actor, which: ColumnElement[bool]) -> tuple[OpenTask, ...]:
    asked = (
        select(DutyDate.task_id)
        .join(Duty, Duty.id == DutyDate.duty_id)
        .where(which, DutyDate.task_id.is_not(None))
    )
    statement = (
        select(Task.id, Task.title, Task.due_on)
        .where(
            Task.id.in_(asked),
            Task.state.in_(sorted(OPEN_STATES)),
            tasks.visible(actor.visibility, actor.person_id),
        )
        .order_by(Task.due_on, Task.id)
        .limit(MOST_EVENTS)
    )
    return rows_as(OpenTask, db.session.execute(statement))


def history(duty_id: int) -> tuple[HistoryEvent, ...]:
    """What was done to a duty, the latest first (one statement)."""
    return trail.history("duty", duty_id, limit=MOST_EVENTS)
