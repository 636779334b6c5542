"""The evidence of one requirement, in one statement: what the level engine is told, what its page shows."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Unit
from sello.core.db import db
from sello.core.moment import Moment
from sello.evidence.domain.conditions import seen_by, validity
from sello.evidence.domain.details import Details, Validity
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink
from sello.level.state import HIDDEN_TITLE, EvidenceFact, ReviewState

PIECES = (
    select(
        Evidence.id,
        Evidence.details,
        Evidence.state,
        Evidence.accepted_at,
        Evidence.superseded_on,
        Evidence.released_at,
        Evidence.current,
        Evidence.unit_id,
        Unit.name.label("unit"),
        EvidenceLink.to_confirm,
    )
    .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
    .join(Unit, Unit.id == Evidence.unit_id)
    .where(
        EvidenceLink.cycle_id == bindparam("cycle_id"),
        EvidenceLink.requirement_id == bindparam("requirement_id"),
    )
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
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class RequirementEvidence:
    """Every fact for the score, and the pieces that the reader may know of, newest first."""

    facts: tuple[EvidenceFact, ...]
    pieces: tuple[PieceLine, ...]


def of_requirement(
    cycle_id: int,
    requirement_id: int,
    visibility: Visibility,
    *,
    at: Moment,
) -> RequirementEvidence:
    """The evidence of a requirement in a cycle (one statement); titles of unseen pieces are not told."""
    found = db.session.execute(PIECES, {"cycle_id": cycle_id, "requirement_id": requirement_id})
    facts, pieces = [], []
    for row in found:
        seen = seen_by(visibility, row.unit_id, row.released_at)
        facts.append(
            EvidenceFact(
                id=row.id,
                title=row.details.title if seen else HIDDEN_TITLE,
                review=ReviewState[row.state.name],
                accepted_on=at.day_of(row.accepted_at),
                valid_until=row.details.valid_until,
                superseded_on=row.superseded_on,
                to_confirm=row.to_confirm,
            )
        )
        if seen:
            pieces.append(
                PieceLine(
                    id=row.id,
                    details=row.details,
                    state=row.state,
                    validity=validity(row.details.valid_until, row.superseded_on, today=at.today),
                    unit=row.unit,
                    number=row.current,
                    to_confirm=row.to_confirm,
                )
            )
    return RequirementEvidence(tuple(facts), tuple(pieces))
