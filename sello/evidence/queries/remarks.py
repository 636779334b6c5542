"""What reviewers remarked on the evidence of a requirement."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sello.accounts.domain import Visibility
from sello.accounts.models import Person
from sello.core.db import db
from sello.evidence.domain.review import Decision
from sello.evidence.models import Evidence, EvidenceLink, Review
from sello.evidence.queries.seen import seen_by


@dataclass(frozen=True, slots=True)
class Remark:
    """One written remark on a piece, and when the unit remedied it."""

    evidence_id: int
    title: str
    remark: str
    decided_at: datetime
    decided_by: str | None
    remedied_at: datetime | None


def remarks_for_requirement(
    cycle_id: int, requirement_id: int, visibility: Visibility, *, limit: int = 50
) -> tuple[Remark, ...]:
    """The remarks on the visible pieces that serve a requirement, the latest first (one statement)."""
    found = db.session.execute(
        select(Evidence.id, Evidence.title, Review.remark, Review.decided_at, Person.name, Review.remedied_at)
        .join(Evidence, Evidence.id == Review.evidence_id)
        .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .outerjoin(Person, Person.id == Review.decided_by)
        .where(
            EvidenceLink.cycle_id == cycle_id,
            EvidenceLink.requirement_id == requirement_id,
            Review.decision == Decision.RETURNED,
            seen_by(visibility),
        )
        .order_by(Review.id.desc())
        .limit(limit)
    )
    return tuple(Remark(*row) for row in found)
