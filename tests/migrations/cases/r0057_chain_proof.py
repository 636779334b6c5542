"""The links of a chain are there as they were, and none names a piece."""

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """Nothing is guessed of what was only written."""
    found = connection.execute(text("select count(*), count(proof_id) from gap_link")).one()
    assert found[0] > 0
    assert found[1] == 0


CASE = Case(check=check)
