"""What is kept of the tree: its leaves and subtrees, its peaks, its signed heads and who witnessed them."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import Base, Scoped


class LedgerHead(Scoped, Base):
    """The tree as it stands: locked by whoever appends, so that it never forks."""

    __tablename__ = "ledger_head"

    institution_id: Mapped[int] = mapped_column(
        ForeignKey("institution.id"), primary_key=True, autoincrement=False
    )
    size: Mapped[int] = mapped_column(BigInteger)
    # The hashes of the peaks, 32 bytes each, from the left.
    peaks: Mapped[bytes] = mapped_column(LargeBinary)
    # Settled with the first signed head; a change of address does not begin another tree.
    origin: Mapped[str | None] = mapped_column(String(300))


class LedgerLeaf(Scoped, Base):
    """Which event stands where; without a foreign key, so that a deleted event is missed."""

    __tablename__ = "ledger_leaf"
    __table_args__ = (Index("ix_ledger_leaf_event_id", "event_id", unique=True),)

    institution_id: Mapped[int] = mapped_column(
        ForeignKey("institution.id"), primary_key=True, autoincrement=False
    )
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    event_id: Mapped[int]


class LedgerNode(Scoped, Base):
    """A full subtree's hash (level 0: a leaf's); written once, never changed."""

    __tablename__ = "ledger_node"

    institution_id: Mapped[int] = mapped_column(
        ForeignKey("institution.id"), primary_key=True, autoincrement=False
    )
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    digest: Mapped[bytes] = mapped_column(LargeBinary)


class LedgerCheckpoint(Scoped, Base):
    """A signed head of the tree, with the key that checks it."""

    __tablename__ = "ledger_checkpoint"

    institution_id: Mapped[int] = mapped_column(
        ForeignKey("institution.id"), primary_key=True, autoincrement=False
    )
    size: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    note: Mapped[str] = mapped_column(Text)
    verifier: Mapped[str] = mapped_column(String(400))


class LedgerCosignature(Scoped, Base):
    """A witness's signature under a signed head, with the key that checks it."""

    __tablename__ = "ledger_cosignature"

    institution_id: Mapped[int] = mapped_column(
        ForeignKey("institution.id"), primary_key=True, autoincrement=False
    )
    size: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    witness: Mapped[str] = mapped_column(String(300), primary_key=True)
    verifier: Mapped[str] = mapped_column(String(400))
    line: Mapped[str] = mapped_column(Text)
    # By the witness's own clock.
    at: Mapped[datetime]


class Witnessed(Base):
    """The last head that this instance signed as a witness of a tree that is not its own."""

    __tablename__ = "witnessed"

    origin: Mapped[str] = mapped_column(String(300), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    root: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]
