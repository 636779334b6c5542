"""Which accepted piece renews an initiative, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, or_, select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.rows import rows_as
from sello.core.trail.acts import Act
from sello.core.trail.history import HistoryEvent
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import accepted, ends_between, last_day, seen_by, unreplaced
from sello.register.domain import InitiativeKind, PartialDate, Purpose
from sello.register.models import Initiative, InitiativeEvidence, InitiativeTask
from sello.register.parts.domain.renewing import INSTRUMENT, NewEnd, offered
from sello.register.queries.initiative import EvidenceRef
from sello.register.queries.rows import visible
from sello.tasks.models import TaskEvidence


def new_end(
    initiative_id: int, kind: InitiativeKind, ends: PartialDate | None, actor: Actor, *, today: date
) -> NewEnd | None:
    """The new end that a piece gives which the actor may see (one statement, or none); None where none does.

    A piece renews an initiative that was brought for a task that asked for the renewal; or that is of the
    kind of document by which it is renewed, and is its own or was brought for any task of it, as a duty's.
    """
    if kind not in INSTRUMENT or ends is None:
        return None
    brought = (
        select(TaskEvidence.evidence_id)
        .join(InitiativeTask, InitiativeTask.task_id == TaskEvidence.task_id)
        .where(InitiativeTask.initiative_id == initiative_id)
    )
    own = select(InitiativeEvidence.evidence_id).where(InitiativeEvidence.initiative_id == initiative_id)
    asked = Evidence.id.in_(brought.where(InitiativeTask.purpose == Purpose.RENEWAL))
    instrument = (Evidence.type == INSTRUMENT[kind]) & or_(Evidence.id.in_(brought), Evidence.id.in_(own))
    statement: Select[*tuple[Any, ...]] = select(
        Evidence.id.label("evidence_id"), Evidence.title, last_day().label("until")
    )
    of_it = or_(asked, instrument), ends_between(ends.last + timedelta(days=1), date.max)
    seen = accepted(), unreplaced(today), seen_by(actor.visibility)
    return offered(rows_as(NewEnd, db.session.execute(statement.where(*of_it, *seen))), ends)


_WRITES = frozenset({Act.INITIATIVE_RENEWED, Act.INITIATIVE_EDITED})
"""The acts by which an initiative gets an end."""


@dataclass(frozen=True, slots=True)
class Renewable:
    """An initiative to which a piece gives a new end, that somebody has to confirm."""

    id: int
    name: str
    until: date


def renewed_by(evidence_id: int, actor: Actor, *, today: date) -> tuple[Renewable, ...]:
    """The initiatives to which a piece gives a new end (one statement, and one for each that it is of)."""
    brought = (
        select(InitiativeTask.initiative_id)
        .join(TaskEvidence, TaskEvidence.task_id == InitiativeTask.task_id)
        .where(TaskEvidence.evidence_id == evidence_id)
    )
    own = select(InitiativeEvidence.initiative_id).where(InitiativeEvidence.evidence_id == evidence_id)
    found = (
        select(Initiative)
        .where(or_(Initiative.id.in_(brought), Initiative.id.in_(own)), visible(actor.visibility))
        .order_by(Initiative.name, Initiative.id)
    )
    offers = (
        (
            row,
            new_end(
                row.id, row.kind, PartialDate.holding(row.ends_on, row.ends_precision), actor, today=today
            ),
        )
        for row in db.session.scalars(found)
    )
    return tuple(
        Renewable(row.id, row.name, offer.until)
        for row, offer in offers
        if offer is not None and offer.evidence_id == evidence_id
    )


def basis(
    events: Iterable[HistoryEvent], pieces: Sequence[EvidenceRef], ends: PartialDate | None
) -> EvidenceRef | None:
    """The piece of which the end was taken that an initiative has; None where it was typed.

    `events` is its history, the latest first; `pieces` are those that the reader may open.
    """
    latest = next(filter(_writes_an_end, events), None)
    if latest is None or latest.act is not Act.INITIATIVE_RENEWED or ends is None:
        return None
    said = latest.detail["evidence_id"] if latest.after["ends_on"] == ends.last.isoformat() else None
    return next((one for one in pieces if one.id == said), None)


def _writes_an_end(event: HistoryEvent) -> bool:
    return event.act in _WRITES and "ends_on" in (event.after or {})
