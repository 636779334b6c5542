"""A piece becomes secret between two persons; restricted ones are opened with a reason; texts looked at."""

from sqlalchemy import Connection, text

from tests.migrations import rows
from tests.migrations.case import Case

OLD = "c" * 64
"""A text from before."""


def load(connection: Connection) -> None:
    """Write a text as it was."""
    rows.write(connection, "text_read", [{"sha256": OLD, "pages": 1}])


def check(connection: Connection) -> None:
    """Nobody has looked for persons in it."""
    found = connection.execute(text("select personal_rules from text_read where sha256 = :id"), {"id": OLD})
    assert found.scalar_one() is None


CASE = Case(
    load=load,
    check=check,
    rows={
        "evidence_class_change": [{"id": 1, "evidence_id": 1, "proposed_by": 1}],
        "evidence_opening": [{"id": 1, "evidence_id": 1, "person_id": 1}],
        "evidence_struck_copy": [{"id": 1, "evidence_id": 1, "original_id": 2, "version_number": 1}],
    },
    refused={
        "ck_evidence_class_change_four_eyes": ("evidence_class_change", {"id": 2, "decided_by": 1}),
        "uq_evidence_struck_copy_evidence_id": ("evidence_struck_copy", {"id": 2}),
    },
)
