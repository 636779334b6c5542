"""A piece becomes secret, or no longer is: proposed by one person, decided by another."""

from datetime import datetime

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.domain import classing
from sello.evidence.domain.classing import Step
from sello.evidence.domain.details import Classification
from sello.evidence.models import Evidence
from sello.evidence.models_closed import ClassChange
from sello.evidence.queries.closed import open_change_row
from sello.evidence.service.loading import for_writing


def propose(actor: Actor, evidence_id: int, step: Step, reason: str, *, now: datetime) -> None:
    """Propose that a piece be secret, which closes it at once, or that it no longer be.

    Refuses as `domain.classing.check_proposal`, and with NotFound.
    """
    evidence = for_writing(evidence_id, actor.visibility)
    is_open = open_change_row(evidence_id) is not None
    classing.check_proposal(step, evidence.classification, is_open=is_open, reason=reason)
    if step is Step.CLOSE:
        _write(evidence, Classification.SECRET)
    note(actor, evidence, step, reason.strip(), now=now)


def note(actor: Actor, evidence: Evidence, step: Step, reason: str = "", *, now: datetime) -> None:
    """Have a change wait for a second person; also for what was handed in, or corrected, as secret."""
    change = ClassChange(
        evidence_id=evidence.id, step=step, reason=reason, proposed_at=now, proposed_by=actor.person_id
    )
    db.session.add(change)
    record(actor, Act.EVIDENCE_CLASS_PROPOSED, evidence.id, now=now, step=step)


def decide(actor: Actor, evidence_id: int, *, agreed: bool, now: datetime) -> Classification:
    """Agree with what somebody else proposed, or not; gives the class that it has now.

    Refuses with NotFound, NothingProposed or OwnProposal.
    """
    evidence = for_writing(evidence_id, actor.visibility)
    change = open_change_row(evidence_id)
    if change is None:
        raise classing.NothingProposed
    if change.proposed_by == actor.person_id:
        raise classing.OwnProposal
    change.agreed, change.decided_at, change.decided_by = agreed, now, actor.person_id
    _write(evidence, classing.decided(change.step, agreed=agreed))
    record(actor, Act.EVIDENCE_CLASS_DECIDED, evidence.id, now=now, step=change.step, agreed=agreed)
    return evidence.classification


def _write(evidence: Evidence, classification: Classification) -> None:
    evidence.classification = classification
    evidence.version += 1
