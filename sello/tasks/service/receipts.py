"""Receipts: that something came in, written in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.evidence.models import Evidence
from sello.tasks.models import Receipt, ReceiptPiece
from sello.tasks.queries.receipts import words_of_today


def issue(actor: Actor, unit_id: int, *, task_id: int | None, now: datetime) -> int:
    """Begin a receipt for what an actor hands in for a unit, in the words of today; returns its id."""
    receipt = Receipt(task_id=task_id, unit_id=unit_id, at=now, person_id=actor.person_id)
    db.session.add(receipt)
    db.session.flush()
    receipt.words = words_of_today(receipt.id)
    db.session.flush()
    return receipt.id


def enter(receipt_id: int, evidence_ids: Iterable[int]) -> None:
    """Write pieces into a receipt, each with the version that is its current one."""
    found = select(Evidence.id, Evidence.current, Evidence.title).where(Evidence.id.in_(sorted(evidence_ids)))
    db.session.add_all(
        ReceiptPiece(receipt_id=receipt_id, evidence_id=evidence_id, number=number, title=title)
        for evidence_id, number, title in db.session.execute(found.order_by(Evidence.id))
    )
    db.session.flush()
