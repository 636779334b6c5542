"""The access log of files: the one thing that a reading request writes."""

from datetime import datetime

from sello.accounts.domain.actor import Actor
from sello.core.trail.acts import Act
from sello.core.trail.recording import record_apart
from sello.evidence.models import Download


def log_download(actor: Actor, evidence_id: int, number: int, *, now: datetime) -> None:
    """Note who took which version away; it commits at once, apart from the request's own transaction.

    The trail tells it as any other act; the piece's page reads the room's own table.
    """
    row = Download(evidence_id=evidence_id, version_number=number, person_id=actor.person_id, at=now)
    record_apart(actor, Act.EVIDENCE_DOWNLOADED, evidence_id, now=now, beside=row, number=number)
