"""The house in figures: `python -m tests.house.figures [FOLDER]` counts a checkout, this one or another.

Complexity is McCabe's as radon counts it: one, and one more for each branch, loop, handler, condition's
operand and comprehension's condition. Nested functions count by themselves and not for their outer one.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

BRANCHES = (
    ast.If,
    ast.For,
    ast.While,
    ast.AsyncFor,
    ast.IfExp,
    ast.ExceptHandler,
    ast.Assert,
    ast.match_case,
)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
WAIVER = re.compile(r"#\s*(noqa|type:\s*ignore|pragma: no cover)|pytest\.mark\.(skip|xfail)\b")
EVIDENCE = re.compile(r"\b(valid_until|superseded_on|released_at)\b")


def own(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those of the functions inside it."""
    for node in ast.iter_child_nodes(function):
        if not isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            yield node
            yield from own(node)


def complexity(function: ast.AST) -> int:
    """McCabe's number of a function."""
    count = 1
    for node in own(function):
        count += isinstance(node, BRANCHES)
        if isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            count += 1 + len(node.ifs)
    return count


def by_position(tree: ast.AST) -> int:
    """Calls such as `Row(*found[:3])` or `Row(*row)`: a row's meaning kept by the order of its columns."""
    return sum(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id[:1].isupper()
        and any(isinstance(argument, ast.Starred) for argument in node.args)
        for node in ast.walk(tree)
    )


def figures(root: Path) -> dict[str, int | float | str]:
    """Count a checkout; each figure by its name, in the order in which they are shown."""
    paths = sorted((root / "sello").rglob("*.py"))
    texts = {path: path.read_text() for path in paths}
    trees = {path: ast.parse(text) for path, text in texts.items()}
    lines = sorted(text.count("\n") for text in texts.values())
    functions = [
        (complexity(node), node.end_lineno - node.lineno + 1, f"{path.relative_to(root)}:{node.name}")
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, FUNCTIONS) and node.end_lineno
    ]
    tangled = sorted((one for one in functions if one[0] > 10), reverse=True)
    templates = [
        len(line) for path in (root / "templates").rglob("*.html") for line in path.read_text().splitlines()
    ]
    touching = {path.relative_to(root / "sello") for path, text in texts.items() if EVIDENCE.search(text)}
    faces = [
        path
        for path, tree in trees.items()
        if path.name == "__init__.py"
        and any(
            isinstance(node, ast.Assign) and "__all__" in ast.unparse(node.targets[0]) for node in tree.body
        )
    ]
    return {
        "modules": len(paths),
        "lines": sum(lines),
        "lines of a module, 95th percentile": lines[int(len(lines) * 0.95)],
        "lines of the longest module": lines[-1],
        "functions": len(functions),
        "functions over 40 lines": sum(one[1] > 40 for one in functions),
        "functions over complexity 10": len(tangled),
        "the most tangled": ", ".join(f"{name} {number}" for number, _, name in tangled[:3]) or "none",
        "rows built by position": sum(by_position(tree) for tree in trees.values()),
        "packages that re-export": len(faces),
        "modules that name evidence's validity or release": len(touching),
        "rooms of those": len({path.parts[0] for path in touching}),
        "template lines over 140 characters": sum(length > 140 for length in templates),
        "waivers (program and tests)": sum(
            len(WAIVER.findall(path.read_text()))
            for top in ("sello", "tests", "migrations")
            for path in (root / top).rglob("*.py")
        ),
    }


def main() -> None:
    """Print the figures of the checkout that the command line names, else of this one."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    for name, value in figures(root).items():
        print(f"| {name} | {value} |")


if __name__ == "__main__":
    main()
