"""Receipts and minutes of before keep no names: nobody can tell what they were."""

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """What was there says nothing of its day, rather than what is so today."""
    for column in ("receipt.words", "handover.words", "receipt_piece.title"):
        table, name = column.split(".")
        kept = connection.execute(text(f"SELECT {name} FROM {table}")).scalars().all()
        assert kept
        assert set(kept) == {None}


CASE = Case(check=check)
