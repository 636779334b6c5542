"""What reviewers remarked on the evidence of a requirement."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from sello.accounts.domain import Visibility
from sello.accounts.models import Person
from sello.core.db import db
from sello.evidence.domain.review import Decision
from sello.evidence.models import Evidence, EvidenceLink, Review
from sello.evidence.queries.seen import sees


@dataclass(frozen=True, slots=True)
class Remark:
    """One written remark on a piece, and when the unit remedied it."""

    evidence_id: int
    title: str
    remark: str
    decided_at: datetime
    decided_by: str | None
    remedied_at: datetime | None


LATEST = 50

REMARKS = (
    select(
        Evidence.id,
        Evidence.title,
        Review.remark,
        Review.decided_at,
        Person.name,
        Review.remedied_at,
        Evidence.unit_id,
        Evidence.released_at,
    )
    .join(Evidence, Evidence.id == Review.evidence_id)
    .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
    .outerjoin(Person, Person.id == Review.decided_by)
    .where(
        EvidenceLink.cycle_id == bindparam("cycle_id"),
        EvidenceLink.requirement_id == bindparam("requirement_id"),
        Review.decision == Decision.RETURNED,
    )
    .order_by(Review.id.desc())
    .limit(LATEST)
)


def remarks_for_requirement(cycle_id: int, requirement_id: int, visibility: Visibility) -> tuple[Remark, ...]:
    """The remarks on the visible pieces that serve a requirement, the latest first (one statement)."""
    found = db.session.execute(REMARKS, {"cycle_id": cycle_id, "requirement_id": requirement_id})
    return tuple(Remark(*told[:6]) for told in found if sees(visibility, told.unit_id, told.released_at))
