"""The secretariat's decisions: on pieces, and on the service of accepted pieces to more requirements."""

from collections.abc import Iterable, Set
from datetime import datetime

from sqlalchemy import func, select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.domain import review
from sello.evidence.domain.ready import Tick
from sello.evidence.domain.review import Decision, EvidenceState, Part, Position
from sello.evidence.models import Evidence, EvidenceLink, Review, ServiceState
from sello.evidence.queries.conditions import accepted
from sello.evidence.queries.piece import position_of
from sello.evidence.service.kept import keep, keep_gone
from sello.evidence.service.loading import for_writing
from sello.evidence.service.movement import moved

DECIDED = {Decision.ACCEPTED: Act.EVIDENCE_ACCEPTED, Decision.RETURNED: Act.EVIDENCE_RETURNED}


def accept(
    actor: Actor,
    evidence_id: int,
    *,
    version: int,
    remark: str = "",
    met: Iterable[Tick] = (),
    at: Moment,
) -> None:
    """Accept a piece: from today on it counts, and the piece that it replaces no longer does."""
    evidence = for_writing(evidence_id, actor.visibility, version=version)
    before = position_of(evidence)
    _decide(evidence, review.accept(before))
    evidence.accepted_at = at.now
    for link in db.session.scalars(select(EvidenceLink).where(EvidenceLink.evidence_id == evidence.id)):
        link.to_confirm = False
    _settle_replaced(evidence, at)
    _record(actor, evidence, Decision.ACCEPTED, before.state, remark=remark, met=met, now=at.now)


def give_back(
    actor: Actor,
    evidence_id: int,
    *,
    version: int,
    remark: str,
    parts: Set[Part],
    met: Iterable[Tick] = (),
    at: Moment,
) -> None:
    """Return a piece with a written remark that opens the named parts to its unit.

    The piece that it replaces counts again, unless another accepted one replaces it too.
    """
    evidence = for_writing(evidence_id, actor.visibility, version=version)
    before = position_of(evidence)
    _decide(evidence, review.give_back(before, remark=remark, parts=parts))
    evidence.accepted_at = evidence.released_at = None
    _settle_replaced(evidence, at)
    _record(actor, evidence, Decision.RETURNED, before.state, remark=remark, parts=parts, met=met, now=at.now)


def confirm_link(actor: Actor, link_id: int, *, now: datetime) -> None:
    """Confirm that an accepted piece serves one more requirement."""
    link = _link(link_id)
    link.to_confirm = False
    record(actor, Act.EVIDENCE_LINK_CONFIRMED, link.evidence_id, now=now, requirement_id=link.requirement_id)
    moved(actor, link.evidence_id, now=now)


def refuse_link(actor: Actor, link_id: int, *, now: datetime) -> None:
    """Take back a link that waited for confirmation."""
    link = _link(link_id)
    db.session.delete(link)
    keep_gone(ServiceState.evidence_id == link.evidence_id, now=now)
    record(actor, Act.EVIDENCE_LINK_REFUSED, link.evidence_id, now=now, requirement_id=link.requirement_id)


def _link(link_id: int) -> EvidenceLink:
    query = select(EvidenceLink).where(EvidenceLink.id == link_id, EvidenceLink.to_confirm)
    link = db.session.scalars(query.with_for_update()).one_or_none()
    if link is None:
        raise NotFound
    return link


def _decide(evidence: Evidence, position: Position) -> None:
    evidence.state, evidence.unlocked = position.state, sorted(position.unlocked)
    evidence.version += 1


def _settle_replaced(evidence: Evidence, at: Moment) -> None:
    """The piece that this one replaces stops counting on the day its first accepted replacement began to."""
    if evidence.replaces_id is None:
        return
    db.session.flush()
    old = db.session.scalars(
        select(Evidence).where(Evidence.id == evidence.replaces_id).with_for_update()
    ).one()
    first = db.session.scalar(
        select(func.min(Evidence.accepted_at)).where(Evidence.replaces_id == old.id, accepted())
    )
    day = at.day_of(first) if first else None
    if old.superseded_on != day:
        old.superseded_on = day
        old.version += 1
        keep(EvidenceLink.evidence_id == old.id, now=at.now)


def _record(
    actor: Actor,
    evidence: Evidence,
    decision: Decision,
    before: EvidenceState,
    *,
    remark: str,
    parts: Set[Part] = frozenset(),
    met: Iterable[Tick],
    now: datetime,
) -> None:
    db.session.add(
        Review(
            evidence_id=evidence.id,
            version_number=evidence.current,
            decision=decision,
            remark=remark.strip(),
            parts=sorted(parts),
            met=[[tick.code, tick.source] for tick in met],
            decided_at=now,
            decided_by=actor.person_id,
        )
    )
    held = {"number": evidence.current, "parts": sorted(parts)}
    record(actor, DECIDED[decision], evidence.id, now=now, before=before, after=evidence.state, **held)
    moved(actor, evidence.id, now=now)
