"""What every test may ask for: the application on each database, a small town, clients, a statement count."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import Context
from datetime import timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

from sello.app import create_app
from sello.config import Config
from sello.core import changes, migrate
from sello.core.db import Base, db, scope_to, tune
from tests import builders, machine, postgres, tracebacks
from tests.weed import Weed

DATABASES = ("sqlite", "postgresql")

hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let reviewed texts be written anew."""
    parser.addoption("--renew-snapshots", action="store_true", help="write tests/sql/snapshots anew")


def pytest_configure(config: pytest.Config) -> None:
    """Choose the folder of the run's PostgreSQL before the workers are born."""
    config.addinivalue_line(
        "markers", "provokes(reason): the test makes the product log a traceback on purpose, and says why"
    )
    postgres.announce()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what this machine could not run."""
    terminalreporter.section("this machine")
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = (report.longrepr[2].removeprefix("Skipped: ") for report in skipped)
    machine.closing_words(reasons, terminalreporter.write_line)


@pytest.fixture(autouse=True)
def _no_traceback_in_the_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever is logged with a traceback was provoked by the test, or is a fault."""
    with tracebacks.watched() as seen:
        yield
    if request.node.get_closest_marker("provokes") is None:
        tracebacks.check(seen)


@pytest.fixture(scope="session")
def weed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Weed]:
    """A real S3 service, one for the run of a worker; it is ended with everything it holds."""
    service = Weed(tmp_path_factory.mktemp("weed"))
    yield service
    service.stop()


def empty_database(name: str, tablespace: str = "pg_default", template: str = "template1") -> str:
    """Make a database on the run's PostgreSQL and return its address, or skip where there is none."""
    machine.require("PostgreSQL")
    server = postgres.server_url()
    assert server is not None
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'drop database if exists "{name}" with (force)'))
        connection.execute(text(f'create database "{name}" template "{template}" tablespace "{tablespace}"'))
    admin.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=DATABASES)
def engine(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[Engine]:
    """An engine on an empty database of the test's own, without a schema."""
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    if request.param == "postgresql":
        url = empty_database(f"empty_{worker_id}")
    engine = create_engine(url)
    tune(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session", params=DATABASES)
def database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> str:
    """The address of an empty database, once per kind of database."""
    if request.param == "postgresql":
        return empty_database(f"sello_{worker_id}")
    return f"sqlite:///{tmp_path_factory.mktemp('database') / 'sello.sqlite3'}"


@pytest.fixture(scope="session")
def settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The settings of the tests' application."""
    data = tmp_path_factory.mktemp("data")
    return Config(
        secret_key="only-for-tests-" * 3,
        database_url=database_url,
        data_dir=str(data),
        evidence_dir=str(data / "evidence"),
        base_url="http://localhost",
        password_cost="low",
        examine_seconds=0,  # thousands of files are received: the tests of examining ask for it
        testing=True,
    )


@pytest.fixture(scope="session")
def _app(settings: Config) -> Iterator[Flask]:
    app = create_app(settings)
    with app.app_context():
        migrate.upgrade(db.engine)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(_app: Flask) -> Iterator[Flask]:
    """The application on an empty, migrated database, inside its context; emptied again afterwards."""
    with _app.app_context():
        yield _app
        db.session.rollback()
        db.session.remove()
        wipe(db.engine)
        shutil.rmtree(_app.extensions["sello"].checkpoints, ignore_errors=True)  # heads of what is no more


def wipe(engine: Engine) -> None:
    """Empty every table, and count from one again."""
    tables = [table.name for table in reversed(Base.metadata.sorted_tables)]
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            _wipe_postgresql(connection, tables)
            return
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for name in tables:
            connection.exec_driver_sql(f'delete from "{name}"')
        connection.exec_driver_sql("delete from sqlite_sequence")


FEW = 1_000_000
"""Bytes of a table below which its rows are deleted: its pages stay, and a planner looks at their number."""


def _wipe_postgresql(connection: Connection, tables: Sequence[str]) -> None:
    """Delete the rows of the tables that have any: to truncate all makes new files and takes far longer."""
    rows = "select '%s', pg_table_size('\"%s\"') where exists (select from \"%s\")"
    filled = " union all ".join(rows % (name, name, name) for name in tables)
    sizes: dict[str, int] = dict(connection.exec_driver_sql(filled).all())
    if any(size > FEW for size in sizes.values()):
        names = ", ".join(f'"{name}"' for name in tables)
        connection.exec_driver_sql(f"truncate {names} restart identity cascade")
        return
    connection.exec_driver_sql("set local session_replication_role = replica")  # no key is looked for
    for name in sizes:
        connection.exec_driver_sql(f'delete from "{name}"')
    connection.exec_driver_sql(
        "select setval(format('%%I.%%I', schemaname, sequencename)::regclass, start_value, false)"
        " from pg_sequences where last_value is not null"
    )


@pytest.fixture
def town(app: Flask) -> builders.Town:
    """A small institution with its cast; the session works for it."""
    del app
    town = builders.town()
    db.session.commit()
    scope_to(db.session(), town.institution.id)
    return town


class Browser(FlaskClient):
    """A browser that sends the token of the forms it was given, as every page of ours makes one do.

    Each request has a context, a session and a transaction of its own, as on a server: what the test wrote
    before is committed first, and what it had read is read again afterwards.
    """

    sends_token = True

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request, with the session's CSRF token unless `sends_token` is off."""
        if self.sends_token and kwargs.get("method", "GET") not in {"GET", "HEAD", "OPTIONS"}:
            kwargs["headers"] = Headers(kwargs.get("headers"))
            kwargs["headers"].setdefault("X-CSRFToken", self._form_token())
        db.session.commit()
        answer = Context().run(super().open, *args, **kwargs)
        db.session.expire_all()
        return answer

    def token_of_a_page(self, seconds: int = 5) -> str:
        """The token in the forms of a page that was shown a while ago."""
        return self._form_token(before=timedelta(seconds=seconds))

    def _form_token(self, before: timedelta = timedelta(0)) -> str:
        with self.session_transaction() as session:
            secret = session.setdefault("csrf_token", "secret-of-the-forms")
        signer = URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token")
        with time_machine.travel(-before) if before else nullcontext():
            return str(signer.dumps(secret))


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(app, app.response_class)


@pytest.fixture
def client_for(app: Flask) -> Callable[[builders.Someone], Browser]:
    """Make a browser that is signed in as a person of the town."""

    def make(person: builders.Someone) -> Browser:
        client = Browser(app, app.response_class)
        with client.session_transaction() as session:
            session["sign_in"] = person.token
            session.permanent = True
        return client

    return make


class Statements(list[str]):
    """The SQL statements seen, without savepoints and transaction control."""


@pytest.fixture
def statements(app: Flask) -> Callable[[], AbstractContextManager[Statements]]:
    """Count SQL: `with statements() as seen: …; assert len(seen) == 3`."""
    del app

    @contextmanager
    def watch() -> Iterator[Statements]:
        seen = Statements()
        changes.stores.pop(db.engine, None)  # a page of its own process, that kept nothing from before

        def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
            if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")):
                seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return watch


@pytest.fixture
def renew_snapshots(request: pytest.FixtureRequest) -> bool:
    """Whether reviewed texts are to be written instead of compared."""
    return bool(request.config.getoption("--renew-snapshots"))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Path:
    """The folder of expected texts beside the test's file."""
    return Path(request.path).parent / "golden"
