"""Of a mail that came in before, nobody knows any more which of ours it answers."""

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """It is still there, and names none."""
    found = connection.execute(text("select count(*), count(answers_id) from received_mail")).one()
    assert found[0] > 0
    assert found[1] == 0


CASE = Case(check=check)
