"""What is told of closed evidence: that it exists, who decides its class, who opened it and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, not_, or_, select
from sqlalchemy.orm import aliased

from sello.accounts.domain.actor import Actor, Visibility
from sello.accounts.models import Person, Unit
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.rows import row_as, rows_as
from sello.core.trail.acts import Act
from sello.core.trail.history import events_of
from sello.cycles.models import Cycle
from sello.evidence.domain.classing import Step
from sello.evidence.domain.details import Classification, EvidenceType
from sello.evidence.domain.opening import GOOD_FOR, Purpose
from sello.evidence.domain.review import Decision, EvidenceState
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion, Review
from sello.evidence.models_closed import ClassChange, Opening, StruckCopy
from sello.evidence.queries.conditions import closed_to, known_to, seen_by
from sello.evidence.queries.rows import Served
from sello.files.queries import personal_of

MOST = 200
"""Attested pieces that a page lists."""
OPENINGS = 20
"""How many of the latest reasons a page lists."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of class that waits for a second person."""

    step: Step
    reason: str
    proposed_at: datetime
    proposed_by: int
    who: str


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """Somebody said why she opened a piece."""

    at: datetime
    who: str
    purpose: Purpose
    reason: str


@dataclass(frozen=True, slots=True)
class Attested:
    """A piece that the reader may know of and not open."""

    id: int
    type: EvidenceType
    unit: str
    state: EvidenceState
    sha256: str
    uploaded_at: datetime
    accepted_at: datetime | None
    reviewer: str | None
    serves: tuple[Served, ...] = ()
    asked_at: datetime | None = None
    """When a session to see it in person was last asked for."""


def open_change_row(evidence_id: int) -> ClassChange | None:
    """The row of the change that waits for a second person, to be decided."""
    waits = (ClassChange.evidence_id == evidence_id, ClassChange.decided_at.is_(None))
    return db.session.scalars(select(ClassChange).where(*waits).limit(1)).one_or_none()


def open_change(evidence_id: int) -> Change | None:
    """The change that waits for a second person, as the page of the piece tells it (one statement)."""
    row = db.session.execute(
        select(
            ClassChange.step,
            ClassChange.reason,
            ClassChange.proposed_at,
            ClassChange.proposed_by,
            Person.name.label("who"),
        )
        .join(Person, Person.id == ClassChange.proposed_by)
        .where(ClassChange.evidence_id == evidence_id, ClassChange.decided_at.is_(None))
        .limit(1)
    ).one_or_none()
    return None if row is None else row_as(Change, row)


def is_opened(evidence_id: int, actor: Actor, *, now: datetime) -> bool:
    """Whether the reader said of late why she opens a piece (one statement)."""
    said = select(Opening.id).where(
        Opening.evidence_id == evidence_id,
        Opening.person_id == actor.person_id,
        Opening.at > now - GOOD_FOR,
    )
    return db.session.scalar(said.limit(1)) is not None


def openings(evidence_id: int) -> tuple[OpeningLine, ...]:
    """The latest reasons for which a piece was opened, for the secretariat (one statement)."""
    found = (
        select(Opening.at, Person.name.label("who"), Opening.purpose, Opening.reason)
        .join(Person, Person.id == Opening.person_id)
        .where(Opening.evidence_id == evidence_id)
        .order_by(Opening.id.desc())
        .limit(OPENINGS)
    )
    return rows_as(OpeningLine, db.session.execute(found))


def is_attested(evidence_id: int, visibility: Visibility) -> bool:
    """Whether the reader knows of a piece and may not open it (one statement)."""
    here = select(Evidence.id).where(Evidence.id == evidence_id, closed_to(visibility))
    return visibility.withheld and db.session.scalar(here) is not None


def attested(visibility: Visibility, requirement_id: int | None = None) -> tuple[Attested, ...]:
    """The pieces that the reader knows of and may not open, the newest first (three statements).

    Told are their kind, hash, days and reviewer, and nothing that they say: no title, number or file name.
    """
    if not visibility.withheld:
        return ()
    statement = _attested(visibility)
    if requirement_id is not None:
        serving = select(EvidenceLink.evidence_id).where(EvidenceLink.requirement_id == requirement_id)
        statement = statement.where(Evidence.id.in_(serving))
    found = db.session.execute(statement).all()
    ids = [row.id for row in found]
    serves, asked = (_serves(ids, visibility), _asked(ids)) if ids else ({}, {})
    return tuple(
        row_as(Attested, row, serves=tuple(serves.get(row.id, {}).values()), asked_at=asked.get(row.id))
        for row in found
    )


