"""Whatever works on an instance keeps a restore away and is kept away by one: services and commands."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from flask import Flask

from sello.cli import main
from sello.cli.context import in_app
from sello.config import Config
from sello.core import instance_lock

COMMANDS = (
    ["run-jobs", "uploads"],
    ["person", "list"],
    ["verify"],
    ["init"],
    ["migrate"],
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_waits_for_the_end_of_a_restore(app: Flask, settings: Config, words: list[str]) -> None:
    with instance_lock.alone(Path(settings.data_dir)):
        told = CliRunner().invoke(main, words)
    assert told.exit_code == 1
    assert "Se está restaurando" in told.output


def test_a_backup_waits_too(tmp_path: Path) -> None:
    environ = {"SELLO_DATA": str(tmp_path), "DATABASE_URL": ""}
    with instance_lock.alone(tmp_path):
        told = CliRunner().invoke(main, ["backup", str(tmp_path / "copia")], env=environ)
    assert told.exit_code == 1
    assert "Se está restaurando" in told.output


def test_while_a_command_works_nobody_restores(app: Flask, settings: Config) -> None:
    @click.command()
    @in_app
    def work() -> None:
        with pytest.raises(instance_lock.Running), instance_lock.alone(Path(settings.data_dir)):
            raise AssertionError

    done = CliRunner().invoke(work)
    assert done.exit_code == 0, done.output
    with instance_lock.alone(Path(settings.data_dir)):
        pass
