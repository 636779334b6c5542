"""An instance with evidence, an empty place to restore to, and the commands as real processes."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, inspect, text

from sello.config import Config
from sello.core.db import db, unit_of_work
from sello.core.fulltext import is_index
from sello.files.store.build import store_of
from sello.files.store.disk import Store
from tests.backup.writer import another_version
from tests.builders import Town
from tests.conftest import empty_database
from tests.evidence import cast
from tests.processes import Process, running
from tests.tasks.cast import course

ROOT = Path(__file__).resolve().parents[2]
KEY = "9tQ4xV7mK2pL8wZ5rT1yB6nC3dF0gH-jS_uAeIoXqMv"
FILES = 12


@dataclass(frozen=True)
class Instance:
    """Where an instance keeps what it keeps, and what its processes are given."""

    config: Config
    institution: int = 0
    piece: int = 0

    @property
    def environ(self) -> dict[str, str]:
        """The settings of its processes."""
        return {
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": self.config.database_url,
            "SELLO_SECRET_KEY": KEY,
            "SELLO_DATA": self.config.data_dir,
            "SELLO_EVIDENCE": self.config.evidence_dir,
            "SELLO_EVIDENCE_BEFORE": self.config.evidence_before,
            "SELLO_EVIDENCE_KEYS": self.config.evidence_keys_file,
        }

    @property
    def store(self) -> Store:
        """Its files."""
        return store_of(self.config)

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table, in an order that does not depend on where they lie."""
        engine = create_engine(self.config.database)
        with engine.connect() as connection:
            found = {
                name: sorted(
                    (tuple(row) for row in connection.execute(text(f'select * from "{name}"'))), key=repr
                )
                for name in inspect(connection).get_table_names()
                if not is_index(name)  # of SQLite's own making, and equal only as an index is
            }
        engine.dispose()
        return found

    def is_bare(self) -> bool:
        """Whether its database was never begun."""
        if self.config.database.startswith("sqlite"):
            return not Path(self.config.database.partition(":///")[2]).exists()
        return not self.rows()


@pytest.fixture
def instance(
    app: Flask, town: Town, settings: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Instance:
    """A town with one piece of evidence in many versions, each with its file."""
    config = replace(
        settings, data_dir=str(tmp_path / "from"), evidence_dir=str(tmp_path / "from" / "evidence")
    )
    Path(config.evidence_dir).mkdir(parents=True)
    store = store_of(config)
    monkeypatch.setitem(app.extensions, "sello.store", store)
    piece = cast.handed_in(app, town.people.head, course({"1.1.1": town.units.personas}))
    db.session.commit()
    for _ in range(FILES):
        with unit_of_work(town.institution.id):
            another_version(store, piece, size=30_000)
    db.session.remove()
    return Instance(config, town.institution.id, piece)


@pytest.fixture
def elsewhere(settings: Config, tmp_path: Path, worker_id: str) -> Instance:
    """An empty place of the same kind."""
    place = tmp_path / "to"
    place.mkdir()
    url = f"sqlite:///{place / 'sello.sqlite3'}"
    if settings.database.startswith("postgresql"):
        url = empty_database(f"restored_{worker_id}")
    return Instance(
        replace(settings, data_dir=str(place), evidence_dir=str(place / "evidence"), database_url=url)
    )


Start = Callable[..., Process]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start `sello …`, or a module of the tests, for an instance; all processes are gone at the end."""
    with ExitStack() as stack:

        def begin(
            instance: Instance, *words: str | Path, module: str = "sello", provokes: str = ""
        ) -> Process:
            command = [sys.executable, "-m", module, *words]
            return stack.enter_context(running(command, tmp_path, instance.environ, provokes=provokes))

        yield begin


@pytest.fixture
def done(start: Start) -> Callable[..., str]:
    """Run `sello …` to its end, which has to be the exit code that is expected; its words."""

    def run(instance: Instance, *words: str | Path, ends: int = 0) -> str:
        process = start(instance, *words)
        assert process.popen.wait(120) == ends, process.output
        assert "Traceback" not in process.output, process.output
        return process.output

    return run
