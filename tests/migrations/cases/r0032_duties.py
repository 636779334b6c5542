"""Nothing was owed on a calendar before, and no institution had days of its own."""

from datetime import date

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """Every institution keeps the national holidays alone."""
    found = connection.execute(text("select region, days_off from institution")).all()
    assert found
    assert set(map(tuple, found)) == {("", None)}


CASE = Case(
    check=check,
    rows={
        "duty": [
            {
                "id": 1,
                "initiative_id": 1,
                "title": "Informe mensual de atenciones",
                "rule": "FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20271231",
                "starts_on": date(2026, 1, 1),
                "shift": "forward",
                "lead_days": 5,
                "unit_id": 1,
                "evidence_type": "informe",
                "origin": "agreement",
            }
        ],
        "duty_requirement": [{"id": 1, "duty_id": 1, "requirement_id": 1}],
        "duty_date": [{"id": 1, "duty_id": 1, "fell_on": date(2026, 1, 5), "due_on": date(2026, 1, 5)}],
    },
    refused={
        "uq_duty_initiative_id_title": ("duty", {"rule": "FREQ=YEARLY;COUNT=2"}),
        "uq_duty_requirement_duty_id_requirement_id": ("duty_requirement", {}),
        "uq_duty_date_duty_id_fell_on": ("duty_date", {"due_on": date(2026, 1, 6)}),
    },
)
