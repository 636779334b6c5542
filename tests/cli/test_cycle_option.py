"""Every command that is about a cycle takes it by number or by name, and is refused in the same words."""

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from sello.cli import main
from sello.core.db import db
from tests.cycles import builders as cycle_builders


def about_a_cycle(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from about_a_cycle(command, (*path, name))
        elif any("--cycle" in each.opts for each in command.params):
            yield (*path, name)


COMMANDS = tuple(about_a_cycle(main))


def test_there_are_such_commands() -> None:
    assert {("level",), ("report",), ("cycle", "import")} <= set(COMMANDS)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("by", ["number", "name"])
def test_by_number_and_by_name(app, town, tmp_path, monkeypatch, path, by) -> None:
    monkeypatch.chdir(tmp_path)
    cycle = cycle_builders.cycle(town.people.secretary.actor())
    db.session.commit()
    named = str(cycle.id) if by == "number" else cycle.name
    words = [*path, "--cycle", named, *needs(path, town)]
    found = CliRunner().invoke(main, words)
    assert "No hay un solo ciclo" not in found.output
    assert found.exit_code == 0 or "Elija la planilla de respuestas" in found.output, found.output


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_an_unknown_one_is_told_the_cycles_there_are(app, town, path) -> None:
    cycle = cycle_builders.cycle(town.people.secretary.actor())
    db.session.commit()
    found = CliRunner().invoke(main, [*path, "--cycle", "nada", *needs(path, town)])
    assert found.exit_code == 1
    assert f"No hay un solo ciclo «nada». Los ciclos son: {cycle.id} ({cycle.name})." in found.output


def needs(path: tuple[str, ...], town) -> tuple[str, ...]:
    return ("--person", town.people.secretary.email) if path == ("cycle", "import") else ()
