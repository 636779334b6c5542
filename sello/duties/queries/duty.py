"""One duty with its dates, those of one initiative, and what could prove a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from sello.accounts.domain.actor import Actor, Visibility
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.rows import rows_as
from sello.core.trail import history as trail
from sello.core.trail.history import HistoryEvent
from sello.duties.models import Duty
from sello.duties.queries.rows import DateLine, DutyRow, dates_of, read_rows, visible
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import accepted, seen_by
from sello.register.models import InitiativeEvidence

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
    found = read_rows(Duty.id == duty_id, visible(visibility))
    if not found:
        raise NotFound
    return found[0]


def dates(row: DutyRow, *, at: Moment) -> tuple[DateLine, ...]:
    """The dates of a duty around today (one statement)."""
    return dates_of([row], first=at.today - AROUND, last=at.today + AROUND, at=at)[row.id]


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
    """The accepted pieces of an initiative that the actor may see (one statement)."""
    statement = (
        select(Evidence.id, Evidence.title)
        .join(InitiativeEvidence, InitiativeEvidence.evidence_id == Evidence.id)
        .where(InitiativeEvidence.initiative_id == initiative_id, accepted(), seen_by(actor.visibility))
        .order_by(Evidence.title, Evidence.id)
    )
    return rows_as(PieceRef, db.session.execute(statement))


def history(duty_id: int) -> tuple[HistoryEvent, ...]:
    """What was done to a duty, the latest first (one statement)."""
    return trail.history("duty", duty_id, limit=MOST_EVENTS)
