"""What must hold before an instance serves: database reachable, at our schema and writable; a writable store.

Each question answers None when all is well, or the reason (Spanish) why not. They look and touch nothing: the
same ones serve the probe of a running instance and `sello doctor`.
"""

import os
import tempfile
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from sello.core import migrate
from sello.core.db import reading
from sello.core.labels import N_

UNREACHABLE = N_("la base de datos no responde (%(error)s)")
NEVER_MIGRATED = N_("la base de datos está vacía: nunca se creó su esquema")
BEHIND = N_("el esquema de la base de datos (%(current)s) no es el de esta versión (%(head)s)")
NEWER = N_("la base de datos está en la revisión %(current)s, de una versión más nueva que esta (%(head)s)")
READ_ONLY = N_("la base de datos no admite escritura (%(error)s)")
DAMAGED = N_("la base de datos está dañada (%(error)s)")
NO_STORE = N_("la carpeta de evidencias no existe")
STORE_READ_ONLY = N_("no se puede escribir en la carpeta de evidencias (%(error)s)")


def reachable(engine: Engine) -> str | None:
    """Whether the database answers at all."""
    try:
        with engine.connect() as connection:
            connection.execute(text("select 1"))
    except SQLAlchemyError as error:
        return UNREACHABLE % {"error": _cause(error)}
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
    current, head = migrate.current(engine), migrate.head()
    if current == head:
        return None
    if current is None:
        return NEVER_MIGRATED
    return (NEWER if migrate.is_newer(engine) else BEHIND) % {"current": current, "head": head}


def writable(engine: Engine) -> str | None:
    """Whether the database takes writes now (no read-only replica, file or disk)."""
    token = reading.set(False)  # the probe is a GET, but it asks for the right to write
    try:
        with engine.connect() as connection:
            return _refuses_writes(connection)
    except SQLAlchemyError as error:
        return READ_ONLY % {"error": _cause(error)}
    finally:
        reading.reset(token)


def store(folder: Path) -> str | None:
    """Whether files can be written into the evidence store."""
    if not folder.is_dir():
        return NO_STORE
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"?")
    except OSError as error:
        return STORE_READ_ONLY % {"error": os.strerror(error.errno or 0)}
    return None


def _refuses_writes(connection: Connection) -> str | None:
    if connection.dialect.name == "sqlite":
        _touch_sqlite(connection)
        return None
    if connection.execute(text("select current_setting('transaction_read_only')::bool")).scalar():
        return READ_ONLY % {"error": "transaction_read_only"}
    return None


def _touch_sqlite(connection: Connection) -> None:
    """Write a number of the file's header over itself, and take it back: the only honest question."""
    version = connection.execute(text("pragma user_version")).scalar_one()
    connection.execute(text(f"pragma user_version = {int(version)}"))
    connection.rollback()


def _cause(error: SQLAlchemyError) -> str:
    """The driver's own words, in one line and without the statement."""
    words = str(getattr(error, "orig", None) or error).strip().splitlines()
    return words[0] if words else type(error).__name__
