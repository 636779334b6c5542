"""The shape of the program: what is tangled, long or handed on stands in a list with its reason.

The figures are those of `python -m tests.house.figures`. A list may only shrink: whoever untangles a function
takes it out, and an entry that is no longer true fails.
"""

import ast
from pathlib import Path

import pytest

from tests.house.figures import COMPLEX, LONG, by_position, complexity, program, re_exports, sized

TREES = program(Path(__file__).resolve().parents[2])
FUNCTIONS = sized(TREES)

TANGLED = {
    "sello/level/document.py:as_document": "one flat literal: every field of the document, seen at once",
}
"""Functions over complexity 10 that are right as they are."""

OWED = {
    "sello/catalogue/exchange/xlsx.py:_formats": 11,
    "sello/catalogue/exchange/xlsx.py:_walk": 13,
    "sello/cycles/service/answers.py:assign": 12,
    "sello/files/sniff/mails.py:look": 11,
    "sello/files/sniff/ole.py:_kind": 11,
    "sello/files/sniff/packages.py:_by_mimetype": 11,
    "sello/files/sniff/packages.py:_office": 18,
    "sello/transfers/import_answers/answers.py:_counted": 15,
    "sello/transfers/import_answers/answers.py:_said": 11,
    "sello/web/versions.py:shown": 11,
}
"""Functions that came tangled with the mending of imports, files and stale pages: to split, never to grow."""

LENGTHY = {
    "sello/level/document.py:as_document": "the same literal; cut in parts, no reader would see its schema",
}
"""Functions over 40 lines that are right as they are."""

SPLIT = "name its cases: a function for each rule, or a table of them; else say in test_shape why it is right"
SHORTEN = "name what it does one after the other, a function for each; else say in test_shape why it is right"


def test_no_function_is_tangled_but_those_that_say_why() -> None:
    found = {name: number for number, _, name in FUNCTIONS if number > COMPLEX}
    owed = {name: number for name, number in found.items() if name not in TANGLED}
    assert found.keys() >= TANGLED.keys()
    assert owed == OWED, f"{owed}: {SPLIT}"


def test_no_function_is_long_but_those_that_say_why() -> None:
    found = {name: lines for _, lines, name in FUNCTIONS if lines > LONG}
    assert found.keys() == LENGTHY.keys(), f"{found}: {SHORTEN}"


def test_no_row_is_built_by_position() -> None:
    found = [path.as_posix() for path, tree in TREES.items() if by_position(tree)]
    assert found == [], "read rows by name: core.rows (rows_as, row_as), or name each field"


def test_no_package_hands_on_what_its_modules_hold() -> None:
    assert re_exports(TREES) == [], "import the module that holds the name, and take `__all__` away"


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("def act(): return 1", 1),
        ("def act(a):\n    if a:\n        return 1\n    return 2", 2),
        ("def act(a, b, c): return a and b and c", 3),
        ("def act(a): return [x for x in a if x]", 3),
        ("def act(a): return 1 if a else 2", 2),
        ("def act(a):\n    match a:\n        case 1: ...\n        case 2: ...", 3),
        ("def act(a):\n    for x in a:\n        try: x()\n        except ValueError: ...", 3),
        ("def act(a):\n    def inner():\n        if a: ...\n    return inner", 1),
    ],
)
def test_branches_are_counted(source: str, number: int) -> None:
    assert complexity(ast.parse(source).body[0]) == number


def test_a_tangled_and_long_function_is_seen() -> None:
    body = "\n".join(f"    if a == {number}: return {number}" for number in range(LONG))
    ((number, lines, name),) = sized({Path("sello/bent.py"): ast.parse(f"def act(a):\n{body}")})
    assert (number, lines, name) == (LONG + 1, LONG + 1, "sello/bent.py:act")


@pytest.mark.parametrize("source", ["Row(*found)", "Row(*found[:3], key)", "Row(key, *found.get(1, (0, 0)))"])
def test_a_row_by_position_is_seen(source: str) -> None:
    assert by_position(ast.parse(source)) == 1


@pytest.mark.parametrize("source", ["Row(**found)", "row_as(Row, found)", "print(*found)", "Row(a, b)"])
def test_a_row_by_name_is_let_through(source: str) -> None:
    assert by_position(ast.parse(source)) == 0


@pytest.mark.parametrize(
    ("face", "user", "found"),
    [
        ("from sello.a.b import name", "from sello.a import name", ["sello.a.name"]),
        ("from sello.a.b import other as name", "from sello.a import name", ["sello.a.name"]),
        ("from sello.a.b import name\n__all__ = ['name']", "", ["sello.a.__all__"]),
        ("from sello.a.b import name", "from sello.a.b import name", []),
        ("from sello.a import b", "from sello.a import b", []),
        ("def name(): ...", "from sello.a import name", []),
    ],
)
def test_a_face_that_hands_on_is_seen(face: str, user: str, found: list[str]) -> None:
    sources = {"sello/a/__init__.py": face, "sello/a/b.py": "name = 1", "sello/user.py": user}
    assert re_exports({Path(path): ast.parse(source) for path, source in sources.items()}) == found
