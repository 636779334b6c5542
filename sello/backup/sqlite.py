"""An SQLite database into one file and back."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path

from sqlalchemy.engine import make_url

from sello.backup.domain import Damaged, InUse, Manifest, Saved, refuse_other
from sello.backup.files import flush, flush_folder, gone, naming
from sello.config import Config
from sello.core.labels import N_

SUFFIX = "sqlite3"
BESIDE = ("-wal", "-shm", "-journal")
"""Files that SQLite keeps next to a database; over another database they would damage it."""


def save(config: Config, file: Path) -> Saved:
    """Copy the database as it stands at one instant, while others go on writing; the copy is one file.

    Raises Damaged when what was copied is not sound.
    """
    file.touch(mode=0o600)
    try:
        with _opened(_place(config), "rw") as live, closing(sqlite3.connect(file)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        found = examine(file)
    except sqlite3.DatabaseError as error:
        raise Damaged(cause=error) from None
    flush(file)
    return found


def rehearse(config: Config, file: Path, manifest: Manifest, scratch: Path) -> Saved:
    """Read a copy back in a scratch place. Raises Damaged when it is not sound."""
    del config, manifest  # one file needs no server, and carries its revision
    trial = scratch / "rehearsal.sqlite3"
    shutil.copyfile(file, trial)
    try:
        return examine(trial)
    except sqlite3.DatabaseError as error:
        raise Damaged(cause=error) from None


def is_empty(config: Config) -> bool:
    """Whether nothing would be lost; a database that cannot be read might hold something."""
    place = _place(config)
    if not place.exists() or not place.stat().st_size:
        return True
    try:
        with _opened(place, "rw") as connection:
            return not any(count for name, count in _counts(connection).items() if name != "alembic_version")
    except sqlite3.DatabaseError:
        return False


def restore(config: Config, file: Path, manifest: Manifest, stamp: str) -> Saved:
    """Put a copy in the instance's place in one step; what was there stays aside, under `stamp`.

    Raises Damaged, Faulty and InUse, and then the instance is as it was.
    """
    place = _place(config)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    fresh = place.with_name(f"{place.name}.restoring")
    with suppress(FileNotFoundError):
        fresh.unlink()
    try:
        fresh.touch(mode=0o600)
        shutil.copyfile(file, fresh)
        flush(fresh)
        refuse_other(manifest, examine(fresh))
        _put_aside(place, stamp)
        fresh.replace(place)
    except sqlite3.DatabaseError as error:
        raise Damaged(cause=error) from None
    finally:
        with suppress(FileNotFoundError):
            fresh.unlink()
    flush_folder(place.parent)
    return examine(place)


def examine(file: Path) -> Saved:
    """What a database holds, once SQLite itself finds it sound. Raises sqlite3.DatabaseError."""
    with _opened(file, "ro") as connection:
        (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if said != "ok":
            raise sqlite3.DatabaseError(said)
        if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.DatabaseError(N_("filas de %(table)s apuntan a nada") % {"table": broken[0]})
        counts = _counts(connection)
        (revision,) = connection.execute("select version_num from alembic_version").fetchone() or ("",)
        named = {row[0] for asked in naming(counts) for row in connection.execute(asked)}
        purged = {row[0] for asked in gone(counts) for row in connection.execute(asked)}
    return Saved(revision, counts, frozenset(named), frozenset(purged - named))


def _put_aside(place: Path, stamp: str) -> None:
    """Empty the old log into the old database, keep it under another name, leave no log in its place."""
    stamp = _free(place, stamp)
    if place.exists():
        _empty_the_log(place)
        os.link(place, place.with_name(f"{place.name}.before-{stamp}"))
    for suffix in BESIDE:
        beside = place.with_name(place.name + suffix)
        if beside.exists():
            beside.replace(place.with_name(f"{place.name}.before-{stamp}{suffix}"))


def _free(place: Path, stamp: str) -> str:
    """A stamp under which nothing was put aside yet: two restores may fall in one second."""
    taken = {each.name for each in place.parent.glob(f"{place.name}.before-*")}
    stamps = (stamp if number == 1 else f"{stamp}-{number}" for number in count(1))
    return next(each for each in stamps if f"{place.name}.before-{each}" not in taken)


def _empty_the_log(place: Path) -> None:
    """Leaving the write-ahead log needs the database alone: who else has it open is found out by asking."""
    try:
        with _opened(place, "rw") as connection:
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise InUse(what=N_("La base de datos")) from None
    except sqlite3.DatabaseError:
        return  # too damaged to be opened: it is kept aside with its log, as it is


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute(
        "select name from pragma_table_list where type = 'table' and name not like 'sqlite_%' order by name"
    ).fetchall()
    return {
        name: connection.execute(f'select count(*) from "{name}"').fetchone()[0]  # noqa: S608 - the database's own names
        for (name,) in names
    }


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """A connection that makes no file where there is none."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True)) as connection:
        yield connection


def _place(config: Config) -> Path:
    return Path(make_url(config.database).database or "")
