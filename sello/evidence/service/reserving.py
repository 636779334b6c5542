"""What is not published: a piece that becomes reserved (Ley 20.285)."""

from datetime import datetime

from sello.accounts.domain.actor import Actor
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.domain.details import Classification
from sello.evidence.service.loading import for_writing


def reserve(actor: Actor, evidence_id: int, *, now: datetime) -> None:
    """Classify a public piece as reserved; only its unit's correction publishes it again."""
    evidence = for_writing(evidence_id, actor.visibility)
    if evidence.classification is Classification.PUBLIC:
        evidence.classification = Classification.RESERVED
        evidence.version += 1
        record(actor, Act.EVIDENCE_RESERVED, evidence.id, now=now)
