"""What happens to a piece is a movement of the requirements that it serves."""

from datetime import datetime

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.cycles.service import answers
from sello.evidence.models import EvidenceLink


def moved(actor: Actor, evidence_id: int, *, now: datetime) -> None:
    """Note the last movement on every answer that a piece backs; their versions stay: no page is stale."""
    backed = select(EvidenceLink.cycle_id, EvidenceLink.requirement_id).where(
        EvidenceLink.evidence_id == evidence_id
    )
    answers.note_movement(actor, backed, now=now)
