"""Every commit enters the events that it keeps into the tree, as its last act before the commit itself.

The head's row is locked while that is done, before the change counter's (the order is the same for all): two
workers never append to the same tree at once, and a commit that fails leaves the tree as it was.
"""

from itertools import groupby
from typing import Any

from sqlalchemy import Table, event, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm import object_session as session_of

from sello.core.db import insert_into
from sello.core.trail.events import Event
from sello.core.trail.ledger import tree
from sello.core.trail.ledger.leaf import FIELDS, leaf_of
from sello.core.trail.ledger.models import LedgerHead, LedgerLeaf, LedgerNode

WAITING = "ledger_waiting"
DIGEST = 32

_HEAD: Table = LedgerHead.__table__  # type: ignore[assignment]  # declared as FromClause, always a Table
_LEAF: Table = LedgerLeaf.__table__  # type: ignore[assignment]  # as above
_NODE: Table = LedgerNode.__table__  # type: ignore[assignment]  # as above


@event.listens_for(Session, "after_flush")
def _note(session: Session, _context: object) -> None:
    found = [row for row in session.new if isinstance(row, Event)]
    if found:
        session.info.setdefault(WAITING, []).extend(found)


@event.listens_for(Session, "before_commit", insert=True)  # whatever was imported first
def _enter(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    # What a savepoint took back belongs to no session any more.
    waiting = [row for row in session.info.get(WAITING, ()) if session_of(row) is session]
    waiting.sort(key=lambda row: (row.institution_id, row.id))
    for institution_id, events in groupby(waiting, key=lambda row: row.institution_id):
        append(session, institution_id, [(row.id, leaf_of(values_of(row))) for row in events])


def values_of(row: Event) -> dict[str, Any]:
    """What a leaf holds of an event."""
    return {name: getattr(row, name) for name in FIELDS}


def append(session: Session, institution_id: int, leaves: list[tuple[int, bytes]]) -> None:
    """Add leaves, by the ids of their events, to an institution's tree: the size grows, no node changes."""
    connection = session.connection()
    mine = _HEAD.c.institution_id == institution_id
    head = select(_HEAD.c.size, _HEAD.c.peaks).where(mine).with_for_update()
    held = connection.execute(head).one_or_none()
    if held is None:  # the first event of an institution, or two of them at once
        connection.execute(
            insert_into(LedgerHead)
            .values(institution_id=institution_id, size=0, peaks=b"")
            .on_conflict_do_nothing(index_elements=["institution_id"])
        )
        held = connection.execute(head).one()
    growing = tree.Growing(held.size, split(held.peaks))
    placed = [
        {"institution_id": institution_id, "position": growing.size + offset, "event_id": event_id}
        for offset, (event_id, _) in enumerate(leaves)
    ]
    nodes = [
        {"institution_id": institution_id, "level": level, "position": position, "digest": digest}
        for _, leaf in leaves
        for (level, position), digest in growing.append(tree.leaf_hash(leaf))
    ]
    connection.execute(insert(_LEAF), placed)
    connection.execute(insert(_NODE), nodes)
    connection.execute(update(_HEAD).where(mine).values(size=growing.size, peaks=b"".join(growing.peaks)))


def split(hashes: bytes) -> list[bytes]:
    """Hashes that were kept one after the other."""
    return [hashes[start : start + DIGEST] for start in range(0, len(hashes), DIGEST)]


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    if session.in_nested_transaction():  # a savepoint that ends is no end of the transaction
        return
    session.info.pop(WAITING, None)
