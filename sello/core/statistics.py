"""What the database knows of its tables' sizes, by which it chooses the way to an answer.

Without it SQLite takes any index for as good as another. It is renewed at night, and after whatever brings in
many rows at once. It changes no answer, only how long it takes.
"""

import logging

from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from sello.core.db import db, once_committed
from sello.core.jobs import Job, Work
from sello.core.labels import N_

LOOK = 1_000
"""Rows of each index that SQLite looks at: enough to tell a narrow one from a wide one."""


log = logging.getLogger("sello.statistics")


def refresh(engine: Engine) -> None:
    """Look at every table as it is now."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text(f"pragma analysis_limit={LOOK}"))
        connection.execute(text("analyze"))
    engine.dispose()  # a connection of SQLite learns of it only when it is opened


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
