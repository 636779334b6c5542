"""The links of a chain are there as they were, and none names an action or an indicator."""

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """Nothing is guessed of what was only written."""
    counted = "select count(*), count(action_id), count(indicator_id) from gap_link"
    found = connection.execute(text(counted)).one()
    assert found[0] > 0
    assert tuple(found[1:]) == (0, 0)


CASE = Case(check=check)
