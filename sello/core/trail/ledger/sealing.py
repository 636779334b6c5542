"""Signing the tree's head: once a day where something happened, and at once after a cut or a report."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import exists, select

from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.core.trail.ledger import tree
from sello.core.trail.ledger.appending import split
from sello.core.trail.ledger.models import LedgerCheckpoint, LedgerHead, LedgerLeaf
from sello.core.trail.ledger.note import Head, origin_of, signed, verifier_key

DAILY = timedelta(hours=24)

SEALED = frozenset({Act.CUT_MADE, Act.REPORT_MADE})
"""Acts whose result is shown to others: the head is signed soon after, not at the end of the day."""


@dataclass(frozen=True, slots=True)
class Last:
    """The last signed head: when it was signed, and over how many leaves."""

    at: datetime
    size: int


def due(last: Last | None, size: int, *, now: datetime, sealed: bool) -> bool:
    """Whether a tree of so many leaves is to be signed; `sealed`: one of them came in by an act of SEALED."""
    if last is None:
        return size > 0
    return size > last.size and (sealed or now - last.at >= DAILY)


def seal(institution_id: int, key: Ed25519PrivateKey, *, host: str, now: datetime) -> bool:
    """Sign the head of an institution's tree if that is due, in the transaction at hand; tells if it was.

    The head is locked: nobody appends meanwhile, and of two who sign at once the second has nothing to do.
    """
    head = db.session.execute(
        select(LedgerHead).where(LedgerHead.institution_id == institution_id).with_for_update()
    ).scalar_one_or_none()
    if head is None:
        return False
    last = _last()
    if not due(last, head.size, now=now, sealed=last is not None and _sealed_since(last.size)):
        return False
    head.origin = head.origin or origin_of(host, institution_id)
    state = Head(head.origin, head.size, tree.root_of(split(head.peaks)))
    db.session.add(
        LedgerCheckpoint(
            institution_id=institution_id,
            size=head.size,
            at=now,
            note=signed(state, key),
            verifier=verifier_key(head.origin, key.public_key().public_bytes_raw()),
        )
    )
    return True


def _last() -> Last | None:
    newest = select(LedgerCheckpoint.at, LedgerCheckpoint.size).order_by(LedgerCheckpoint.size.desc())
    row = db.session.execute(newest.limit(1)).one_or_none()
    return None if row is None else Last(row.at, row.size)


def _sealed_since(size: int) -> bool:
    """Whether a leaf from that position on is of an act of SEALED."""
    return db.session.execute(
        select(
            exists().where(
                LedgerLeaf.position >= size, Event.id == LedgerLeaf.event_id, Event.act.in_(sorted(SEALED))
            )
        )
    ).scalar_one()
