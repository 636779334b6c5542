"""`sello doctor` on the signed history: its key, its signatures, its copy outside the database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sello.cli.checkup.history import LATE, history
from sello.config import Config
from sello.core.db import db
from sello.core.jobs import Work
from sello.core.trail.acts import Act
from sello.core.trail.ledger import jobs
from sello.core.trail.ledger.outside import signing_key
from sello.core.trail.recording import record
from tests.builders import NOW, Town


@pytest.fixture
def signed(town: Town, settings: Config, tmp_path: Path) -> Config:
    """An instance whose history is signed up to now, and lies outside."""
    tmp_path.chmod(0o755)
    config = replace(settings, data_dir=str(tmp_path))
    act(town)
    jobs.seal_all(Work(config, NOW))
    return config


def act(town: Town) -> None:
    record(town.people.secretary.actor(), Act.CYCLE_PROMOTED, 1, now=NOW)
    db.session.commit()


def told(config: Config, after: timedelta = timedelta()) -> list[tuple[bool, str]]:
    found = history(config, db.engine, now=NOW + after)
    return [(each.is_problem, each.seen) for each in found]


def test_a_signed_history_is_sound(signed: Config) -> None:
    assert told(signed) == [(False, "en orden")]
    assert told(signed, after=10 * LATE) == [(False, "en orden")]


def test_before_anything_happened_nothing_is_said(town: Town, settings: Config, tmp_path: Path) -> None:
    assert told(replace(settings, data_dir=str(tmp_path))) == []


def lost(config: Config) -> None:
    config.ledger_key.unlink()


def spoilt(config: Config) -> None:
    config.ledger_key.write_text("no es una clave")


def a_folder(config: Config) -> None:
    config.ledger_key.unlink()
    config.ledger_key.mkdir()


def another(config: Config) -> None:
    config.ledger_key.unlink()
    signing_key(config.ledger_key)


def unkept(config: Config) -> None:
    for each in config.checkpoints.iterdir():
        each.unlink()


@pytest.mark.parametrize(
    ("harm", "is_problem", "words"),
    [
        (lost, True, "falta la clave que firmó hasta ahora"),
        (spoilt, True, "no se puede leer la clave que firma"),
        (a_folder, True, "es una carpeta y ahí va el archivo de la clave que firma"),
        (another, False, "no es la que firmó hasta ahora"),
        (unkept, False, "hay puntos de control (1) que no están fuera de la base"),
    ],
)
def test_what_is_wrong_is_told(
    signed: Config, harm: Callable[[Config], None], is_problem: bool, words: str
) -> None:
    harm(signed)
    ((grave, seen),) = told(signed)
    assert grave is is_problem
    assert words in seen


def test_a_key_that_anybody_reads_is_told(signed: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    signed.ledger_key.chmod(0o644)
    monkeypatch.setattr("sello.cli.checkup.history.others_read", lambda path: path.stat().st_mode & 0o004)
    assert told(signed) == [(True, "cualquier cuenta de esta máquina puede leer la clave que firma")]


def test_acts_that_nobody_signs_are_told(town: Town, signed: Config) -> None:
    act(town)
    assert told(signed, after=LATE) == [(False, "en orden")]
    ((grave, seen),) = told(signed, after=LATE + timedelta(hours=1))
    assert not grave
    assert "hay actos sin firmar" in seen
