"""What happens to a piece is a movement of the requirements that it serves."""

from datetime import datetime

from sqlalchemy import select, update

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.cycles.models import Answer
from sello.evidence.models import EvidenceLink


def moved(actor: Actor, evidence_id: int, *, now: datetime) -> None:
    """Note the last movement on every answer that a piece backs; their versions stay: no page is stale."""
    backed = (
        select(Answer.id)
        .join(
            EvidenceLink,
            (EvidenceLink.cycle_id == Answer.cycle_id)
            & (EvidenceLink.requirement_id == Answer.requirement_id),
        )
        .where(EvidenceLink.evidence_id == evidence_id)
    )
    db.session.execute(
        update(Answer).where(Answer.id.in_(backed)).values(moved_at=now, moved_by=actor.person_id)
    )
