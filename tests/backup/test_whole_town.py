"""A town with rows in every room, put over another state of itself and killed on the way: each database."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, select, text

from sello.config import Config
from sello.core import migrate, revisions
from sello.core.db import db, everywhere, unit_of_work
from sello.demo import loader
from sello.evidence.models import Evidence
from sello.files.store.build import store_of
from tests.backup.conftest import Instance, Start
from tests.backup.writer import another_version

NOW = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
KILLS = 6
"""How often a restore is cut short, at even parts of the time that a whole one takes here."""

OLDER = "0030"
"""A revision well before the head, to which a town with rows can be taken back."""

Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def whole(app: Flask, settings: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Instance:
    """The demonstration: it has rows in nearly every table, of the newest rooms too."""
    config = replace(
        settings, data_dir=str(tmp_path / "from"), evidence_dir=str(tmp_path / "from" / "evidence")
    )
    Path(config.evidence_dir).mkdir(parents=True)
    monkeypatch.setitem(app.extensions, "sello.store", store_of(config))
    loader.load(now=NOW, config=config)
    with everywhere():
        piece = db.session.scalars(select(Evidence).order_by(Evidence.id).limit(1)).one()
        found = Instance(config, piece.institution_id, piece.id)
    db.session.commit()
    db.session.remove()
    return found


@contextmanager
def at_another_revision(instance: Instance) -> Iterator[Engine]:
    """The database of all tests, to be left as it was found."""
    engine = create_engine(instance.config.database)
    try:
        yield engine
    finally:
        if revisions.is_newer(engine):
            say_revision(engine, revisions.head())
        migrate.upgrade(engine)
        engine.dispose()


def say_revision(engine: Engine, number: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = :number"), {"number": number})


def named_files(rows: Rows) -> set[str]:
    return {value for row in rows["evidence_version"] for value in row if _is_digest(value)}


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")


def test_a_killed_replacement_is_the_town_before_or_the_town_after(
    whole: Instance, elsewhere: Instance, tmp_path: Path, done: Callable[..., str], start: Start
) -> None:
    states: list[tuple[Path, Rows]] = []
    for name in ("first", "second"):
        done(whole, "backup", tmp_path / name)
        states.append((tmp_path / name, whole.rows()))
        with unit_of_work(whole.institution):
            another_version(whole.store, whole.piece, size=20_000)
        db.session.remove()
    (first, before), (second, after) = states
    assert before != after
    done(elsewhere, "restore", first)
    begun = time.monotonic()
    done(elsewhere, "restore", second, "--replace", "--yes")
    lasted = time.monotonic() - begun
    assert elsewhere.rows() == after
    for number in range(KILLS):
        stands, wanted = (after, first) if elsewhere.rows() == after else (before, second)
        killed = start(elsewhere, "restore", wanted, "--replace", "--yes")
        time.sleep(lasted * (number + 1) / (KILLS + 1))
        killed.end(signal.SIGKILL)
        rows = elsewhere.rows()
        assert rows == stands or rows == (before if wanted == first else after)
        assert all(elsewhere.store.verify(digest) for digest in named_files(rows))
    done(elsewhere, "restore", second, "--replace", "--yes")
    assert elsewhere.rows() == after
    assert not list(Path(elsewhere.config.data_dir).glob("*.restoring")), "what a killed one began is swept"


def test_a_backup_of_an_older_version_is_taken_and_goes_up(
    whole: Instance, elsewhere: Instance, tmp_path: Path, done: Callable[..., str]
) -> None:
    with at_another_revision(whole) as engine:
        migrate.downgrade(engine, OLDER)
        done(whole, "backup", tmp_path / "older")
        older = whole.rows()
        done(elsewhere, "restore", tmp_path / "older")
    assert elsewhere.rows() == older
    done(elsewhere, "migrate")
    assert elsewhere.rows() == whole.rows()


def test_a_backup_of_a_newer_version_waits_for_its_program(
    whole: Instance, elsewhere: Instance, tmp_path: Path, done: Callable[..., str]
) -> None:
    done(whole, "backup", tmp_path / "ours")
    done(elsewhere, "restore", tmp_path / "ours")
    before = elsewhere.rows()
    with at_another_revision(whole) as engine:
        say_revision(engine, "9999")
        done(whole, "backup", tmp_path / "newer")
        say_revision(engine, revisions.head())
    said = done(elsewhere, "restore", tmp_path / "newer", "--replace", "--yes", ends=1)
    assert "9999" in said
    assert elsewhere.rows() == before
    done(elsewhere, "backup", "verify", tmp_path / "ours")
