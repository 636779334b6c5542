"""The house in figures: `python -m tests.house.figures [FOLDER]` counts a checkout, this one or another.

Complexity is McCabe's as radon counts it: one, and one more for each branch, loop, handler, condition's
operand and comprehension's condition. Nested functions count by themselves and not for their outer one.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.house.columns import COLUMNS, named

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
FIELD = re.compile(r"\bdocument_number\b")
"""A field of evidence that is entered, stored, listed, shown and exported: where one more would go."""

COMPLEX = 10
LONG = 40


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


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def re_exports(trees: Mapping[Path, ast.Module]) -> list[str]:
    """Names that a package hands on from its own modules; who takes them should import the module itself."""
    modules = {_dotted(path): path for path in trees}
    found = set()
    for tree in trees.values():
        for package, name in _imported(tree):
            face = modules.get(package)
            inside = face is not None and face.name == "__init__.py" and f"{package}.{name}" not in modules
            if face is not None and inside and name in dict(_handed_on(trees[face])):
                found.add(f"{package}.{name}")
    return sorted(found | {f"{_dotted(path)}.__all__" for path, tree in trees.items() if _lists(path, tree)})


def _imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def _handed_on(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What an `__init__` imports for itself, by the name under which others can take it from there."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((alias.asname or alias.name, node.module) for alias in node.names)


def _lists(path: Path, tree: ast.Module) -> bool:
    """Whether an `__init__` lists in `__all__` what its package offers."""
    return path.name == "__init__.py" and any(
        isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__" for node in tree.body
    )


def sized(trees: Mapping[Path, ast.Module]) -> list[tuple[int, int, str]]:
    """Every function with its complexity, its lines and its place (`path:name`)."""
    return [
        (complexity(node), node.end_lineno - node.lineno + 1, f"{path.as_posix()}:{node.name}")
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, FUNCTIONS) and node.end_lineno
    ]


def program(root: Path) -> dict[Path, ast.Module]:
    """The syntax tree of every module of a checkout's program, by its path in the checkout."""
    paths = sorted((root / "sello").rglob("*.py"))
    return {path.relative_to(root): ast.parse(path.read_text()) for path in paths}


def figures(root: Path) -> dict[str, int | float | str]:
    """Count a checkout; each figure by its name, in the order in which they are shown."""
    trees = program(root)
    texts = {path: (root / path).read_text() for path in trees}
    lines = sorted(text.count("\n") for text in texts.values())
    functions = sized(trees)
    tangled = sorted((one for one in functions if one[0] > COMPLEX), reverse=True)
    templates = [
        len(line) for path in (root / "templates").rglob("*.html") for line in path.read_text().splitlines()
    ]
    dated = [path for path, tree in trees.items() if any(named(tree, "Evidence", COLUMNS))]
    of_field = [path for path, text in texts.items() if FIELD.search(text)]
    return {
        "modules": len(trees),
        "lines": sum(lines),
        "lines of a module, 95th percentile": lines[int(len(lines) * 0.95)],
        "lines of the longest module": lines[-1],
        "functions": len(functions),
        "functions over 40 lines": sum(one[1] > LONG for one in functions),
        "functions over complexity 10": len(tangled),
        "the most tangled": ", ".join(f"{name} {number}" for number, _, name in tangled[:3]) or "none",
        "rows built by position": sum(by_position(tree) for tree in trees.values()),
        "packages that re-export": len({name.rpartition(".")[0] for name in re_exports(trees)}),
        "modules that name the validity or release of Evidence": len(dated),
        "rooms of those": _rooms(dated),
        "modules that name `document_number` (one more field of evidence)": len(of_field),
        "rooms of that field": _rooms(of_field),
        "template lines over 140 characters": sum(length > 140 for length in templates),
        "waivers (program and tests)": sum(
            len(WAIVER.findall(path.read_text()))
            for top in ("sello", "tests", "migrations")
            for path in (root / top).rglob("*.py")
        ),
    }


def _rooms(paths: Iterable[Path]) -> str:
    rooms = sorted({path.parts[1] for path in paths})
    return f"{len(rooms)} ({', '.join(rooms)})"


def main() -> None:
    """Print the figures of the checkout that the command line names, else of this one."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    for name, value in figures(root).items():
        print(f"| {name} | {value} |")


if __name__ == "__main__":
    main()
