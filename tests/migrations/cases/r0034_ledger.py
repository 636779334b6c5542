"""Events of before enter the tree as they stand; a tree of one leaf has the leaf's hash for its root."""

from hashlib import sha256

from sqlalchemy import Connection, text

from sello.core.trail.ledger import tree
from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """Each event has its leaf, in the order of the ids; the head's peaks are the full subtrees it names."""
    events = connection.execute(
        text("SELECT institution_id, id FROM audit_event ORDER BY institution_id, id")
    ).all()
    leaves = connection.execute(
        text("SELECT institution_id, event_id FROM ledger_leaf ORDER BY institution_id, position")
    ).all()
    assert list(map(tuple, leaves)) == list(map(tuple, events))
    assert events
    for institution_id, size, peaks in connection.execute(
        text("SELECT institution_id, size, peaks FROM ledger_head")
    ).all():
        nodes = {
            (level, position): bytes(digest)
            for level, position, digest in connection.execute(
                text("SELECT level, position, digest FROM ledger_node WHERE institution_id = :id"),
                {"id": institution_id},
            )
        }
        assert b"".join(nodes[name] for name in tree.peaks(size)) == bytes(peaks)
        for (level, position), digest in nodes.items():
            if level:
                left, right = nodes[level - 1, 2 * position], nodes[level - 1, 2 * position + 1]
                assert digest == sha256(b"\x01" + left + right).digest()


CASE = Case(
    rows={
        "ledger_head": [],
        "ledger_leaf": [{"institution_id": 1, "position": 998, "event_id": 900}],
        "ledger_node": [],
        "ledger_checkpoint": [{"institution_id": 1, "size": 1}],
    },
    check=check,
    refused={"ix_ledger_leaf_event_id": ("ledger_leaf", {"position": 999})},
)
