"""Jobs: work with a name that the scheduler starts at its hour and anybody may start by hand.

A job asks the database what is due and does it; run twice, or late, it does nothing twice. So the schedule
only wakes it up, and `sello run-jobs NAME --now …` is the same run with a chosen clock.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, Table, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from sello.config import Config
from sello.core import clock, logs
from sello.core.days import DaysOff, calendar_closed_on
from sello.core.db import Base, db, insert_into
from sello.core.moment import Moment

log = logging.getLogger("sello.jobs")


@dataclass(frozen=True, slots=True)
class Work:
    """What a run of a job is given: the settings, the instant it takes for now, and when to stop early."""

    config: Config
    now: datetime
    stop: Callable[[], bool] = lambda: False

    def moment(self, zone: str, off: DaysOff) -> Moment:
        """The run's instant where an institution is, and on its calendar."""
        return Moment(self.now, zone, calendar_closed_on(self.config.closed_days).less(off))


@dataclass(frozen=True, slots=True)
class Job:
    """A job: its name on the command line, what it does (Spanish), and the function that does it.

    The function runs inside the application's context without a scope or a transaction of its own, and
    returns what it did in counts by word.
    """

    name: str
    meaning: str
    act: Callable[[Work], dict[str, int]]


class JobRun(Base):
    """How the last run of a job went."""

    __tablename__ = "job_run"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    # By the machine's clock, whatever clock the run was given.
    finished_at: Mapped[datetime]
    failed: Mapped[bool]
    # What it did in counts, or the name of its error.
    outcome: Mapped[str] = mapped_column(Text)


RUNS: Table = JobRun.__table__  # type: ignore[assignment]  # declared as FromClause, always a Table


@dataclass(frozen=True, slots=True)
class LastRun:
    """How the last run of a job went, as pages show it."""

    name: str
    finished_at: datetime
    failed: bool
    outcome: str


def run(job: Job, work: Work) -> dict[str, int]:
    """Run a job under an id of its own, log and remember how it went; its error is raised again."""
    with logs.work():
        try:
            done = _act(job, work)
        except Exception as error:
            log.exception("job failed", extra={"job": job.name})
            _remember(job.name, type(error).__name__, failed=True)
            raise
        if any(done.values()):
            log.info("job done", extra={"job": job.name, **done})
        _remember(job.name, ", ".join(f"{word}: {count}" for word, count in done.items()), failed=False)
        return done


def _act(job: Job, work: Work) -> dict[str, int]:
    """Do it, and close whatever it left open, before anything else is written."""
    try:
        return job.act(work)
    finally:
        db.session.remove()


def last_runs() -> list[LastRun]:
    """Tell how the last run of each job went, by name."""
    with db.engine.connect() as connection:
        rows = connection.execute(select(*RUNS.c).order_by(RUNS.c.name)).mappings().all()
    return [LastRun(**row) for row in rows]


def _remember(name: str, outcome: str, *, failed: bool) -> None:
    values = {"finished_at": clock.now(), "failed": failed, "outcome": outcome}
    statement = insert_into(RUNS).values(name=name, **values)
    with db.engine.begin() as connection:
        connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))
