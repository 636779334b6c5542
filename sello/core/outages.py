"""What this instance needs of others and does not reach: since when, why, and when it is tried again.

One row while it lasts. So it is told of once when it begins and once when it is over, and not at every try.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, String, Table, Text, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import Base, db, insert_into
from sello.core.rows import row_as

MAILBOX = "mailbox"
"""The mailbox from which answers are read."""

LONGEST = timedelta(minutes=15)
"""Between two tries, however long it lasts."""


class Outage(Base):
    """Something that is not reached."""

    __tablename__ = "outage"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    since: Mapped[datetime]
    tries: Mapped[int]
    next_at: Mapped[datetime]
    # In a line that carries no address and no password, and what to look at.
    why: Mapped[str] = mapped_column(Text)
    remedy: Mapped[str] = mapped_column(Text)


OUTAGES: Table = Outage.__table__  # type: ignore[assignment]  # declared as FromClause, always a Table


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is known of something that is not reached."""

    since: datetime
    tries: int
    next_at: datetime
    why: str
    remedy: str


def trouble(name: str, engine: Engine | None = None) -> Trouble | None:
    """What is known of it, or None while it is reached (one statement)."""
    statement = select(*(each for each in OUTAGES.c if each.name != "name")).where(OUTAGES.c.name == name)
    with (engine or db.engine).connect() as connection:
        row = connection.execute(statement).one_or_none()
    return None if row is None else row_as(Trouble, row)


def missed(name: str, why: str, remedy: str, *, now: datetime) -> bool:
    """Note that it was not reached, and commit; True if it was before. It is tried ever more seldom."""
    known = trouble(name)
    tries = 1 if known is None else known.tries + 1
    values = {
        "since": now if known is None else known.since,
        "tries": tries,
        "next_at": now + min(timedelta(minutes=2 ** min(tries, 10)), LONGEST),
        "why": why,
        "remedy": remedy,
    }
    statement = insert_into(OUTAGES).values(name=name, **values)
    with db.engine.begin() as connection:
        connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))
    return known is None


def reached(name: str) -> bool:
    """Note that it was reached, and commit; True if it was not before, and else nothing is written."""
    if trouble(name) is None:
        return False
    with db.engine.begin() as connection:
        return connection.execute(delete(OUTAGES).where(OUTAGES.c.name == name)).rowcount > 0
