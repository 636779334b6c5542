"""Every table of the documents says what the code says: all of it, and nothing besides."""

import re
from collections.abc import Iterable
from dataclasses import fields
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from sello.accounts.domain.actor import Role
from sello.accounts.permissions import TABLE, Action
from sello.catalogue import editions
from sello.config import Config
from sello.files.kinds import KINDS
from sello.scheduler import JOBS
from tests.bench.__main__ import SECTIONS
from tests.ground import documents, markdown
from tests.ground.test_packaging import DEV, RUNTIME, listed

ROOT = documents.ROOT
PAGES = documents.pages()
CONTRIBUTING = PAGES["CONTRIBUTING.md"]
ROLES, COMMANDS = PAGES["docs/roles.md"], PAGES["docs/ordenes.md"]
SETTINGS, DEPENDENCIES = PAGES["docs/configuracion.md"], PAGES["docs/dependencias.md"]
YES, NO = "sí", "—"


def differences(told: Iterable[object], known: Iterable[object]) -> list[str]:
    """What a document leaves out, and what it makes up."""
    told, known = list(told), list(known)
    missing = [f"not told: {each}" for each in known if each not in told]
    return missing + [f"made up: {each}" for each in told if each not in known]


def without_code(cell: str) -> str:
    """A cell without the marks of code."""
    return cell.strip("`")


# Settings


def told_settings(text: str) -> list[tuple[str, ...]]:
    """The settings as a document has them: variable, default, meaning."""
    return [tuple(row) for row in markdown.table(text, "Variable", "Si falta", "Qué hace")]


def known_settings() -> list[tuple[str, ...]]:
    """The settings as the code has them."""
    return [
        (
            f"`{each.metadata['env']}`",
            "—" if each.default in ("", False) else f"`{each.default}`",
            each.metadata["meaning"],
        )
        for each in fields(Config)
        if "env" in each.metadata
    ]


def test_every_setting_is_told_as_the_code_has_it() -> None:
    assert told_settings(SETTINGS) == known_settings()


def test_every_kind_of_file_that_a_setting_can_name_is_told() -> None:
    line = SETTINGS.split("acepta estos códigos:", 1)[1].split(".", 1)[0]
    assert re.findall(r"`(\w+)`", line) == list(KINDS)


# Permissions


def told_permissions(text: str) -> dict[str, frozenset[str]]:
    """Which roles (by their labels) may do which action, as a document has it."""
    roles = [role.label for role in Role]
    rows = markdown.table(text, "Acción", "Qué permite", *roles)
    assert all(set(marks) <= {YES, NO} and meaning for _action, meaning, *marks in rows)
    return {
        without_code(action): frozenset(role for role, mark in zip(roles, marks, strict=True) if mark == YES)
        for action, _meaning, *marks in rows
    }


def known_permissions() -> dict[str, frozenset[str]]:
    """The same of the table that the guard of every request asks."""
    return {action.value: frozenset(role.label for role in TABLE[action]) for action in Action}


def test_every_permission_is_told_as_the_table_grants_it() -> None:
    assert differences(told_permissions(ROLES).items(), known_permissions().items()) == []


def test_every_role_is_told() -> None:
    told = [row[0] for row in markdown.table(ROLES, "Rol", "Quién es", "Qué ve")]
    assert told == [role.label for role in Role]


# Commands


def told_commands(text: str) -> list[str]:
    """The commands of the table, families written out."""
    named = []
    for row in markdown.table(text, "Comando", "Qué hace"):
        family, *members = without_code(row[0]).removeprefix("sello ").replace(",", "").split()
        named += [f"{family} {member}" for member in members] or [family]
    return named


def test_every_command_is_listed() -> None:
    assert differences(told_commands(COMMANDS), documents.commands()) == []


@pytest.mark.parametrize("name", documents.commands())
def test_every_option_of_a_command_is_told_in_its_section(name: str) -> None:
    assert differences(told_options(COMMANDS, name), documents.options(documents.commands()[name])) == []


def told_options(text: str, name: str) -> set[str]:
    """The options that the section of a command names."""
    words = " ".join(markdown.spans(markdown.section(text, f"sello {name}"))).split()
    return {word for word in words if re.fullmatch(r"--?[a-z][a-z-]*", word)}


def test_every_job_is_told() -> None:
    told = [(without_code(name), meaning) for name, meaning, _when in jobs_of(COMMANDS)]
    assert differences(told, [(job.name, job.meaning) for job in JOBS.values()]) == []


def jobs_of(text: str) -> list[list[str]]:
    """The rows of the table of jobs."""
    return markdown.table(text, "Trabajo", "Qué hace", "Cuándo")


def test_every_edition_that_comes_along_is_told() -> None:
    line = COMMANDS.split("Vienen incluidas", 1)[1].split(".\n", 1)[0]
    assert differences(re.findall(r"`([\w-]+)`", line), editions.shipped()) == []


def test_every_make_target_is_told() -> None:
    told = [without_code(row[0]).removeprefix("make ") for row in markdown.table(CONTRIBUTING, "command")]
    assert differences(told, documents.targets()) == []


