"""Whoever was acted for was on leave in those days; nothing had been handed over."""

from datetime import date

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """Each person with a substitute has her leave, and nobody else has one."""
    expected = connection.execute(
        text("SELECT id, substitute_from, substitute_until FROM person WHERE substitute_id IS NOT NULL")
    ).all()
    found = connection.execute(text("SELECT person_id, first_day, last_day FROM absence")).all()
    assert sorted(map(tuple, found)) == sorted(map(tuple, expected))


CASE = Case(
    rows={
        "absence": [
            {"id": 100, "person_id": 1, "first_day": date(2026, 12, 1), "last_day": date(2026, 12, 5)}
        ],
        "handover": [{"id": 1, "person_id": 1, "to_id": None}, {"id": 2, "person_id": 1, "to_id": 1}],
    },
    check=check,
    refused={
        "uq_absence_person_id": ("absence", {}),
        "ck_absence_dates_in_order": ("absence", {"person_id": 3, "last_day": date(2026, 11, 1)}),
    },
)
