"""What is read of the ledger: its state, its signed heads, and the proof that an event is in it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, tuple_

from sello.core.db import db, everywhere
from sello.core.rows import rows_as
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.core.trail.ledger import tree
from sello.core.trail.ledger.appending import values_of
from sello.core.trail.ledger.leaf import leaf_of
from sello.core.trail.ledger.models import (
    LedgerCheckpoint,
    LedgerCosignature,
    LedgerHead,
    LedgerLeaf,
    LedgerNode,
)
from sello.core.trail.ledger.note import head_of, proof_text
from sello.core.trail.ledger.tree import Name

SHOWN = 30
"""Signed heads that a page shows; all of them lie in the file outside, and come as one text."""


@dataclass(frozen=True, slots=True)
class CheckpointRow:
    """A signed head of the tree."""

    at: datetime
    size: int
    note: str
    verifier: str

    @property
    def root(self) -> str:
        """The root, as hexadecimal digits."""
        return head_of(self.note).root.hex()


@dataclass(frozen=True, slots=True)
class CosignatureRow:
    """A witness's signature under the head of that size."""

    size: int
    witness: str
    verifier: str
    line: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof that an event stands in the signed tree, as a file that stands for itself."""

    text: str
    verifier: str
    position: int
    size: int


def institutions() -> tuple[int, ...]:
    """The institutions that have a tree."""
    with everywhere():
        return tuple(
            db.session.scalars(select(LedgerHead.institution_id).order_by(LedgerHead.institution_id))
        )


def size() -> int:
    """How many events the tree of the institution at work holds."""
    return db.session.execute(select(LedgerHead.size)).scalar_one_or_none() or 0


def checkpoints(limit: int | None = None) -> tuple[CheckpointRow, ...]:
    """The signed heads of the institution at work, the newest first."""
    columns = LedgerCheckpoint.at, LedgerCheckpoint.size, LedgerCheckpoint.note, LedgerCheckpoint.verifier
    return rows_as(
        CheckpointRow,
        db.session.execute(select(*columns).order_by(LedgerCheckpoint.size.desc()).limit(limit)),
    )


def cosignatures(since: int = 0) -> dict[int, list[CosignatureRow]]:
    """The witnesses' signatures under the heads of `since` leaves and more, by size."""
    columns = (
        LedgerCosignature.size,
        LedgerCosignature.witness,
        LedgerCosignature.verifier,
        LedgerCosignature.line,
        LedgerCosignature.at,
    )
    rows = db.session.execute(
        select(*columns).where(LedgerCosignature.size >= since).order_by(LedgerCosignature.witness)
    )
    found: dict[int, list[CosignatureRow]] = {}
    for row in rows_as(CosignatureRow, rows):
        found.setdefault(row.size, []).append(row)
    return found


def witnessed_notes(limit: int | None = None) -> tuple[str, ...]:
    """The signed heads of the institution at work with the witnesses' signatures, the newest first."""
    rows = checkpoints(limit)
    lines = cosignatures(rows[-1].size) if rows else {}
    return tuple(row.note + "".join(each.line for each in lines.get(row.size, ())) for row in rows)


def proof_of_growth(old: int, size: int) -> tuple[bytes, ...]:
    """The proof that the tree of `size` leaves begins with the one of `old`; nothing for the empty one."""
    if old == 0:
        return ()
    nodes = _nodes(tree.needed(lambda read: tree.consistency(old, size, read)))
    return tuple(tree.consistency(old, size, nodes.__getitem__))


def proof_of(entity: str, entity_id: int, acts: Collection[Act], sha256: str) -> Proof | None:
    """The proof of the last such act on a thing that tells of a file with that hash; None: not signed yet."""
    events = db.session.scalars(
        select(Event)
        .where(Event.entity == entity, Event.entity_id == entity_id, Event.act.in_(sorted(acts)))
        .order_by(Event.id.desc())
    )
    told = next((each for each in events if each.detail.get("sha256") == sha256), None)
    return None if told is None else _proof(told)


def _proof(told: Event) -> Proof | None:
    position = db.session.execute(
        select(LedgerLeaf.position).where(LedgerLeaf.event_id == told.id)
    ).scalar_one_or_none()
    newest = next(iter(checkpoints(1)), None)
    if position is None or newest is None or newest.size <= position:
        return None
    nodes = _nodes(tree.needed(lambda read: tree.inclusion(position, newest.size, read)))
    text = proof_text(
        leaf=leaf_of(values_of(told)),
        index=position,
        proof=tree.inclusion(position, newest.size, nodes.__getitem__),
        note=witnessed_notes(1)[0],
    )
    return Proof(text, newest.verifier, position, newest.size)


def _nodes(names: Collection[Name]) -> dict[Name, bytes]:
    """The hashes of full subtrees, in one statement."""
    found = db.session.execute(
        select(LedgerNode.level, LedgerNode.position, LedgerNode.digest).where(
            tuple_(LedgerNode.level, LedgerNode.position).in_(list(names))
        )
    )
    return {(row.level, row.position): row.digest for row in found}
