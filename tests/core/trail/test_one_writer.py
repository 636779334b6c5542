"""Each act is written by one module, and events by nobody but the trail: read from the code itself."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sello.core.trail.acts import Act
from sello.paths import resource

HOME = "core/trail/"
RECORDING = {"record", "record_apart"}


def sources() -> dict[str, str]:
    """Every module of the product outside the trail, by its path."""
    root = Path(resource("sello"))
    found = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*.py"))}
    return {name: path.read_text(encoding="utf-8") for name, path in found.items() if HOME not in name}


def faults(modules: Mapping[str, str], acts: frozenset[str]) -> list[str]:
    """What is wrong with who writes which act, each with what to do about it."""
    writers: dict[str, list[str]] = {act: [] for act in sorted(acts)}
    found = []
    for name, source in modules.items():
        tree = ast.parse(source)
        found += [f"{name}: {fault}" for fault in _strays(tree)]
        if _records(tree):
            for act in sorted(_named(tree)):
                writers.setdefault(act, []).append(name)
    for act, names in writers.items():
        if not names:
            found.append(f"Act.{act}: nobody records it; take it out of core/trail/acts, or record it")
        if len(names) > 1:
            told = " and ".join(names)
            found.append(f"Act.{act}: recorded in {told}; let one of them call a function of the other")
    return found


def _records(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.Call) and _called(node) in RECORDING for node in ast.walk(tree))


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _named(tree: ast.Module) -> set[str]:
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Act"
    }


def _strays(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "sello.core.trail.events":
            yield "takes the events' table; write with trail.recording, read with trail.history"
        if isinstance(node, ast.Call) and _called(node) in RECORDING and not _says_its_act(node):
            yield f"line {node.lineno}: says its act by a string; name a member of Act"


def _says_its_act(node: ast.Call) -> bool:
    act = node.args[1] if len(node.args) > 1 else None
    return act is not None and not isinstance(act, ast.Constant | ast.JoinedStr)


LOADS_MODELS = "app.py"


def test_each_act_has_one_writer_and_every_act_is_written() -> None:
    modules = {name: source for name, source in sources().items() if name != LOADS_MODELS}
    assert faults(modules, frozenset(act.name for act in Act)) == []


WRITES = (
    "from sello.core.trail.recording import record\n\ndef act():\n    record(actor, Act.DONE, 1, now=now)\n"
)


@pytest.mark.parametrize(
    ("modules", "fault"),
    [
        ({"a.py": WRITES}, None),
        ({"a.py": WRITES, "b.py": "events_of([Act.DONE])"}, None),
        ({"a.py": WRITES, "b.py": WRITES}, "recorded in a.py and b.py"),
        (
            {"a.py": WRITES, "b.py": "record_apart(doer, BY[x], 1, now=now)\nBY = {1: Act.DONE}"},
            "a.py and b.py",
        ),
        ({}, "nobody records it"),
        ({"a.py": WRITES, "b.py": "record(actor, 'thing.done', 1, now=now)"}, "by a string"),
        ({"a.py": WRITES, "b.py": "trail.record(actor, f'thing.{x}', 1, now=now)"}, "by a string"),
        ({"a.py": WRITES, "b.py": "from sello.core.trail.events import Event"}, "write with trail.recording"),
    ],
)
def test_a_bent_example_is_noticed(modules: dict[str, str], fault: str | None) -> None:
    found = faults(modules, frozenset({"DONE"}))
    assert found == [] if fault is None else any(fault in each for each in found)
