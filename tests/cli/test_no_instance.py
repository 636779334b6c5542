"""A command that looks for an instance makes none where there is none, and says so."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sello.cli import main

BEGIN = {"init", "migrate", "demo", "restore"}
"""What begins an instance, or puts one back."""

ASIDE = {"doctor", "catalogue validate", "evidence key", "backup verify"}
"""What looks at something besides an instance."""

KEY = "Gr4nd3-y-L4rg4-de-0tr0-M0d0-que-n4d13-4d1v1n4"

GIVEN = {
    "backup": ["{}/backup"],
    "catalogue crosswalk": ["{}/file"],
    "catalogue diff": ["a", "b"],
    "catalogue export": ["a"],
    "catalogue import": ["{}/file"],
    "catalogue load": ["trabajo-40"],
    "catalogue show": ["a"],
    "cycle import": ["--person", "ana@prueba.example", "--answers", "{}/file"],
    "institution zone": ["America/Santiago"],
    "person invite": ["ana@prueba.example"],
    "person password": ["ana@prueba.example"],
}
"""What a command cannot do without."""


def commands(group: click.Group, before: str = "") -> list[str]:
    """Every command by its whole name."""
    found = []
    for name, each in group.commands.items():
        whole = f"{before} {name}".strip()
        found += commands(each, whole) if isinstance(each, click.Group) else [whole]
    return found


LOOKING = [*(name for name in commands(main) if name not in BEGIN | ASIDE), "migrate --current"]


@pytest.mark.parametrize("there", ["nothing", "an empty folder"])
@pytest.mark.parametrize("name", LOOKING)
def test_looking_makes_nothing(
    name: str, there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    (tmp_path / "file").write_text("")
    if there == "an empty folder":
        data.mkdir()
    monkeypatch.setenv("SELLO_DATA", str(data))
    monkeypatch.setenv("SELLO_SECRET_KEY", KEY)
    given = [word.format(tmp_path) for word in GIVEN.get(name, [])]
    done = CliRunner().invoke(main, [*name.split(), *given])
    assert done.exit_code == 1, done.output
    assert f"No hay una instalación en {data}" in done.output
    assert "sello init" in done.output
    assert not any(tmp_path.rglob("*.sqlite3"))
    assert sorted(path.name for path in tmp_path.iterdir()) == (
        ["data", "file"] if data.exists() else ["file"]
    )
    assert data.exists() == (there != "nothing")
    assert not data.exists() or not any(data.iterdir())


@pytest.mark.parametrize("name", ["init", "migrate"])
def test_beginning_makes_it(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELLO_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SELLO_SECRET_KEY", KEY)
    said = ["--institution", "Municipalidad", "--name", "Ana", "--email", "ana@prueba.example"]
    done = CliRunner().invoke(main, [name, *(said if name == "init" else [])])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "data" / "sello.sqlite3").is_file()
