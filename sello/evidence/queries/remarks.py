"""What reviewers remarked on the evidence of a requirement."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import aliased

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Person, Unit
from sello.core.changes import kept
from sello.core.db import db
from sello.core.rows import rows_as
from sello.evidence.domain.conditions import seen_by as seen
from sello.evidence.domain.review import Decision
from sello.evidence.models import Evidence, EvidenceLink, Review
from sello.evidence.queries.conditions import returned, seen_by


@dataclass(frozen=True, slots=True)
class Remark:
    """One written remark on a piece, and when the unit remedied it."""

    evidence_id: int
    title: str
    remark: str
    decided_at: datetime
    decided_by: str | None
    remedied_at: datetime | None


@dataclass(frozen=True, slots=True)
class ToCorrect:
    """A returned piece that its unit has not corrected yet, with the remark."""

    evidence_id: int
    title: str
    unit: str
    remark: str
    returned_at: datetime


LATEST = 50

REMARKS = (
    select(
        Review.evidence_id,
        Evidence.title,
        Review.remark,
        Review.decided_at,
        Person.name.label("decided_by"),
        Review.remedied_at,
        Evidence.unit_id,
        Evidence.released_at,
        Evidence.classification,
        Evidence.created_by,
        Evidence.blocked_at,
    )
    .join(Evidence, Evidence.id == Review.evidence_id)
    .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
    .outerjoin(Person, Person.id == Review.decided_by)
    .where(
        EvidenceLink.cycle_id == bindparam("cycle_id"),
        EvidenceLink.requirement_id == bindparam("requirement_id"),
        Review.decision == Decision.RETURNED,
    )
    # Written so that no planner walks through all reviews, the latest first, until it has met fifty of these.
    .order_by((Review.id + 0).desc())
    .limit(LATEST)
)


def remarks_for_requirement(cycle_id: int, requirement_id: int, visibility: Visibility) -> tuple[Remark, ...]:
    """The remarks on the visible pieces that serve a requirement, the latest first (one statement).

    Whoever sees what was released is not told what it lacked before.
    """
    if visibility.released_only:
        return ()
    found = db.session.execute(REMARKS, {"cycle_id": cycle_id, "requirement_id": requirement_id})
    return tuple(
        Remark(
            evidence_id=row.evidence_id,
            title=row.title,
            remark=row.remark,
            decided_at=row.decided_at,
            decided_by=row.decided_by,
            remedied_at=row.remedied_at,
        )
        for row in found
        if seen(
            visibility,
            row.unit_id,
            row.released_at,
            row.classification,
            row.created_by,
            blocked=row.blocked_at is not None,
        )
    )


def to_correct(visibility: Visibility, *, alone: ColumnElement[bool]) -> tuple[ToCorrect, ...]:
    """The returned pieces that wait for their unit, the oldest remark first (one statement).

    `alone` is the condition under which nothing else asks for the piece: what a task holds is shown there.
    """
    found = _to_correct(visibility, alone)
    return kept(lambda: rows_as(ToCorrect, db.session.execute(found)), "to_correct", visibility, alone)


@lru_cache(maxsize=256)
def _to_correct(visibility: Visibility, alone: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """The statement of the list, built once for each circle of units: it stands on everybody's queue."""
    # From the pieces to their remark, and not from all remarks to the pieces: these are few.
    remark = aliased(Review)
    last = select(func.max(remark.id)).where(
        remark.evidence_id == Evidence.id, remark.decision == Decision.RETURNED, remark.remedied_at.is_(None)
    )
    return (
        select(
            Evidence.id.label("evidence_id"),
            Evidence.title,
            Unit.name.label("unit"),
            Review.remark,
            Review.decided_at.label("returned_at"),
        )
        .select_from(Evidence)
        .join(Review, Review.id == last.correlate(Evidence).scalar_subquery())
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(returned(), seen_by(visibility, by_index=False), alone)
        .order_by(Review.decided_at, Review.id)
        .limit(LATEST)
    )


def count_to_correct(visibility: Visibility, *, alone: ColumnElement[bool]) -> int:
    """How many returned pieces wait for their unit, and for nothing else (one statement)."""
    return db.session.execute(how_many_to_correct(visibility, alone)).scalar_one()


@lru_cache(maxsize=256)
def how_many_to_correct(visibility: Visibility, alone: ColumnElement[bool]) -> Select[int]:
    """The statement of that, for whoever asks for more with it."""
    theirs = seen_by(visibility, by_index=False)
    return select(func.count()).select_from(Evidence).where(returned(), theirs, alone)
