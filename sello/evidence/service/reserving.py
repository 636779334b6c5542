"""What is not published: a piece that becomes reserved (Ley 20.285)."""

from datetime import datetime

from sello.accounts.domain.actor import Actor
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.domain.details import Classification
from sello.evidence.service.loading import for_writing


def reserve(actor: Actor, evidence_id: int, *, version: int | None = None, now: datetime) -> bool:
    """Classify a public piece as reserved; only its unit's correction publishes it again.

    Tells whether it was public. May raise Stale.
    """
    evidence = for_writing(evidence_id, actor.visibility, version=version)
    if evidence.classification is not Classification.PUBLIC:
        return False
    evidence.classification = Classification.RESERVED
    evidence.version += 1
    record(actor, Act.EVIDENCE_RESERVED, evidence.id, now=now)
    return True
