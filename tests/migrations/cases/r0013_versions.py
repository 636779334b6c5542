"""Rows of the time before they counted their saves begin to count at one."""

from sqlalchemy import Connection, text

from tests.migrations.case import Case

COUNTED = ("cycle", "edition_import", "edition_mapping", "scenario", "unit")


def check(connection: Connection) -> None:
    """Every row has a version, and there are rows."""
    for table in COUNTED:
        versions = connection.execute(text(f'select distinct version from "{table}"')).scalars().all()
        assert versions == [1], table


CASE = Case(check=check)
