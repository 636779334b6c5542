"""How long an institution keeps, and orders to keep a piece all the same."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.labels import N_
from sello.core.refusal import NotFound, Refusal, Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.queries.piece import is_known
from sello.privacy.domain.purging import ReasonMissing
from sello.privacy.domain.retention import Rule, check_rule, seal
from sello.privacy.models import EvidenceHold, RetentionRule
from sello.privacy.queries.due import rules


class HeldAlready(Refusal):
    """One order is enough."""

    message = N_("Ya hay una orden de conservar esta evidencia. No cambió nada.")
    status = 409


def set_rule(actor: Actor, rule: Rule, *, seen: str, now: datetime) -> None:
    """Say how long pieces of a class, or of one kind in it, are kept from now on.

    What an acta already says is not changed by it. Refuses with YearsUnclear, BasisMissing, or Stale where
    the rules are not those that the form had `seen`.
    """
    check_rule(rule.years, rule.basis)
    if seal(rules()) != seen:
        raise Stale
    kind = rule.kind.value if rule.kind else ""
    here = (RetentionRule.classification == rule.classification, RetentionRule.kind == kind)
    row = db.session.scalars(select(RetentionRule).where(*here).with_for_update()).one_or_none()
    before = None if row is None else row.years
    if row is None:
        row = RetentionRule(classification=rule.classification, kind=kind)
        db.session.add(row)
    row.anchor, row.years, row.basis = rule.anchor, rule.years, rule.basis.strip()
    db.session.flush()
    record(
        actor,
        Act.RETENTION_RULE_SET,
        row.id,
        now=now,
        before=before,
        after=rule.years,
        classification=rule.classification,
        kind=kind,
    )


def hold(actor: Actor, evidence_id: int, reason: str, *, now: datetime) -> None:
    """Order that a piece be kept. Refuses with NotFound, ReasonMissing or HeldAlready."""
    if not is_known(evidence_id, actor.visibility):
        raise NotFound
    if not reason.strip():
        raise ReasonMissing
    if _standing(evidence_id) is not None:
        raise HeldAlready
    db.session.add(
        EvidenceHold(evidence_id=evidence_id, reason=reason.strip(), placed_at=now, placed_by=actor.person_id)
    )
    record(actor, Act.EVIDENCE_HELD, evidence_id, now=now)


def let_go(actor: Actor, evidence_id: int, *, now: datetime) -> None:
    """End the order to keep a piece. Refuses with NotFound where there is none."""
    row = _standing(evidence_id)
    if row is None:
        raise NotFound
    row.lifted_at, row.lifted_by = now, actor.person_id
    record(actor, Act.EVIDENCE_LET_GO, evidence_id, now=now)


def _standing(evidence_id: int) -> EvidenceHold | None:
    here = (EvidenceHold.evidence_id == evidence_id, EvidenceHold.lifted_at.is_(None))
    return db.session.scalars(select(EvidenceHold).where(*here).with_for_update()).one_or_none()
