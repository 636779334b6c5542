"""Whose renewal is being asked for has been asked for the end that it has; nobody else has."""

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def load(connection: Connection) -> None:
    """An initiative ends, and an open task asks for its renewal."""
    connection.execute(text("update initiative set ends_on = '2027-03-31'"))
    connection.execute(text("update initiative_task set purpose = 'renewal'"))
    connection.execute(text("update task set state = 'pending'"))


def check(connection: Connection) -> None:
    """It is not asked for once more."""
    asked = set(connection.execute(text("select distinct initiative_id from initiative_task")).scalars())
    assert asked
    found = connection.execute(text("select id, renewal_for from initiative")).all()
    assert {row.id for row in found if str(row.renewal_for) == "2027-03-31"} == asked
    assert {row.renewal_for for row in found if row.id not in asked} <= {None}


CASE = Case(load=load, check=check)
