"""Imports of the time before their files were seen when they came: nothing is known of those."""

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """They are all there, and will be looked through when they are shown."""
    kept = connection.execute(text("select id, seen from arrival order by id")).all()
    assert [tuple(row) for row in kept] == [(1, None), (2, None)]


CASE = Case(check=check)
