"""The queue of the review: what waits, the oldest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from sello.accounts.models import Unit
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries.conditions import accepted, waiting

SHOWN = 100
"""How many of the queue the desk lists beside the piece at work."""
COUNTED = 1_000

SIZE = select(func.count()).select_from(select(Evidence.id).where(waiting()).limit(COUNTED).subquery())
SINCE = select(Evidence.submitted_at).where(waiting()).order_by(Evidence.submitted_at).limit(COUNTED)


@dataclass(frozen=True)
class Waiting:
    """A piece in the queue."""

    id: int
    title: str
    unit: str
    submitted_at: datetime


@dataclass(frozen=True)
class UnconfirmedLink:
    """An accepted piece that a unit offers for one more requirement, or that came from another cycle."""

    id: int
    evidence_id: int
    title: str
    code: str
    requirement: str


def queue(limit: int = SHOWN) -> tuple[Waiting, ...]:
    """The pieces that wait for a decision, the oldest first."""
    found = db.session.execute(
        select(Evidence.id, Evidence.title, Unit.name.label("unit"), Evidence.submitted_at)
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(waiting())
        .order_by(Evidence.submitted_at, Evidence.id)
        .limit(limit)
    )
    return tuple(Waiting(**row._mapping) for row in found)


def queue_size() -> int:
    """How many pieces wait for a decision, counted up to COUNTED."""
    return db.session.execute(SIZE).scalar_one()


def waiting_since() -> tuple[datetime, ...]:
    """Since when each piece waits for a decision, the oldest first, up to COUNTED (one statement)."""
    return tuple(db.session.scalars(SINCE))


def unconfirmed_links(limit: int = SHOWN) -> tuple[UnconfirmedLink, ...]:
    """Accepted pieces whose service to a requirement nobody of the secretariat has confirmed."""
    found = db.session.execute(
        select(
            EvidenceLink.id,
            EvidenceLink.evidence_id,
            Evidence.title,
            Requirement.code,
            Requirement.title.label("requirement"),
        )
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .join(Requirement, Requirement.id == EvidenceLink.requirement_id)
        .where(EvidenceLink.to_confirm, accepted())
        .order_by(EvidenceLink.id)
        .limit(limit)
    )
    return tuple(UnconfirmedLink(**row._mapping) for row in found)
