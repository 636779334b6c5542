"""What external auditors get to see."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.domain.review import EvidenceState, ReleaseNeedsAcceptance
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries.conditions import releasable
from sello.evidence.service.loading import for_writing


def release(actor: Actor, evidence_id: int, *, version: int | None = None, now: datetime) -> bool:
    """Let external auditors see an accepted piece; tells whether they did not before. May raise Stale."""
    evidence = for_writing(evidence_id, actor.visibility, version=version)
    if evidence.state is not EvidenceState.ACCEPTED:
        raise ReleaseNeedsAcceptance
    if evidence.released_at is not None:
        return False
    evidence.released_at = now
    record(actor, Act.EVIDENCE_RELEASED, evidence.id, now=now)
    return True


def withdraw(actor: Actor, evidence_id: int, *, version: int | None = None, now: datetime) -> bool:
    """Take a piece back from the auditors' sight; tells whether they saw it. May raise Stale."""
    evidence = for_writing(evidence_id, actor.visibility, version=version)
    if evidence.released_at is None:
        return False
    evidence.released_at = None
    record(actor, Act.EVIDENCE_WITHDRAWN, evidence.id, now=now)
    return True


def release_accepted(
    actor: Actor, cycle_id: int, *, seen: Mapping[int, int] | None = None, now: datetime
) -> int:
    """Release the accepted pieces of a cycle at once; return how many.

    With `seen` (versions by id) only those that a page showed, and Stale where one of them is no longer so.
    """
    linked = select(EvidenceLink.evidence_id).where(
        EvidenceLink.cycle_id == cycle_id, EvidenceLink.to_confirm.is_(False)
    )
    chosen: tuple[ColumnElement[bool], ...] = (Evidence.id.in_(linked), releasable())
    if seen is not None:
        chosen = (*chosen, Evidence.id.in_(seen))
    # Held first, so that nobody puts one of them to another requirement's service meanwhile.
    held = select(Evidence.id, Evidence.version).where(*chosen).order_by(Evidence.id).with_for_update()
    found = {row.id: row.version for row in db.session.execute(held)}
    if seen is not None and found != dict(seen):
        raise Stale
    pieces = db.session.execute(
        update(Evidence)
        .where(*chosen)
        .values(released_at=now)
        .returning(Evidence.id)
        .execution_options(synchronize_session=False)
    ).all()
    record(actor, Act.CYCLE_EVIDENCE_RELEASED, cycle_id, now=now, count=len(pieces))
    return len(pieces)
