"""Which piece a struck-out copy was made of."""

from datetime import datetime

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.models_closed import StruckCopy


def note_copy(
    actor: Actor, copy_id: int, original_id: int, *, number: int, places: int, now: datetime
) -> None:
    """Keep that a piece is another one's version with so many places struck out."""
    made = StruckCopy(
        evidence_id=copy_id,
        original_id=original_id,
        version_number=number,
        places=places,
        made_at=now,
        made_by=actor.person_id,
    )
    db.session.add(made)
    record(actor, Act.EVIDENCE_REDACTED, copy_id, now=now, original_id=original_id, places=places)