def test_every_measurement_that_can_be_run_is_told() -> None:
    (line,) = re.findall(r"-m tests\.bench (.+)", PAGES["docs/measurements.md"])
    assert line.split() == list(SECTIONS)


# Dependencies


def told_dependencies(text: str, heading: str) -> list[tuple[str, str]]:
    """The packages below a heading with their licences; each says why it is there."""
    rows = markdown.table(markdown.section(text, heading), "Paquete", "Licencia", "Por qué")
    assert all(why for _name, _licence, why in rows)
    return [(name, licence) for name, licence, _why in rows]


@pytest.mark.parametrize(
    ("heading", "declared"),
    [
        ("Lo que instala un municipio", RUNTIME),
        ("Lo que agregan las pruebas y revisiones", DEV),
    ],
    ids=["runtime", "dev"],
)
def test_every_dependency_is_explained(heading: str, declared: list[Requirement]) -> None:
    told = told_dependencies(DEPENDENCIES, heading)
    assert [name for name, _licence in told] == [requirement.name for requirement in declared]
    assert other_licences(told) == []


def other_licences(told: Iterable[tuple[str, str]]) -> list[str]:
    """The packages that say in so many letters (SPDX) that their licence is another one."""
    expressions = {name: metadata(name).get("License-Expression") for name, _licence in told}
    return [
        f"{name}: {expression}"
        for name, licence in told
        if (expression := expressions[name]) and licence not in expression.split(" AND ")
    ]


# The layout


def test_the_order_of_imports_is_the_one_that_is_held() -> None:
    _main, *layers = listed("importlinter:contract:layers", "layers")
    told = " ".join(CONTRIBUTING.split("and `lint-imports` holds it:", 1)[1].split("`")[1].split())
    assert told.split(" → ") == [layer.strip("()").replace(" | ", ", ") for layer in layers]


def top_of(text: str) -> list[str]:
    """The names of the table of what lies at the top."""
    cells = " ".join(row[0] for row in markdown.table(text, "At the top"))
    return re.findall(r"`([^`]+)`", cells)


def test_what_lies_at_the_top_is_listed() -> None:
    told = {name.split("/")[0] for name in top_of(CONTRIBUTING)} | {".gitattributes", ".gitignore"}
    assert differences(told, at_the_top(ROOT)) == []
    assert [name for name in top_of(CONTRIBUTING) if not (ROOT / name).exists()] == []


def at_the_top(root: Path) -> set[str]:
    """What a checkout has at its top, without what running, building and checking make."""
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
    present = {path.name for path in root.iterdir()} - made
    return {name for name in present if not re.fullmatch(r"\.\w+_cache|\.hypothesis", name)}


# Each check is shown a bent table


def bent(text: str, old: str, new: str) -> str:
    """A document with one thing changed, which has to be there."""
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


def test_a_bent_table_of_settings_is_found() -> None:
    for old, new in (("| `8000` |", "| `8001` |"), ("| `SELLO_DEMO` |", "| `SELLO_SHOW` |")):
        assert told_settings(bent(SETTINGS, old, new)) != known_settings()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("| `cut.make` |", "| `cut.take` |", "cut"),
        ("guardar un corte | sí | — |", "guardar un corte | sí | sí |", "cut.make"),
        ("ver las unidades | sí |", "ver las unidades | — |", "unit.view"),
    ],
)
def test_a_bent_permission_is_found(old: str, new: str, found: str) -> None:
    faults = differences(told_permissions(bent(ROLES, old, new)).items(), known_permissions().items())
    assert [fault.split(": ")[0] for fault in faults] == ["not told", "made up"]
    assert all(found in fault for fault in faults)


def test_a_bent_list_of_commands_is_found() -> None:
    text = bent(bent(COMMANDS, "| `sello verify` |", "| `sello sing` |"), "load, list,", "load,")
    assert differences(told_commands(text), documents.commands()) == [
        "not told: catalogue list",
        "not told: verify",
        "made up: sing",
    ]


def test_a_bent_section_of_a_command_is_found() -> None:
    text = bent(COMMANDS, "`--keep`", "`--loud`")
    assert differences(told_options(text, "report"), ["--keep"])[0] == "not told: --keep"
    assert "made up: --loud" in differences(told_options(text, "report"), ["--keep"])


def test_a_bent_table_of_dependencies_is_found() -> None:
    text = bent(DEPENDENCIES, "| gunicorn | MIT |", "| gunicorn | GPL-3.0-only |")
    assert other_licences(told_dependencies(text, "Lo que instala un municipio")) == ["gunicorn: MIT"]


def test_a_bent_list_of_the_top_is_found(tmp_path: Path) -> None:
    for name in ("sello", "attic", ".ruff_cache", "var"):
        (tmp_path / name).mkdir()
    assert differences({"sello", "cellar"}, at_the_top(tmp_path)) == ["not told: attic", "made up: cellar"]


def test_a_table_ends_where_its_lines_do() -> None:
    text = "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n| 3 | 4 |\n"
    assert markdown.table(text, "a") == [["1", "2"]]
