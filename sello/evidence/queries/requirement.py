"""The evidence of one requirement: what the level engine is told of all of it, what its page shows."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Unit
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.paging import Page
from sello.evidence.domain.conditions import seen_by, validity
from sello.evidence.domain.details import Details, Validity
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink
from sello.level.state import HIDDEN_TITLE, EvidenceFact, ReviewState

IN_SIGHT: Final = 20
"""Pieces that the page of a requirement shows by itself."""

AT_ONCE: Final = 100
"""Pieces of a page for whoever asks for all of them."""

FACTS = (
    select(
        Evidence.id,
        Evidence.title,
        Evidence.state,
        Evidence.accepted_at,
        Evidence.valid_until,
        Evidence.superseded_on,
        Evidence.released_at,
        Evidence.unit_id,
        EvidenceLink.to_confirm,
    )
    .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
    .where(
        EvidenceLink.cycle_id == bindparam("cycle_id"),
        EvidenceLink.requirement_id == bindparam("requirement_id"),
    )
    .order_by(EvidenceLink.evidence_id.desc())
)
"""What the level engine is told of a requirement's pieces, and what tells who sees them."""

LINES = (
    select(
        Evidence.id,
        Evidence.details,
        Evidence.state,
        Evidence.superseded_on,
        Evidence.current.label("number"),
        Unit.name.label("unit"),
    )
    .join(Unit, Unit.id == Evidence.unit_id)
    .where(Evidence.id.in_(bindparam("ids", expanding=True)))
    .order_by(Evidence.id.desc())
)


@dataclass(frozen=True, slots=True)
class PieceLine:
    """A piece as the page of a requirement names it."""

    id: int
    details: Details
    state: EvidenceState
    validity: Validity
    unit: str
    number: int


@dataclass(frozen=True, slots=True)
class RequirementEvidence:
    """Every fact for the score, and those of the pieces that the reader may know of which are in sight."""

    facts: tuple[EvidenceFact, ...]
    pieces: Page[PieceLine]


def facts_of(
    cycle_id: int, requirement_id: int, visibility: Visibility, *, at: Moment
) -> tuple[EvidenceFact, ...]:
    """The facts of a requirement (one statement); titles of unseen pieces are not told."""
    return _told(cycle_id, requirement_id, visibility, at)[0]


def of_requirement(
    cycle_id: int, requirement_id: int, visibility: Visibility, *, number: int | None = None, at: Moment
) -> RequirementEvidence:
    """The evidence of a requirement in a cycle (two statements at most), the newest pieces in sight.

    With a ``number`` it is that page of all of them; one after the last is the last one.
    """
    facts, seen = _told(cycle_id, requirement_id, visibility, at)
    size = IN_SIGHT if number is None else AT_ONCE
    number = min(max(1, number or 1), max(1, -(-len(seen) // size)))
    ids = seen[(number - 1) * size : number * size]
    found = db.session.execute(LINES, {"ids": ids}).all() if ids else ()
    lines = tuple(
        PieceLine(
            id=row.id,
            details=row.details,
            state=row.state,
            validity=validity(row.details.valid_until, row.superseded_on, today=at.today),
            unit=row.unit,
            number=row.number,
        )
        for row in found
    )
    return RequirementEvidence(facts, Page(lines, len(seen), number, size))


def _told(
    cycle_id: int, requirement_id: int, visibility: Visibility, at: Moment
) -> tuple[tuple[EvidenceFact, ...], list[int]]:
    """Every fact, and the ids of the pieces that the reader may know of."""
    facts, ids = [], []
    for row in db.session.execute(FACTS, {"cycle_id": cycle_id, "requirement_id": requirement_id}):
        seen = seen_by(visibility, row.unit_id, row.released_at)
        if seen:
            ids.append(row.id)
        facts.append(
            EvidenceFact(
                id=row.id,
                title=row.title if seen else HIDDEN_TITLE,
                review=ReviewState[row.state.name],
                accepted_on=at.day_of(row.accepted_at),
                valid_until=row.valid_until,
                superseded_on=row.superseded_on,
                to_confirm=row.to_confirm,
            )
        )
    return tuple(facts), ids
