"""The queue of the review: what waits, the oldest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from sello.accounts.models import Unit
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.rows import rows_as
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries.conditions import accepted, waiting

SHOWN = 100
"""How many of the queue the desk lists beside the piece at work."""
COUNTED = 1_000

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


@dataclass(frozen=True, slots=True)
class Only:
    """Of the queue, what came from one unit, or serves one requirement."""

    unit_id: int | None = None
    requirement_id: int | None = None

    @property
    def conditions(self) -> tuple[ColumnElement[bool], ...]:
        """What a piece of it fulfils."""
        links = select(EvidenceLink.evidence_id).where(EvidenceLink.requirement_id == self.requirement_id)
        found = []
        if self.unit_id is not None:
            found.append(Evidence.unit_id == self.unit_id)
        if self.requirement_id is not None:
            found.append(Evidence.id.in_(links))
        return tuple(found)


ALL = Only()


def queue(only: Only = ALL, limit: int = SHOWN) -> tuple[Waiting, ...]:
    """The pieces that wait for a decision, the oldest first."""
    found = db.session.execute(
        select(Evidence.id, Evidence.title, Unit.name.label("unit"), Evidence.submitted_at)
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(waiting(), *only.conditions)
        .order_by(Evidence.submitted_at, Evidence.id)
        .limit(limit)
    )
    return tuple(Waiting(**row._mapping) for row in found)


@dataclass(frozen=True, slots=True)
class Pile:
    """Whose pieces of the queue, or for which requirement, and how many."""

    id: int
    name: str
    count: int


def by_unit() -> tuple[Pile, ...]:
    """The units from which something waits, by name (one statement)."""
    statement = (
        select(Unit.id, Unit.name, func.count().label("count"))
        .join(Evidence, Evidence.unit_id == Unit.id)
        .where(waiting())
        .group_by(Unit.id, Unit.name)
        .order_by(Unit.name, Unit.id)
    )
    return rows_as(Pile, db.session.execute(statement))


def by_requirement() -> tuple[Pile, ...]:
    """The requirements for which something waits, in the edition's order (one statement)."""
    name = Requirement.code + " " + Requirement.title
    pieces = func.count(Evidence.id.distinct())
    statement = (
        select(Requirement.id, name.label("name"), pieces.label("count"))
        .join(EvidenceLink, EvidenceLink.requirement_id == Requirement.id)
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .where(waiting())
        .group_by(Requirement.id, Requirement.code, Requirement.title, Requirement.position)
        .order_by(Requirement.position, Requirement.id)
        .limit(SHOWN)
    )
    return rows_as(Pile, db.session.execute(statement))


def queue_size(only: Only = ALL) -> int:
    """How many pieces wait for a decision, counted up to COUNTED."""
    few = select(Evidence.id).where(waiting(), *only.conditions).limit(COUNTED).subquery()
    return db.session.execute(select(func.count()).select_from(few)).scalar_one()


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
