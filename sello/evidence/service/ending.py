"""A piece is blocked for a person's request, and its files go by an acta; that it existed remains."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.recording import Doer, record
from sello.evidence.models import Evidence


def block(doer: Doer, evidence_id: int, *, now: datetime) -> None:
    """Have nobody read a piece until its request is decided; a piece that is blocked stays so."""
    if _set(evidence_id, Evidence.blocked_at.is_(None), blocked_at=now):
        record(doer, Act.EVIDENCE_BLOCKED, evidence_id, now=now)


def unblock(doer: Doer, evidence_id: int, *, now: datetime) -> None:
    """Open a piece again to whom it was open."""
    if _set(evidence_id, Evidence.blocked_at.is_not(None), blocked_at=None):
        record(doer, Act.EVIDENCE_UNBLOCKED, evidence_id, now=now)


def begin_purge(evidence_ids: Collection[int], number: int) -> None:
    """Say of pieces that their files go by an acta: from now on nobody is given one."""
    pieces = update(Evidence).where(Evidence.id.in_(evidence_ids), Evidence.purge_number.is_(None))
    db.session.execute(pieces.values(purge_number=number, version=Evidence.version + 1))


def leave_be(evidence_id: int) -> None:
    """Say that the files of a piece do not go after all."""
    _set(evidence_id, Evidence.purged_at.is_(None), purge_number=None)


def end_purge(doer: Doer, evidence_id: int, number: int, *, now: datetime) -> None:
    """Say that the files of a piece are gone, once they are."""
    if _set(evidence_id, Evidence.purged_at.is_(None), purged_at=now):
        record(doer, Act.EVIDENCE_PURGED, evidence_id, now=now, number=number)


def _set(evidence_id: int, condition: ColumnElement[bool], **values: object) -> bool:
    """Whether a piece was still as that condition says, and now is otherwise."""
    held = select(Evidence).where(Evidence.id == evidence_id, condition)
    piece = db.session.scalars(held.with_for_update().execution_options(populate_existing=True)).one_or_none()
    if piece is None:
        return False
    for name, value in values.items():
        setattr(piece, name, value)
    piece.version += 1
    db.session.flush()
    return True
