"""Restricted evidence: why somebody opens it, and that an auditor asks to see it in person."""

from datetime import datetime

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.domain import opening
from sello.evidence.domain.opening import Purpose
from sello.evidence.models_closed import Opening
from sello.evidence.queries.closed import is_attested
from sello.evidence.queries.piece import is_known


def open_piece(actor: Actor, evidence_id: int, purpose: Purpose, reason: str, *, now: datetime) -> None:
    """Keep why a person opens a piece. Refuses with ReasonMissing, and with NotFound."""
    opening.check(purpose, reason)
    if not is_known(evidence_id, actor.visibility):
        raise NotFound
    row = Opening(
        evidence_id=evidence_id, person_id=actor.person_id, at=now, purpose=purpose, reason=reason.strip()
    )
    db.session.add(row)
    db.session.flush()
    record(actor, Act.EVIDENCE_OPENED, evidence_id, now=now, purpose=purpose, opening_id=row.id)


def ask_session(actor: Actor, evidence_id: int, *, now: datetime) -> None:
    """Ask the secretariat for a look in person at a piece that is only attested. Refuses with NotFound."""
    if not is_attested(evidence_id, actor.visibility):
        raise NotFound
    record(actor, Act.EVIDENCE_SESSION_ASKED, evidence_id, now=now)
