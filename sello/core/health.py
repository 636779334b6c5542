"""What must hold before an instance serves: database reachable, at our schema and writable; a writable store.

Each question answers None when all is well, or the reason (Spanish) why not. They leave nothing behind: the
same ones serve the probe of a running instance and `sello doctor`.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from sello.core import revisions
from sello.core.db import reading
from sello.core.labels import N_

UNREACHABLE = N_("la base de datos no responde (%(error)s)")
NEVER_MIGRATED = N_("la base de datos está vacía: nunca se creó su esquema")
BEHIND = N_("el esquema de la base de datos (%(current)s) no es el de esta versión (%(head)s)")
NEWER = N_("la base de datos está en la revisión %(current)s, de una versión más nueva que esta (%(head)s)")
READ_ONLY = N_("la base de datos no admite escritura (%(error)s)")
DAMAGED = N_("la base de datos está dañada (%(error)s)")
PATIENCE = 2
"""Seconds that a probe waits for whoever is writing."""

ROOM = 1 << 20
"""Bytes without which a disk counts as full."""

NO_FOLDER_OF_EVIDENCE = N_("en su lugar hay un archivo, que no es una carpeta")
NO_STORE = N_("la carpeta de evidencias no existe")
NO_FOLDER = N_("%(folder)s no existe y esta cuenta no puede crearla")
NOT_A_FOLDER = N_("%(folder)s no es una carpeta")
FOLDER_READ_ONLY = N_("no se puede escribir en %(folder)s")
MAKE_FOLDER = N_("Créela y désela a la cuenta que ejecuta sello: install -d -m 750 -o sello %(folder)s")
STORE_READ_ONLY = N_("no se puede escribir en la carpeta de evidencias (%(error)s)")


def reachable(engine: Engine) -> str | None:
    """Whether the database answers at all, also while somebody else writes."""
    token = reading.set(True)
    try:
        with engine.connect() as connection:
            connection.execute(text("select 1"))
    except SQLAlchemyError as error:
        return UNREACHABLE % {"error": _cause(error)}
    finally:
        reading.reset(token)
    return None


def damaged(engine: Engine) -> str | None:
    """Whether an SQLite file is broken inside; it reads all of it, so no probe asks this."""
    if engine.dialect.name != "sqlite":
        return None
    token = reading.set(True)
    try:
        with engine.connect() as connection:
            said = connection.execute(text("pragma quick_check(1)")).scalar_one()
            loose = connection.execute(text("pragma foreign_key_check")).first()
    except SQLAlchemyError as error:
        return DAMAGED % {"error": _cause(error)}
    finally:
        reading.reset(token)
    if said != "ok":
        return DAMAGED % {"error": str(said).strip().splitlines()[-1]}
    return (
        DAMAGED % {"error": N_("filas de %(table)s apuntan a nada") % {"table": loose[0]}} if loose else None
    )


def schema(engine: Engine) -> str | None:
    """Whether the database has the schema of this version."""
    current, head = revisions.current(engine), revisions.head()
    if current == head:
        return None
    if current is None:
        return NEVER_MIGRATED
    return (NEWER if revisions.is_newer(engine) else BEHIND) % {"current": current, "head": head}


def writable(engine: Engine) -> str | None:
    """Whether the database takes writes now (no read-only replica, file or disk)."""
    token = reading.set(False)  # the probe is a GET, but it asks for the right to write
    try:
        with engine.connect() as connection:
            prove = _write_in_sqlite if engine.dialect.name == "sqlite" else _write_in_postgresql
            prove(connection)
    except SQLAlchemyError as error:
        return READ_ONLY % {"error": _cause(error)}
    except OSError as error:
        return READ_ONLY % {"error": os.strerror(error.errno or 0)}
    finally:
        reading.reset(token)
    return None


def store(folder: Path) -> str | None:
    """Whether files can be written into the evidence store."""
    if folder.exists() and not folder.is_dir():
        return NO_FOLDER_OF_EVIDENCE
    if not folder.is_dir():
        return NO_STORE
    try:
        _take_room(folder)
    except OSError as error:
        return STORE_READ_ONLY % {"error": os.strerror(error.errno or 0)}
    return None


def workplace(folder: Path) -> str | None:
    """Whether this account can work in a folder, or make it; a look makes nothing."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not there.is_dir():
        return NOT_A_FOLDER % {"folder": there}
    if not os.access(there, os.W_OK | os.X_OK):
        return (FOLDER_READ_ONLY if there == folder else NO_FOLDER) % {"folder": folder}
    return None


def _write_in_sqlite(connection: Connection) -> None:
    """Write pages that are not there yet and take them back; as they never reach the disk, ask that too."""
    driver: Any = connection.connection.driver_connection
    (patience,) = driver.execute("pragma busy_timeout").fetchone()
    driver.execute(f"pragma busy_timeout = {PATIENCE * 1000}")
    try:
        connection.execute(text("create table probe (page blob)"))
        connection.execute(text("insert into probe values (zeroblob(65536))"))
    finally:
        connection.rollback()
        driver.execute(f"pragma busy_timeout = {patience}")
    file = connection.engine.url.database
    if file and file != ":memory:":
        _take_room(Path(file).parent)


def _write_in_postgresql(connection: Connection) -> None:
    """Write a row over itself, then pages that are not there yet, and take both back.

    The row proves that nobody holds the schema; on a full disk it still fits where its last copy lay. A
    table of the connection's own stands in nobody's way, and takes its pages from the same disk.
    """
    connection.execute(text(f"set local lock_timeout = '{PATIENCE}s'"))
    connection.execute(text("update alembic_version set version_num = version_num"))
    connection.execute(text("create temporary table probe (page bigint)"))
    connection.execute(text("insert into probe select generate_series(1, 2000)"))
    connection.rollback()


def _take_room(folder: Path) -> None:
    """Take disk space in a folder for a moment, under no name. Raises OSError."""
    with tempfile.TemporaryFile(dir=folder) as probe:
        os.posix_fallocate(probe.fileno(), 0, ROOM)


def _cause(error: SQLAlchemyError) -> str:
    """The driver's own words, in one line and without the statement."""
    words = str(getattr(error, "orig", None) or error).strip().splitlines()
    return words[0] if words else type(error).__name__
