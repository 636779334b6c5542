"""No view went by mail before, and what was shared was shared with everybody."""

from datetime import date

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """Nobody was meant alone."""
    assert set(connection.scalars(text("select shared_role from saved_view"))) == {None}


CASE = Case(
    check=check,
    rows={
        "view_mail": [
            {"id": 1, "view_id": 1, "weekdays": "03", "when_empty": False, "since": date(2026, 11, 26)}
        ],
    },
    refused={"uq_view_mail_person_id_view_id": ("view_mail", {"weekdays": "1"})},
)
