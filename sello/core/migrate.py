"""Brings a database to the schema of this version, and back.

Several processes may start at once: on PostgreSQL they queue behind an advisory lock, on SQLite behind the
write transaction itself. A migration that fails half-way leaves the database as it was, on both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from sello.core import revisions
from sello.core.db import Base
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.paths import resource

LOCK = 7735
"""Number of the PostgreSQL advisory lock; any number will do that nothing else in the database uses."""

SQLITE_WAIT = 60_000
"""Milliseconds that a second process waits for the first one's migration."""


class BrokenReferences(Refusal):
    """A migration left rows that point to nothing; it was undone."""

    message = N_("Hay filas que apuntan a algo que no existe, en: %(tables)s. La base quedó como estaba.")


class UnknownRevision(Refusal):
    """A revision was asked for that this version does not have."""

    message = N_(
        "Esta versión no tiene la revisión «%(revision)s». Tiene: base, %(known)s. No se cambió nada."
    )


class NewerDatabase(Refusal):
    """The database is at a revision that only a newer version of the program knows."""

    message = N_(
        "La base de datos está en la revisión %(current)s, de una versión más nueva: "
        "esta llega a la %(head)s. Instale la versión que la usaba; con ella se vuelve atrás: "
        "sello migrate --down %(head)s. No se cambió nada."
    )


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to `revision`; a database that is already there is left alone.

    Raises NewerDatabase, and BrokenReferences if rows point (or would point) to nothing.
    """
    with _exclusive(engine) as connection:
        _refuse_newer(connection)
        command.upgrade(_config(connection), revision)


def build(connection: Connection, revision: str) -> None:
    """Make the schema of `revision` inside the transaction that a caller opened on an empty place.

    Raises UnknownRevision.
    """
    if revision not in revisions.known():
        raise UnknownRevision(revision=revision, known=", ".join(reversed(revisions.known())))
    command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back to `revision` (`base`: an empty database), losing what later ones kept.

    Raises UnknownRevision, NewerDatabase and BrokenReferences.
    """
    with _exclusive(engine) as connection:
        if _undone(connection, revision):
            command.downgrade(_config(connection), revision)


def undone(engine: Engine, revision: str) -> tuple[str, ...]:
    """The revisions that a way back to `revision` would undo, newest first; none if it is not behind.

    Raises UnknownRevision and NewerDatabase.
    """
    with engine.connect() as connection:
        return _undone(connection, revision)


def check(engine: Engine) -> None:
    """Raise alembic's CommandError if the models and the migrated schema say different things.

    Every feature's models must have been imported before: `sello.app` does.
    """
    with engine.connect() as connection:
        command.check(_config(connection))


def _undone(connection: Connection, revision: str) -> tuple[str, ...]:
    _refuse_newer(connection)
    known, found = revisions.known(), revisions.at(connection)
    applied = known[known.index(found) :] if found else ()
    if revision == "base":
        return applied
    if revision.startswith("-") and revision[1:].isdigit() and int(revision) >= -len(applied):
        return applied[: -int(revision)]
    if revision not in known:
        raise UnknownRevision(revision=revision, known=", ".join(reversed(known)))
    return tuple(takewhile(lambda each: each != revision, applied)) if revision in applied else ()


def _refuse_newer(connection: Connection) -> None:
    found = revisions.at(connection)
    if found is not None and found not in revisions.known():
        raise NewerDatabase(current=found, head=revisions.head())


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
        raise BrokenReferences(tables=", ".join(tables))
