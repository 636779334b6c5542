"""Every event is a leaf of its institution's Merkle tree; those of before enter it in the order of their ids."""

import json
from datetime import UTC
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

AT_ONCE = 1000


def upgrade() -> None:
    head = op.create_table(
        "ledger_head",
        _institution(),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("peaks", sa.LargeBinary(), nullable=False),
        sa.Column("origin", sa.String(300), nullable=True),
        sa.PrimaryKeyConstraint("institution_id", name="pk_ledger_head"),
        _of("ledger_head"),
    )
    leaf = op.create_table(
        "ledger_leaf",
        _institution(),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("institution_id", "position", name="pk_ledger_leaf"),
        _of("ledger_leaf"),
    )
    op.create_index("ix_ledger_leaf_event_id", "ledger_leaf", ["event_id"], unique=True)
    node = op.create_table(
        "ledger_node",
        _institution(),
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("institution_id", "level", "position", name="pk_ledger_node"),
        _of("ledger_node"),
    )
    op.create_table(
        "ledger_checkpoint",
        _institution(),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("verifier", sa.String(400), nullable=False),
        sa.PrimaryKeyConstraint("institution_id", "size", name="pk_ledger_checkpoint"),
        _of("ledger_checkpoint"),
    )
    _enter(head, leaf, node)


def downgrade() -> None:
    for name in ("ledger_checkpoint", "ledger_node", "ledger_leaf", "ledger_head"):
        op.drop_table(name)


def _institution() -> sa.Column[int]:
    return sa.Column("institution_id", sa.Integer(), autoincrement=False, nullable=False)


def _of(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["institution_id"], ["institution.id"], name=f"fk_{table}_institution_id_institution"
    )


EVENT = sa.table(
    "audit_event",
    sa.column("id", sa.Integer),
    sa.column("institution_id", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("person_id", sa.Integer),
    sa.column("action", sa.String),
    sa.column("entity", sa.String),
    sa.column("entity_id", sa.Integer),
    sa.column("before", sa.JSON),
    sa.column("after", sa.JSON),
    sa.column("detail", sa.JSON),
    sa.column("request_id", sa.String),
)


def _enter(head: sa.Table, leaf: sa.Table, node: sa.Table) -> None:
    connection = op.get_bind()
    ids = connection.execute(sa.select(EVENT.c.institution_id).distinct()).scalars().all()
    for institution_id in sorted(ids):
        peaks: list[bytes] = []
        size = last = 0
        while rows := connection.execute(_after(institution_id, last)).mappings().all():
            placed, nodes = [], []
            for row in rows:
                placed.append({"institution_id": institution_id, "position": size, "event_id": row["id"]})
                nodes += [_node(institution_id, *made) for made in _grown(peaks, size, _leaf(row))]
                size += 1
            connection.execute(leaf.insert(), placed)
            connection.execute(node.insert(), nodes)
            last = rows[-1]["id"]
        connection.execute(
            head.insert(), [{"institution_id": institution_id, "size": size, "peaks": b"".join(peaks)}]
        )


def _after(institution_id: int, event_id: int) -> sa.Select[Any]:
    """The next events of an institution, so many that memory does not grow with the trail."""
    mine = sa.select(EVENT).where(EVENT.c.institution_id == institution_id, EVENT.c.id > event_id)
    return mine.order_by(EVENT.c.id).limit(AT_ONCE)


def _grown(peaks: list[bytes], size: int, leaf: bytes) -> list[tuple[int, int, bytes]]:
    """Add a leaf to a tree of which the peaks are known; gives the subtrees that are full with it."""
    level, position, digest = 0, size, sha256(b"\x00" + leaf).digest()
    made = [(level, position, digest)]
    while position & 1:
        digest = sha256(b"\x01" + peaks.pop() + digest).digest()
        level, position = level + 1, position >> 1
        made.append((level, position, digest))
    peaks.append(digest)
    return made


def _node(institution_id: int, level: int, position: int, digest: bytes) -> dict[str, Any]:
    return {"institution_id": institution_id, "level": level, "position": position, "digest": digest}


def _leaf(row: Any) -> bytes:
    """As leaves were written when the tree began."""
    values = {"act" if name == "action" else name: value for name, value in row.items()}
    at = values["at"]
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    values["at"] = at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
