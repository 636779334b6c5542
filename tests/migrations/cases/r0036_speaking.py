"""Pieces of every kind at one requirement: those of which nothing else says more are named in its sum."""

from datetime import UTC, date, datetime

from sqlalchemy import Connection, select

from tests.migrations import rows
from tests.migrations.case import Case

LINKED = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
YESTERDAY, TODAY, LATER = date(2026, 11, 24), date(2026, 11, 25), date(2026, 12, 31)

PIECES = [
    {"id": 371, "state": "submitted"},
    {"id": 372, "state": "returned"},
    {"id": 373, "state": "accepted", "valid_until": LATER},
    {"id": 374, "state": "accepted", "valid_until": YESTERDAY},
    {"id": 375, "state": "accepted", "superseded_on": TODAY},
    {"id": 376, "state": "accepted"},
    {"id": 377, "state": "submitted"},
]


def load(connection: Connection) -> None:
    """Seven pieces of institution 2; one of them serves only once somebody confirms it."""
    blank = {"valid_until": None, "superseded_on": None, "released_at": None, "replaces_id": None}
    rows.write(connection, "evidence", [{"institution_id": 2, **blank, **piece} for piece in PIECES])
    place = {"institution_id": 2, "cycle_id": 3, "requirement_id": 2}
    links = [
        place
        | {
            "id": piece["id"],
            "evidence_id": piece["id"],
            "linked_at": LINKED,
            "to_confirm": piece["id"] == 376,
        }
        for piece in PIECES
    ]
    rows.write(connection, "evidence_link", links)
    rows.write(connection, "evidence_sum", [place | {"total": len(PIECES)}])


def check(connection: Connection) -> None:
    """Of each kind one: the last to end of those that count, the first of those that wait."""
    table = rows.tables(connection)["evidence_sum"]
    found = {(row.cycle_id, row.requirement_id): row for row in connection.execute(select(table))}
    assert found[3, 2].speaking == [371, 372, 373, 375, 376]
    assert sum(found[3, 2].by_unit.values()) == len(PIECES)
    assert all(row.speaking is not None and row.by_unit is not None for row in found.values())


CASE = Case(load=load, check=check)
