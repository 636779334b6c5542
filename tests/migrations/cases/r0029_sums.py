"""Pieces of every kind at one requirement of a cycle: what they amount to is written beside them."""

from datetime import UTC, date, datetime

from sqlalchemy import Connection, select

from tests.migrations import rows
from tests.migrations.case import Case

LINKED = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
"""The latest link of all: the sums are those of its day."""

YESTERDAY, TODAY, LATER = date(2026, 11, 23), date(2026, 11, 24), date(2026, 12, 31)
BEFORE = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

PIECES = [
    {"id": 291, "state": "submitted", "accepted_at": None},
    {"id": 292, "state": "returned", "accepted_at": None},
    {"id": 293, "state": "accepted", "accepted_at": BEFORE, "valid_until": LATER, "released_at": BEFORE},
    {"id": 294, "state": "accepted", "accepted_at": BEFORE, "valid_until": YESTERDAY},
    {"id": 295, "state": "accepted", "accepted_at": BEFORE, "superseded_on": TODAY},
    {"id": 296, "state": "accepted", "accepted_at": BEFORE, "valid_until": None},
]


def load(connection: Connection) -> None:
    """Six pieces of institution 2; the last one serves only once somebody confirms it."""
    blank = {"valid_until": None, "superseded_on": None, "released_at": None, "replaces_id": None}
    rows.write(connection, "evidence", [{"institution_id": 2, **blank, **piece} for piece in PIECES])
    place = {"institution_id": 2, "cycle_id": 3, "requirement_id": 2, "linked_at": LINKED}
    links = [
        place | {"id": piece["id"], "evidence_id": piece["id"], "to_confirm": piece["id"] == 296}
        for piece in PIECES
    ]
    rows.write(connection, "evidence_link", links)


def check(connection: Connection) -> None:
    """The requirement has its sum, with the days between which it is the same; the others have theirs."""
    table = rows.tables(connection)["evidence_sum"]
    found = {(row.cycle_id, row.requirement_id): row for row in connection.execute(select(table))}
    links = rows.tables(connection)["evidence_link"]
    served = connection.execute(select(links.c.cycle_id, links.c.requirement_id).distinct()).all()
    assert set(found) == {tuple(each) for each in served}
    row = found[3, 2]._asdict()
    row.pop("accepted_at")
    assert row == {
        "cycle_id": 3,
        "requirement_id": 2,
        "institution_id": 2,
        "judged_on": TODAY,
        "holds_from": TODAY,
        "holds_until": LATER,
        "total": 6,
        "confirmed": 5,
        "accepted": 4,
        "released": 1,
        "shown": 1,
        "backing": 1,
        "leaving": 0,
        "over": 2,
        "ended": 2,
        "to_confirm": 1,
        "submitted": 1,
        "returned": 1,
        "until": LATER,
    }


CASE = Case(rows={"evidence_sum": [{"cycle_id": 1, "requirement_id": 2, "total": 3}]}, load=load, check=check)
