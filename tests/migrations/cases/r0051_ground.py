"""The second number of an institution begins where the first one stands, and no other changes."""

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    found = connection.execute(text("select number, ground from change_counter")).all()
    assert found
    assert all(row.ground == row.number for row in found)


CASE = Case(check=check)
