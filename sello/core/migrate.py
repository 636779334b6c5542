"""Brings a database to the schema of this version, and back.

Several processes may start at once: on PostgreSQL they queue behind an advisory lock, on SQLite behind the
write transaction itself. A migration that fails half-way leaves the database as it was, on both.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from sello.core.db import Base
from sello.paths import resource

LOCK = 7735
"""Number of the PostgreSQL advisory lock; any number will do that nothing else in the database uses."""

SQLITE_WAIT = 60_000
"""Milliseconds that a second process waits for the first one's migration."""


class BrokenReferences(Exception):
    """A migration left rows that point to nothing; it was undone."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to `revision`; a database that is already there is left alone."""
    with _exclusive(engine) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back to `revision` (`base`: an empty database), losing what later ones kept."""
    with _exclusive(engine) as connection:
        command.downgrade(_config(connection), revision)


def check(engine: Engine) -> None:
    """Raise alembic's CommandError if the models and the migrated schema say different things.

    Every feature's models must have been imported before: `sello.app` does.
    """
    with engine.connect() as connection:
        command.check(_config(connection))


def current(engine: Engine) -> str | None:
    """The revision of the database, or None if it was never migrated."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str | None:
    """The revision that this version of the program needs."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def is_current(engine: Engine) -> bool:
    """Whether program and database speak of the same schema."""
    return current(engine) == head()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(resource("migrations")).replace("%", "%%"))
    config.attributes.update(connection=connection, metadata=Base.metadata)
    return config


@contextmanager
def _exclusive(engine: Engine) -> Iterator[Connection]:
    """One transaction on one connection that no other migration shares the database with."""
    alone = _alone_on_sqlite if engine.dialect.name == "sqlite" else _alone_on_postgresql
    with engine.connect() as connection, alone(connection):
        yield connection


@contextmanager
def _alone_on_postgresql(connection: Connection) -> Iterator[None]:
    with connection.begin():
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield


@contextmanager
def _alone_on_sqlite(connection: Connection) -> Iterator[None]:
    """Foreign keys rest while tables are rebuilt (dropping one would cascade) and are checked at the end.

    The pragma means nothing inside a transaction, so it goes to the driver before SQLAlchemy begins one.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    wait = driver.execute("PRAGMA busy_timeout").fetchone()[0]
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute(f"PRAGMA busy_timeout={SQLITE_WAIT}")
    try:
        with connection.begin():
            yield
            _refuse_broken_references(connection)
    finally:
        driver.execute(f"PRAGMA busy_timeout={wait}")
        driver.execute("PRAGMA foreign_keys=ON")


def _refuse_broken_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = sorted({str(row[0]) for row in broken})
        raise BrokenReferences(f"rows without what they point to in: {', '.join(tables)}")
