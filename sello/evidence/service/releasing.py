"""What external auditors get to see."""

from datetime import datetime

from sqlalchemy import select, update

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.domain.review import EvidenceState, ReleaseNeedsAcceptance
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries.conditions import releasable
from sello.evidence.service.loading import for_writing


def release(actor: Actor, evidence_id: int, *, now: datetime) -> None:
    """Let external auditors see an accepted piece."""
    evidence = for_writing(evidence_id, actor.visibility)
    if evidence.state is not EvidenceState.ACCEPTED:
        raise ReleaseNeedsAcceptance
    if evidence.released_at is None:
        evidence.released_at = now
        record(actor, Act.EVIDENCE_RELEASED, evidence.id, now=now)


def withdraw(actor: Actor, evidence_id: int, *, now: datetime) -> None:
    """Take a released piece back from the auditors' sight."""
    evidence = for_writing(evidence_id, actor.visibility)
    if evidence.released_at is not None:
        evidence.released_at = None
        record(actor, Act.EVIDENCE_WITHDRAWN, evidence.id, now=now)


def release_accepted(actor: Actor, cycle_id: int, *, now: datetime) -> int:
    """Release every accepted piece of a cycle at once; return how many were not released before."""
    linked = select(EvidenceLink.evidence_id).where(
        EvidenceLink.cycle_id == cycle_id, EvidenceLink.to_confirm.is_(False)
    )
    chosen = (Evidence.id.in_(linked), releasable())
    # Held first, so that nobody puts one of them to another requirement's service meanwhile.
    db.session.execute(select(Evidence.id).where(*chosen).order_by(Evidence.id).with_for_update())
    pieces = db.session.execute(
        update(Evidence)
        .where(*chosen)
        .values(released_at=now)
        .returning(Evidence.id)
        .execution_options(synchronize_session=False)
    ).all()
    record(actor, Act.CYCLE_EVIDENCE_RELEASED, cycle_id, now=now, count=len(pieces))
    return len(pieces)
