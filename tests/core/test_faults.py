"""Which bad day a failure is: by the numbers that system and databases give, not by their words."""

import errno
import sqlite3
from types import SimpleNamespace

import psycopg
import pytest
from sqlalchemy.exc import OperationalError, StatementError
from sqlalchemy.exc import TimeoutError as NoConnection

from sello.core import faults
from sello.core.faults import Busy, Failing, MachineFault, NoRoom, ReadOnly, Unreachable
from sello.files.store.disk import StoreFull


def in_sqlite(code: int) -> OperationalError:
    error = sqlite3.OperationalError("words that change with the release")
    error.sqlite_errorcode = code
    return OperationalError("insert", {}, error)


def in_postgresql(error: Exception) -> OperationalError:
    return OperationalError("insert", {}, error)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.ENOSPC, ""), NoRoom),
        (OSError(errno.EDQUOT, ""), NoRoom),
        (OSError(errno.EFBIG, ""), NoRoom),
        (PermissionError(errno.EACCES, ""), ReadOnly),
        (OSError(errno.EROFS, ""), ReadOnly),
        (OSError(errno.EIO, ""), Failing),
        (OSError(errno.EMFILE, ""), Busy),
        (in_sqlite(sqlite3.SQLITE_BUSY), Busy),
        (in_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), Busy),
        (in_sqlite(sqlite3.SQLITE_LOCKED), Busy),
        (in_sqlite(sqlite3.SQLITE_FULL), NoRoom),
        (in_sqlite(sqlite3.SQLITE_READONLY_DIRECTORY), ReadOnly),
        (in_sqlite(sqlite3.SQLITE_IOERR_WRITE), Failing),
        (in_sqlite(sqlite3.SQLITE_CORRUPT), Failing),
        (in_sqlite(sqlite3.SQLITE_NOTADB), Failing),
        (in_sqlite(sqlite3.SQLITE_CANTOPEN), Unreachable),
        (in_postgresql(psycopg.errors.LockNotAvailable()), Busy),
        (in_postgresql(psycopg.errors.DeadlockDetected()), Busy),
        (in_postgresql(psycopg.errors.QueryCanceled()), Busy),
        (in_postgresql(psycopg.errors.TooManyConnections()), Busy),
        (in_postgresql(psycopg.errors.DiskFull()), NoRoom),
        (in_postgresql(psycopg.errors.ReadOnlySqlTransaction()), ReadOnly),
        (in_postgresql(psycopg.errors.AdminShutdown()), Unreachable),
        (in_postgresql(psycopg.errors.CannotConnectNow()), Unreachable),
        (in_postgresql(psycopg.OperationalError("connection refused")), Unreachable),
        (in_postgresql(psycopg.errors.IoError()), Failing),
        (in_postgresql(psycopg.errors.DataCorrupted()), Failing),
        (NoConnection("pool"), Busy),
        (StoreFull(name="acta.pdf"), StoreFull),
    ],
    ids=repr,
)
def test_a_bad_day_is_known_by_its_number(error: Exception, kind: type[MachineFault]) -> None:
    assert type(faults.of(error)) is kind


class Panic(psycopg.errors.DiskFull):
    """What a server says that has no room for its log, and falls."""

    diag = SimpleNamespace(severity_nonlocalized="PANIC")  # type: ignore[assignment]  # read as the driver's


def test_a_server_that_falls_leaves_open_what_it_kept() -> None:
    assert type(faults.of(in_postgresql(Panic()))) is Unreachable


@pytest.mark.parametrize(
    "error",
    [
        ValueError("ours"),
        FileNotFoundError(errno.ENOENT, ""),
        ConnectionResetError(errno.ECONNRESET, ""),
        in_sqlite(sqlite3.SQLITE_ERROR),
        in_sqlite(sqlite3.SQLITE_CONSTRAINT_UNIQUE),
        in_postgresql(psycopg.errors.UniqueViolation()),
        in_postgresql(psycopg.errors.UndefinedColumn()),
        StatementError("words", "select", {}, ValueError("ours")),
    ],
    ids=repr,
)
def test_a_mistake_of_ours_is_none(error: Exception) -> None:
    assert faults.of(error) is None


@pytest.mark.parametrize("kind", [Busy, Unreachable, NoRoom, ReadOnly, Failing])
def test_each_says_what_became_of_the_work_and_what_to_do(kind: type[MachineFault]) -> None:
    assert kind.status == (507 if kind is NoRoom else 503)
    assert kind.retry_after > 0
    assert "no se guardó" in kind.message or "revise si lo último" in kind.message
    assert any(word in kind.message for word in ("Avise", "avise", "Espere"))
