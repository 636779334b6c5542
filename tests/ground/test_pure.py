"""The rooms of pure rules import the standard library and other rules: no database, no request, no read."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import sello

ROOT = Path(sello.__file__).parent
CORE = tuple(
    f"sello.core.{name}" for name in ("dates", "days", "figures", "labels", "lights", "refusal", "text")
)
MAY_IMPORT = {
    "level": (*CORE, "sello.catalogue.domain", "sello.level"),
    "planning/domain": (
        *CORE,
        "sello.catalogue.domain",
        "sello.level",
        "sello.planning.domain",
        "numpy",
        "highspy",
    ),
}
"""What each room of rules may import beside the standard library; planning's arithmetic needs two solvers."""


def imports(source: str) -> Iterator[str]:
    """The dotted paths that a module imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def outside(source: str, allowed: tuple[str, ...]) -> list[str]:
    """What a module imports and its room may not."""
    return [
        path
        for path in imports(source)
        if path.split(".")[0] not in sys.stdlib_module_names
        and not any(path == room or path.startswith(f"{room}.") for room in allowed)
    ]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_rules_stay_pure(room: str) -> None:
    found = {path.name: outside(path.read_text(), MAY_IMPORT[room]) for path in (ROOT / room).glob("*.py")}
    assert len(found) > 1
    assert {name: paths for name, paths in found.items() if paths} == {}, "let a query read it and pass it on"


@pytest.mark.parametrize(
    "bent",
    [
        "from sqlalchemy import select",
        "from sello.core.db import db",
        "from sello.planning.queries import kept",
        "def f():\n    from sello.progress.standing import standing",
        "import flask",
    ],
)
def test_a_bent_rule_is_seen(bent: str) -> None:
    assert all(len(outside(bent, allowed)) == 1 for allowed in MAY_IMPORT.values())
