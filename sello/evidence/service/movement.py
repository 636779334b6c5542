"""What happens to a piece is a movement of the requirements that it serves."""

from datetime import datetime

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.cycles.service import answers
from sello.evidence.models import EvidenceLink
from sello.evidence.service.kept import keep


def moved(actor: Actor, evidence_id: int, *, now: datetime) -> None:
    """Keep how a piece serves from now on, and note the movement on every answer that it backs.

    The versions of the answers stay: no page becomes stale by it.
    """
    backed = select(EvidenceLink.cycle_id, EvidenceLink.requirement_id).where(
        EvidenceLink.evidence_id == evidence_id
    )
    answers.note_movement(actor, backed, now=now)
    keep(EvidenceLink.evidence_id == evidence_id, now=now)
