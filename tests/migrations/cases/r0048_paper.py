"""A mail from before carries no paper."""

from sqlalchemy import Connection, text

from tests.migrations import rows
from tests.migrations.case import Case

OLD = "mail:from-before"


def load(connection: Connection) -> None:
    """Write a mail as it was."""
    rows.write(connection, "outbox_mail", [{"id": 470047, "dedupe_key": OLD}])


def check(connection: Connection) -> None:
    """It says what it said, and nothing travels with it."""
    found = connection.execute(
        text("select paper_name, paper from outbox_mail where dedupe_key = :key"), {"key": OLD}
    )
    assert tuple(found.one()) == (None, None)


CASE = Case(load=load, check=check)
