"""What came in before went to one task, or to none."""

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """No mail that was there is said to have gone to another task."""
    found = [row.others for row in connection.execute(text("select others from received_mail"))]
    assert found
    assert all(each in ("[]", []) for each in found)


CASE = Case(check=check)
