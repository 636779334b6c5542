"""Where a module names a column of a model, read from its syntax tree: for rules and for figures."""

import ast
from collections.abc import Iterator

COLUMNS = frozenset({"valid_until", "superseded_on", "released_at", "accepted_at"})
"""What says how long a piece of evidence counts, and who sees it."""


def last(node: ast.AST) -> str:
    """The last part of a dotted name: what is called, whatever it was imported through."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def names_of(tree: ast.Module, model: str) -> set[str]:
    """A model's own name, its import under another one, and its aliases (`aliased(Model)`)."""
    names = {model}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names |= {alias.asname for alias in node.names if alias.name == model and alias.asname}
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            of = last(node.value.args[0]) if node.value.args else ""
            if last(node.value.func) == "aliased" and of in names:
                names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def is_column(node: ast.AST, names: set[str], columns: frozenset[str]) -> bool:
    """Whether it is `Model.column`, `models.Model.column` or `alias.column`."""
    return isinstance(node, ast.Attribute) and node.attr in columns and last(node.value) in names


def named(tree: ast.Module, model: str, columns: frozenset[str]) -> Iterator[str]:
    """Where a module names one of a model's columns."""
    names = names_of(tree, model)
    for node in ast.walk(tree):
        if is_column(node, names, columns):
            yield f"line {node.lineno}: {ast.unparse(node)}"
