"""A PostgreSQL database into one file and back, without the server's own programs.

The file is a ZIP: what COPY writes of every table in one snapshot, and `contents.json` with columns and
sequences. The schema is not in it: the migrations make that of the same revision.
"""

import json
import secrets
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from psycopg import sql
from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from sello.backup.domain import Damaged, Manifest, Saved, refuse_other
from sello.backup.files import flush, gone, naming
from sello.config import Config
from sello.core import migrate
from sello.core.instance_lock import Running

SUFFIX = "zip"
CONTENTS = "contents.json"
CHUNK = 1 << 20
OTHERS = text(
    "select count(*) from pg_stat_activity where datname = current_database()"
    " and pid <> pg_backend_pid() and backend_type = 'client backend'"
)
REFERENCES = text(
    "select conrelid::regclass::text as owner, conname as name, pg_get_constraintdef(oid) as definition"
    " from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace"
)
SET = text("select setval(quote_ident(:name)::regclass, :last)")
SEQUENCES = text("select sequencename, last_value from pg_sequences where schemaname = current_schema()")


def save(config: Config, file: Path) -> Saved:
    """Write every table as one snapshot sees it, while others go on writing."""
    file.touch(mode=0o600)
    with _engine(config, "REPEATABLE READ") as engine, engine.connect() as connection:
        connection.execute(text("set transaction read only"))
        found = _examine(connection)
        columns = {name: _columns(connection, name) for name in found.tables}
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bundle:
            for name in found.tables:
                _copy_out(connection, bundle, name, columns[name])
            sequences = {row.sequencename: row.last_value for row in connection.execute(SEQUENCES)}
            bundle.writestr(CONTENTS, json.dumps({"columns": columns, "sequences": sequences}))
    flush(file)
    return found


def rehearse(config: Config, file: Path, manifest: Manifest, scratch: Path) -> Saved:
    """Read a copy back into a schema of its own that is undone at the end. Raises Damaged."""
    del scratch  # the server has the room
    with _engine(config) as engine, engine.connect() as connection, connection.begin() as trial:
        place = f"rehearsal_{secrets.token_hex(4)}"
        connection.execute(text(f"create schema {place}"))
        connection.execute(text(f"set local search_path to {place}"))
        found = _fill(connection, file, manifest.revision)
        trial.rollback()
    return found


def is_empty(config: Config) -> bool:
    """Whether nothing would be lost."""
    with _engine(config) as engine, engine.connect() as connection:
        counts = _counts(connection)
    return not any(count for name, count in counts.items() if name != "alembic_version")


def restore(config: Config, file: Path, manifest: Manifest, stamp: str) -> Saved:
    """Put a copy in the place of all tables, in one transaction. Raises Damaged, Faulty, Running."""
    del stamp  # what was there is gone once all is well, and there until then
    with _engine(config) as engine, engine.begin() as connection:
        if connection.execute(OTHERS).scalar_one():
            raise Running
        for name in inspect(connection).get_table_names():
            connection.execute(text(f'drop table "{name}" cascade'))
        found = _fill(connection, file, manifest.revision)
        refuse_other(manifest, found)
    return found


def _fill(connection: Connection, file: Path, revision: str) -> Saved:
    """Make the schema and pour the rows in; the references rest meanwhile and are proved at the end."""
    migrate.build(connection, revision)
    references = connection.execute(REFERENCES).all()
    for each in references:
        connection.execute(text(f'alter table {each.owner} drop constraint "{each.name}"'))
    try:
        with zipfile.ZipFile(file) as bundle:
            contents = json.loads(bundle.read(CONTENTS))
            connection.execute(text("delete from alembic_version"))
            for name, columns in contents["columns"].items():
                _copy_in(connection, bundle, name, columns)
        for each in references:
            connection.execute(
                text(f'alter table {each.owner} add constraint "{each.name}" {each.definition}')
            )
    except (zipfile.BadZipFile, KeyError, ValueError, SQLAlchemyError) as error:
        raise Damaged(cause=str(error).splitlines()[0]) from None
    for name, last in contents["sequences"].items():
        if last is not None:
            connection.execute(
                text("select setval(quote_ident(:name)::regclass, :last)"), {"name": name, "last": last}
            )
    return _examine(connection)


def _examine(connection: Connection) -> Saved:
    counts = _counts(connection)
    revision = connection.execute(text("select version_num from alembic_version")).scalar_one()
    named = {each for asked in naming(counts) for each in connection.execute(text(asked)).scalars()}
    purged = {each for asked in gone(counts) for each in connection.execute(text(asked)).scalars()}
    return Saved(str(revision), counts, frozenset(named), frozenset(purged - named))


def _counts(connection: Connection) -> dict[str, int]:
    names = sorted(inspect(connection).get_table_names())
    return {
        name: int(connection.execute(text(f'select count(*) from "{name}"')).scalar_one())  # noqa: S608 - the database's own names
        for name in names
    }


def _columns(connection: Connection, table: str) -> list[str]:
    return [str(column["name"]) for column in inspect(connection).get_columns(table)]


def _copy_out(connection: Connection, bundle: zipfile.ZipFile, table: str, columns: list[str]) -> None:
    order = _copy("copy {} ({}) to stdout", table, columns)
    with (
        bundle.open(f"{table}.copy", "w", force_zip64=True) as out,
        _cursor(connection) as cursor,
        cursor.copy(order) as rows,
    ):
        for piece in rows:
            out.write(piece)


def _copy_in(connection: Connection, bundle: zipfile.ZipFile, table: str, columns: list[str]) -> None:
    order = _copy("copy {} ({}) from stdin", table, columns)
    with bundle.open(f"{table}.copy") as rows, _cursor(connection) as cursor, cursor.copy(order) as into:
        while piece := rows.read(CHUNK):
            into.write(piece)


def _copy(order: str, table: str, columns: list[str]) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL(order).format(sql.Identifier(table), names)


def _cursor(connection: Connection) -> Any:
    """The driver's own cursor in our transaction: COPY is nothing that SQLAlchemy speaks."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return driver.cursor()


@contextmanager
def _engine(config: Config, isolation: str = "READ COMMITTED") -> Iterator[Engine]:
    letters = {"client_encoding": "utf8"}  # also of a database that was made without letters of its own
    engine = create_engine(
        config.database, hide_parameters=True, isolation_level=isolation, connect_args=letters
    )
    try:
        yield engine
    finally:
        engine.dispose()
