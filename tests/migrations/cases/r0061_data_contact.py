"""Every institution is there as it was, and of none is guessed who answers for its data."""

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """Nobody is named."""
    found = connection.execute(text("select data_contact from institution")).scalars().all()
    assert found
    assert set(found) == {""}


CASE = Case(check=check)
