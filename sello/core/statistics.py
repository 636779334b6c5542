"""What PostgreSQL knows of its tables' sizes, by which it chooses the way to an answer.

It is renewed at night, and after whatever brings in many rows at once. It changes no answer, only how long it
takes. SQLite is not asked to look, and what somebody made it see is forgotten: with statistics its releases
up to 3.40 at least walk an index past the end of a range when a list stands before it (`state IN (…) AND
due_on < …`), and give rows that are not meant.
"""

import logging

from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from sello.core.db import db, once_committed
from sello.core.jobs import Job, Work
from sello.core.labels import N_

log = logging.getLogger("sello.statistics")


def refresh(engine: Engine) -> None:
    """Look at every table as it is now; let SQLite forget what it saw."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("analyze"))
        else:
            connection.execute(text("drop table if exists sqlite_stat1"))


def refresh_once_committed() -> None:
    """Look when the work at hand, which brings in much, is committed."""
    engine = db.engine

    def look() -> None:
        try:
            refresh(engine)
        except OperationalError:  # somebody else is writing: tonight it is looked at
            log.warning("statistics not renewed")

    once_committed(look)


def nightly(_work: Work) -> dict[str, int]:
    """Look at what the day has changed."""
    refresh(db.engine)
    return {}


JOBS = {
    "statistics": Job(
        "statistics",
        N_("Renueva lo que la base sabe del tamaño de sus tablas, para que responda rápido."),
        nightly,
    )
}
