"""The page of the layout says what is there: every room with whom it asks, and only tests that exist."""

import ast
import re
from collections.abc import Mapping
from pathlib import Path

from tests.ground import documents, markdown
from tests.ground.test_document_tables import bent, differences
from tests.ground.test_packaging import listed
from tests.house.figures import program
from tests.house.source import imports

PAGE = documents.pages()["docs/architecture.md"]
LONGEST = 250
SEAMS = {"past days", "level and progress", "conditions of evidence", "files", "trail", "moment", "rows"}


def rooms() -> list[str]:
    """The rooms in the order of their floors, as `lint-imports` holds it."""
    layers = listed("importlinter:contract:layers", "layers")
    return [room for layer in layers for room in layer.strip("()").split(" | ")]


def told_rooms(text: str) -> dict[str, set[str]]:
    """Each room of the table with whom it asks; every cell of a row says something."""
    rows = markdown.table(text, "Room", "What it is for", "Asks", "What we would not do (again)")
    assert all(len(row) == 4 and all(row) for row in rows)
    return {room.strip("`"): set(re.findall(r"`(\w+)`", asks)) for room, _for, asks, _again in rows}


def known_rooms(trees: Mapping[Path, ast.Module], names: list[str]) -> dict[str, set[str]]:
    """Each room with the others that its modules import."""
    found: dict[str, set[str]] = {name: set() for name in names}
    for path, tree in trees.items():
        room = path.parts[1].removesuffix(".py")
        asked = {name.split(".")[1] for name in imports(tree) if name.startswith("sello.")}
        if room in found:
            found[room] |= (asked & found.keys()) - {room}
    return found


def drawn(text: str) -> list[str]:
    """The rooms of the drawing, from the highest floor down."""
    (picture,) = (fence.body for fence in markdown.fences(text) if "┌" in fence.body)
    return [word for word in re.findall(r"[a-z_]+", picture) if word in rooms()]


def missing_tests(text: str) -> list[str]:
    """The tests that the page names and that hold nothing, since they are not there."""
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", text))
    return sorted(path for path in named if not (documents.ROOT / path).is_file())


def test_every_room_is_told_in_its_order_with_whom_it_asks() -> None:
    told, known = told_rooms(PAGE), known_rooms(program(documents.ROOT), rooms())
    assert list(told) == rooms()
    assert differences(_pairs(told), _pairs(known)) == []


def _pairs(asks: Mapping[str, set[str]]) -> list[str]:
    return [f"{room} asks {other}" for room, others in asks.items() for other in sorted(others)]


def test_every_floor_is_drawn_once() -> None:
    assert sorted(drawn(PAGE)) == sorted(set(rooms()) - {"__main__"})


def test_every_seam_says_by_which_test_it_is_held() -> None:
    rows = markdown.table(PAGE, "Seam", "Its home", "Its question", "Held by")
    assert {row[0] for row in rows} == SEAMS
    assert [row[0] for row in rows if "tests/" not in row[3]] == []


def test_every_test_that_is_named_exists() -> None:
    assert missing_tests(PAGE) == []


def test_the_page_is_short_and_is_found() -> None:
    assert len(PAGE.splitlines()) <= LONGEST
    pages = documents.pages()
    assert "docs/architecture.md" in markdown.links(pages["README.md"])
    assert "docs/architecture.md" in markdown.links(pages["CONTRIBUTING.md"])


def test_a_room_that_is_not_there_is_found() -> None:
    assert list(told_rooms(bent(PAGE, "| `config` |", "| `cellar` |"))) != rooms()


def test_a_room_that_asks_others_than_it_says_is_found() -> None:
    told = told_rooms(bent(PAGE, "| `catalogue`, `core` |", "| `files`, `core` |"))
    known = known_rooms(program(documents.ROOT), rooms())
    assert differences(_pairs(told), _pairs(known)) == [
        "not told: level asks catalogue",
        "made up: level asks files",
    ]


def test_an_import_that_is_not_told_is_found() -> None:
    trees = {Path("sello/level/bent.py"): ast.parse("from sello.tasks.models import Task")}
    assert known_rooms(trees, ["level", "tasks"]) == {"level": {"tasks"}, "tasks": set()}


def test_a_test_that_is_gone_is_found() -> None:
    assert missing_tests("Held by `tests/house/test_nothing.py`.") == ["tests/house/test_nothing.py"]