@dataclass(frozen=True, slots=True)
class Copy:
    """The other end between a piece and a struck-out copy of it."""

    id: int
    title: str
    is_original: bool


def copies_of(evidence_id: int, visibility: Visibility) -> tuple[Copy, ...]:
    """The copies of a piece, or its original, as far as the reader may see them (one statement)."""
    other = case(
        (StruckCopy.original_id == evidence_id, StruckCopy.evidence_id), else_=StruckCopy.original_id
    )
    found = (
        select(Evidence.id, Evidence.title, (StruckCopy.evidence_id == evidence_id).label("is_original"))
        .select_from(StruckCopy)
        .join(Evidence, Evidence.id == other)
        .where(
            or_(StruckCopy.original_id == evidence_id, StruckCopy.evidence_id == evidence_id),
            seen_by(visibility),
        )
        .order_by(Evidence.id)
    )
    return rows_as(Copy, db.session.execute(found))


def beside(evidence_id: int, sha256: str, visibility: Visibility, *, guards: bool) -> dict[str, Any]:
    """What the page of a piece tells besides it (three statements; five for who guards a restricted one)."""
    return {
        "change": open_change(evidence_id),
        "copies": copies_of(evidence_id, visibility),
        "personal": personal_of(sha256),
        "openings": openings(evidence_id) if guards else (),
        "session_asked": sessions_asked(evidence_id) if guards else None,
    }


def _attested(visibility: Visibility) -> Select[*tuple[Any, ...]]:
    reviewer = aliased(Person)
    last = (
        select(func.max(Review.id))
        .where(Review.evidence_id == Evidence.id, Review.decision == Decision.ACCEPTED)
        .correlate(Evidence)
        .scalar_subquery()
    )
    return (
        select(
            Evidence.id,
            Evidence.type,
            Unit.name.label("unit"),
            Evidence.state,
            EvidenceVersion.sha256,
            EvidenceVersion.uploaded_at,
            Evidence.accepted_at,
            reviewer.name.label("reviewer"),
        )
        .join(Unit, Unit.id == Evidence.unit_id)
        .join(
            EvidenceVersion,
            (EvidenceVersion.evidence_id == Evidence.id) & (EvidenceVersion.number == Evidence.current),
        )
        .outerjoin(Review, Review.id == last)
        .outerjoin(reviewer, reviewer.id == Review.decided_by)
        .where(closed_to(visibility))
        .order_by(Evidence.id.desc())
        .limit(MOST)
    )


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many pieces of a class there are, and how many of them hold personal data."""

    classification: Classification
    pieces: int
    personal: int


def by_class(visibility: Visibility) -> tuple[ClassCount, ...]:
    """How many pieces of each class the reader knows of, the secret ones too (one statement)."""
    found = db.session.execute(
        select(
            Evidence.classification,
            func.count().label("pieces"),
            func.count(case((Evidence.personal_data, 1))).label("personal"),
        )
        .where(known_to(visibility))
        .group_by(Evidence.classification)
    )
    counted = {row.classification: row_as(ClassCount, row) for row in found}
    return tuple(counted.get(each, ClassCount(each, 0, 0)) for each in Classification)


def sessions_asked(evidence_id: int) -> datetime | None:
    """When somebody last asked to see a piece in person (one statement)."""
    return _asked([evidence_id]).get(evidence_id)


def _serves(ids: Iterable[int], visibility: Visibility) -> dict[int, dict[str, Served]]:
    statement = (
        select(EvidenceLink.evidence_id, Requirement.code, Requirement.title)
        .join(Requirement, Requirement.id == EvidenceLink.requirement_id)
        .join(Cycle, Cycle.id == EvidenceLink.cycle_id)
        .where(EvidenceLink.evidence_id.in_(ids))
        .order_by(Requirement.position)
    )
    if visibility.released_only:
        statement = statement.where(Cycle.released_at.is_not(None), not_(EvidenceLink.to_confirm))
    serves: dict[int, dict[str, Served]] = {}
    for row in db.session.execute(statement):
        serves.setdefault(row.evidence_id, {})[row.code] = Served(row.code, row.title)
    return serves


def _asked(ids: list[int]) -> dict[int, datetime]:
    events = events_of([Act.EVIDENCE_SESSION_ASKED], ids)
    return {event.entity_id: event.at for event in sorted(events, key=lambda one: one.at)}
