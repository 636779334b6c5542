"""One leader among several processes: a row that is held for a while and has to be renewed.

The lease only keeps processes from working side by side; that nothing is done twice is for the unique keys
and conditional updates of the work itself to see to. So clocks of machines that differ by seconds do no harm.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, String, Table, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import Base, db, insert_into
from sello.core.rows import row_as

SCHEDULER = "scheduler"
"""The role of the one scheduler process that runs the jobs."""

WAITING = "scheduler-waiting"
"""The role of a second one, which runs nothing and would take over: held so that it can be told of."""


class Lease(Base):
    """A role that one process at a time may have."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    # The process that holds it: machine and number.
    holder: Mapped[str] = mapped_column(String(120))
    since: Mapped[datetime]
    # The moment from which anybody may take it; its holder moves it forward with every beat.
    until: Mapped[datetime]


LEASE: Table = Lease.__table__  # type: ignore[assignment]  # declared as FromClause, always a Table


@dataclass(frozen=True, slots=True)
class Holding:
    """Who held a role last, and whether that is still so."""

    holder: str
    since: datetime
    until: datetime

    def is_alive(self, now: datetime) -> bool:
        """Tell whether the holder's last promise still runs."""
        return now < self.until

    @property
    def machine(self) -> str:
        """Where the process runs, without its number."""
        return self.holder.rpartition(":")[0] or self.holder


def hold(name: str, holder: str, *, now: datetime, lasting: timedelta) -> bool:
    """Take or renew a role and commit; False if another process holds it."""
    free = or_(LEASE.c.holder == holder, LEASE.c.until <= now)
    values = {"holder": holder, "since": now, "until": now + lasting}
    with db.engine.begin() as connection:
        ours = (LEASE.c.name == name) & (LEASE.c.holder == holder) & (LEASE.c.until > now)
        if connection.execute(update(LEASE).where(ours).values(until=now + lasting)).rowcount:
            return True
        taken = connection.execute(update(LEASE).where(LEASE.c.name == name, free).values(**values)).rowcount
        if taken:
            return True
        first = (
            insert_into(LEASE).values(name=name, **values).on_conflict_do_nothing().returning(LEASE.c.name)
        )
        return connection.execute(first).one_or_none() is not None


def let_go(name: str, holder: str, *, now: datetime) -> None:
    """Give a role up at once and commit, so that the next process need not wait."""
    with db.engine.begin() as connection:
        connection.execute(
            update(LEASE).where(LEASE.c.name == name, LEASE.c.holder == holder).values(until=now)
        )


def holding(name: str, engine: Engine | None = None) -> Holding | None:
    """Tell who held a role last, or None if nobody ever did; outside the application `engine` says where."""
    with (engine or db.engine).connect() as connection:
        row = connection.execute(
            select(LEASE.c.holder, LEASE.c.since, LEASE.c.until).where(LEASE.c.name == name)
        ).one_or_none()
    return row_as(Holding, row) if row else None
