"""The program's own source as syntax trees, for rules about who may do what."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Rule:
    """Something that only a few modules may do, and what everybody else does instead."""

    name: str
    breaks: Callable[[ast.AST], bool]
    instead: str
    allowed: frozenset[str] = field(default_factory=frozenset)

    def broken_in(self, module: str, tree: ast.AST) -> list[str]:
        """Say each place of a module that breaks the rule, and what to do there instead."""
        if any(module == one or module.startswith(one + ".") for one in self.allowed):
            return []
        return [
            f"{module}:{node.lineno}: {self.name}. Instead: {self.instead}"
            for node in ast.walk(tree)
            if isinstance(node, ast.expr | ast.stmt) and self.breaks(node)
        ]


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the program by its dotted name."""
    return {_dotted(path): ast.parse(path.read_text()) for path in sorted((ROOT / "sello").rglob("*.py"))}


def imports(tree: ast.AST) -> Iterator[str]:
    """The dotted names that a module imports, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(*names: str) -> Callable[[ast.AST], bool]:
    """Whether a node calls one of these: `name(…)`, or `….name(…)` when written with a point before it."""

    def check(node: ast.AST) -> bool:
        if not isinstance(node, ast.Call):
            return False
        if isinstance(node.func, ast.Attribute):
            return f".{node.func.attr}" in names or ast.unparse(node.func) in names
        return isinstance(node.func, ast.Name) and node.func.id in names

    return check


def brings_in(*names: str) -> Callable[[ast.AST], bool]:
    """Whether a node imports one of these modules, or something of them."""

    def check(node: ast.AST) -> bool:
        if not isinstance(node, ast.Import | ast.ImportFrom):
            return False
        found = imports(ast.Module(body=[node], type_ignores=[]))
        return any(one == name or one.startswith(name + ".") for one in found for name in names)

    return check


def _dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
