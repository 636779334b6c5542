"""Who took a file before took it away; a remark at a place begins with none."""

from sqlalchemy import Connection, text

from tests.migrations import rows
from tests.migrations.case import Case

OLD = 3200
"""A taking from before."""


def load(connection: Connection) -> None:
    """Write a taking as it was."""
    rows.write(connection, "evidence_download", [{"id": OLD, "evidence_id": 1, "version_number": 1}])


def check(connection: Connection) -> None:
    """It was no reading in place."""
    found = connection.execute(text("select in_place from evidence_download where id = :id"), {"id": OLD})
    assert not found.scalar_one()


CASE = Case(
    load=load,
    check=check,
    rows={
        "evidence_pin": [{"id": 1, "evidence_id": 1, "version_number": 1, "page": 1, "across": 5, "down": 5}]
    },
    refused={"ck_evidence_pin_on_the_page": ("evidence_pin", {"across": 1001})},
)
