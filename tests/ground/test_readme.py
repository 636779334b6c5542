"""What the README names exists: commands, make targets, files and dependencies."""

import re
from pathlib import Path

import click

from sello.cli import main
from tests.ground.test_packaging import RUNTIME, listed

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def first_cells(heading: str) -> list[str]:
    """The first column of the table whose head row begins so."""
    rows = README.split(f"| {heading} |", 1)[1].splitlines()[2:]
    table = rows[: next(number for number, row in enumerate(rows) if not row.startswith("|"))]
    return [row.split("|")[1].strip() for row in table]


def test_every_command_is_listed_and_none_besides() -> None:
    named = set()
    for cell in first_cells("Comando"):
        family, *members = cell.strip("`").removeprefix("sello ").replace(",", "").split()
        named |= {f"{family} {member}" for member in members} or {family}
    assert named == set(commands(main))


def commands(group: click.Group, before: str = "") -> list[str]:
    """The full names of all commands of a group."""
    found: list[str] = []
    for name, command in group.commands.items():
        full = f"{before}{name}"
        found += commands(command, f"{full} ") if isinstance(command, click.Group) else [full]
    return found


def test_every_dependency_is_explained_and_none_besides() -> None:
    assert first_cells("package") == [requirement.name for requirement in RUNTIME]


def test_the_order_of_imports_is_the_one_that_is_held() -> None:
    _main, *layers = listed("importlinter:contract:layers", "layers")
    told = " ".join(README.split("and `lint-imports` holds it:", 1)[1].split("`")[1].split())
    assert told.split(" → ") == [layer.strip("()").replace(" | ", ", ") for layer in layers]


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"`make ([a-z]+)`", README)) <= targets


def test_every_file_that_is_linked_or_listed_exists() -> None:
    linked = re.findall(r"\]\((?!https?:|#)([^)]+)\)", README)
    listed = re.findall(r"`([^`]+)`", " ".join(first_cells("At the top")))
    assert [name for name in linked + listed if not (ROOT / name).exists()] == []


def test_every_top_level_entry_is_listed() -> None:
    listed = set(re.findall(r"`([^`]+)`", " ".join(first_cells("At the top"))))
    listed = {name.split("/")[0] for name in listed} | {".gitattributes", ".gitignore"}
    made = {
        ".git",
        ".venv",
        ".coverage",
        "var",
        "build",
        "dist",
        "wheelhouse",
        "sello.egg-info",
        "__pycache__",
    }
    present = {
        path.name for path in ROOT.iterdir() if not re.fullmatch(r"\.\w+_cache|\.hypothesis", path.name)
    }
    assert present - made - listed == set()
