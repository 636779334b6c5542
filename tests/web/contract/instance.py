"""An instance of its own with one of everything, made once, and put back as it was after each change."""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from flask import Flask
from sqlalchemy import create_engine, select, text
from sqlalchemy.engine import make_url

from sello.accounts.domain.actor import Role
from sello.app import create_app
from sello.config import Config
from sello.core import migrate
from sello.core.db import Base, db
from sello.core.trail.acts import Act
from tests import builders
from tests.conftest import Browser
from tests.web.contract import world
from tests.web.test_routes import CAST


class Instance:
    """The application on a database of its own, which can be kept and put back."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        self.kept = ""
        self.app: Flask = create_app(
            Config(
                secret_key="only-for-tests-" * 3,
                database_url=url,
                data_dir=str(folder),
                evidence_dir=str(folder / "evidence"),
                base_url="http://localhost",
                password_cost="low",
                testing=True,
            )
        )

    def load(self) -> None:
        """Make the town."""
        migrate.upgrade(db.engine)
        self.town, self.pages = world.found(self.app)

    def browser(self, role: Role | None) -> Browser:
        """A browser in which the role's person of the town is signed in, or nobody."""
        browser = Browser(self.app, self.app.response_class)
        if role is not None:
            with browser.session_transaction() as session:
                session["sign_in"] = self.person(role).token
                session.permanent = True
        return browser

    def person(self, role: Role) -> builders.Someone:
        """The town's person of a role."""
        return cast(builders.Someone, getattr(self.town.people, CAST[role]))

    def keep(self) -> None:
        """Keep the present state as the one to go back to."""
        self._let_go()
        if self._file:
            shutil.copy(self._file, self.folder / "kept.sqlite3")
        else:
            self._copy(self._name, f"{self._name}_kept")
        shutil.rmtree(self.folder / "kept", ignore_errors=True)
        if self._waiting.exists():
            shutil.copytree(self._waiting, self.folder / "kept")
        self.kept = self.state()

    def put_back(self) -> None:
        """Go back to the kept state: rows, and files that wait for their form."""
        self._let_go()
        if self._file:
            shutil.copy(self.folder / "kept.sqlite3", self._file)
        else:
            self._copy(f"{self._name}_kept", self._name)
        if (self.folder / "kept").exists():
            shutil.rmtree(self._waiting, ignore_errors=True)
            shutil.copytree(self.folder / "kept", self._waiting)

    def state(self) -> str:
        """A digest of every row of every table, but for what a look at a file leaves behind."""
        found = hashlib.sha256()
        with db.engine.connect() as connection:
            for table in Base.metadata.sorted_tables:
                if table.name in NOTED:
                    continue
                for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
                    if _is_reading(table.name, row._mapping):
                        continue
                    found.update(repr(tuple(row)).encode("utf-8", "backslashreplace"))
        return found.hexdigest()

    @property
    def _file(self) -> Path | None:
        address = make_url(self.url)
        return Path(str(address.database)) if address.drivername.startswith("sqlite") else None

    @property
    def _name(self) -> str:
        return str(make_url(self.url).database)

    @property
    def _waiting(self) -> Path:
        return self.folder / "evidence" / "incoming"

    def _let_go(self) -> None:
        db.session.rollback()
        if self._file:
            with db.engine.connect() as connection:
                connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.session.remove()
        db.engine.dispose()

    def _copy(self, source: str, target: str) -> None:
        admin = create_engine(make_url(self.url).set(database="postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f'drop database if exists "{target}" with (force)'))
            connection.execute(text(f'create database "{target}" template "{source}"'))
        admin.dispose()


def _is_reading(table: str, row: Mapping[str, Any]) -> bool:
    """Whether a row says that somebody read a file in place: the one thing that such a page writes."""
    if table == "evidence_download":
        return bool(row["in_place"])
    return table == "audit_event" and row["action"] == Act.EVIDENCE_READ


NOTED = frozenset({"change_counter", "guess", "ledger_head", "ledger_leaf", "ledger_node"})
"""Tables in which a refusal is itself written down, and what follows from an event, which is looked at."""


@contextmanager
def instance(folder: Path, url: str) -> Iterator[Instance]:
    """The instance, inside its application's context."""
    made = Instance(folder, url)
    with made.app.app_context():
        made.load()
        made.keep()
        yield made
        db.session.remove()
        db.engine.dispose()
