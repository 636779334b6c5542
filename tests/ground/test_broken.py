"""Commands on a bad day: words and what to do, no traceback, and no new beginning over what can be saved."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine

from sello.cli import main as sello
from sello.config import Config
from sello.core import db as database
from sello.core import migrate
from sello.core.db import tune

COMMANDS = (
    ["verify"],
    ["doctor"],
    ["migrate"],
    ["person", "list"],
    ["demo", "--only-load"],
    ["init", "--institution", "Municipalidad Ficticia", "--name", "Ana", "--email", "ana@m.example"],
)


def cut(file: Path) -> None:
    with file.open("r+b") as open_file:
        open_file.truncate(file.stat().st_size // 2)


def overwrite(start: int, length: int) -> Callable[[Path], None]:
    def bend(file: Path) -> None:
        with file.open("r+b") as open_file:
            open_file.seek(start)
            open_file.write(b"\xff" * length)

    return bend


DAMAGES = {
    "its head": overwrite(0, 100),
    "its first page": overwrite(100, 3996),
    "its middle": overwrite(8192, 65536),
    "its second half": cut,
    "all of it": lambda file: file.write_bytes(b"not a database" * 999),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a migrated database."""
    file = tmp_path_factory.mktemp("whole") / "sello.sqlite3"
    engine = create_engine(f"sqlite:///{file}")
    tune(engine)
    migrate.upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture
def file(whole: Path, tmp_path: Path) -> Path:
    """The database of an instance, in a folder of its own."""
    (tmp_path / "evidence").mkdir()
    return Path(shutil.copy(whole, tmp_path / "sello.sqlite3"))


def told(command: list[str], file: Path) -> Result:
    config = Config(secret_key="mYt9-wQ4v_xP7z2Rk8sLd3Hf6Jg1Nb5C", data_dir=str(file.parent))
    environ = {
        "SELLO_SECRET_KEY": config.secret_key,
        "SELLO_DATA": config.data_dir,
        "SELLO_PASSWORD_COST": "low",
        "SELLO_INIT_PASSWORD": "una frase larga y ficticia",
    }
    before = dict(os.environ)
    try:
        return CliRunner().invoke(sello, command, env=environ)
    finally:
        os.environ.clear()
        os.environ.update(before)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_damaged_database_is_said_and_never_begun_anew(file: Path, command: list[str], damage: str) -> None:
    DAMAGES[damage](file)
    bent = file.read_bytes()
    answer = told(command, file)
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
    assert "sello init" not in answer.output
    if command[0] in ("verify", "doctor"):
        assert answer.exit_code == 1, answer.output
    if answer.exit_code:
        assert "sello restore" in answer.output, answer.output
        assert file.read_bytes() == bent, "what is left of it may still be needed"


@contextmanager
def locked(file: Path) -> Iterator[None]:
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.parametrize("command", [COMMANDS[2], COMMANDS[5]], ids=lambda command: command[0])
def test_a_busy_database_is_said(file: Path, command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0)
    with locked(file):
        answer = told(command, file)
    assert isinstance(answer.exception, SystemExit), answer.exception
    assert "ocupada" in answer.output
    assert told(command, file).exit_code == 0
