"""What a document says, leaf by leaf, as plain values: nothing of the original reaches a page but these.

The limited process has had a stranger's file in its hands, so what it answers is read as strictly as any
form: a value of another shape is no answer.
"""

import base64
import json
from dataclasses import dataclass
from typing import Any

from sello.core.text import clean


@dataclass(frozen=True)
class Block:
    """One piece of a leaf: a heading, text, item, lines, table or picture, with what belongs to it."""

    kind: str
    text: str = ""
    level: int = 2
    rows: tuple[tuple[str, ...], ...] = ()
    first: int = 0
    """The number of a table's first row in its sheet; 0 where rows have none."""
    cut: bool = False
    """Whether a table has more columns than are shown."""
    data: str = ""
    """A picture as JPEG in base64."""


@dataclass(frozen=True)
class Leaf:
    """What is shown at once: the text of a drawn page, or a document's own words in blocks."""

    text: str = ""
    blocks: tuple[Block, ...] = ()

    @property
    def words(self) -> str:
        """All that it says, as it is searched."""
        parts = [self.text]
        for block in self.blocks:
            parts += [block.text, *(" ".join(row) for row in block.rows)]
        return "\n".join(part for part in parts if part)


@dataclass(frozen=True)
class Section:
    """A named part of a document (a sheet) and the leaf on which it begins."""

    title: str
    page: int
    hidden: bool


@dataclass(frozen=True)
class Outline:
    """How many leaves a document has, its named parts, and whether there is more than is shown."""

    pages: int
    sections: tuple[Section, ...] = ()
    cut: bool = False


@dataclass(frozen=True)
class Box:
    """Where something stands on a page, in thousandths of its width and height."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Written:
    """A document that was written anew: its outline, and every leaf."""

    outline: Outline
    leaves: tuple[Leaf, ...]


KINDS = frozenset({"heading", "text", "item", "lines", "table", "picture"})


class Misread(ValueError):
    """The limited process gave no answer that could be one."""


def written(content: bytes) -> Written:
    """Every leaf of a document from an answer. Raises Misread."""
    told = answered(content, "leaves", "cut")
    sections: list[Section] = []
    leaves: list[Leaf] = []
    for number, one in enumerate(_list(told["leaves"]), start=1):
        title = clean(str(one.get("title", "")))[:200]
        if title and (not sections or sections[-1].title != title):
            sections.append(Section(title, number, bool(one.get("hidden"))))
        leaves.append(Leaf(blocks=tuple(map(_block, _list(one.get("blocks"))))))
    outline = Outline(max(1, len(leaves)), tuple(sections), bool(told["cut"]))
    return Written(outline, tuple(leaves) or (Leaf(),))


def drawn(content: bytes) -> tuple[int, str]:
    """How many pages a drawn document has, and the text of the one that was asked for. Raises Misread."""
    told = answered(content, "pages", "text")
    pages = told["pages"]
    if not isinstance(pages, int) or pages < 1:
        raise Misread
    return pages, clean(str(told["text"]))


def texts(content: bytes) -> tuple[str, ...]:
    """The text of every page. Raises Misread."""
    found = answered(content, "texts")["texts"]
    if not isinstance(found, list):
        raise Misread
    return tuple(clean(str(each)) for each in found)


def boxes(content: bytes) -> tuple[Box, ...]:
    """Where the words that were looked for stand. Raises Misread."""
    found = answered(content, "boxes")["boxes"]
    try:
        return tuple(_box(each) for each in found)
    except (TypeError, ValueError):
        raise Misread from None


def _box(told: Any) -> Box:
    left, top, width, height = (max(0, min(1000, int(side))) for side in told)
    return Box(left=left, top=top, width=width, height=height)


def outline_of(kept: bytes | None) -> Outline | None:
    """The outline that lies on the shelf; None where none does, or half of one after a power cut."""
    try:
        told = json.loads(kept or b"")
        return Outline(told["pages"], tuple(Section(**each) for each in told["sections"]), told["cut"])
    except (ValueError, KeyError, TypeError):
        return None


def leaf_of(kept: bytes | None) -> Leaf | None:
    """The leaf that lies on the shelf; None as `outline_of`."""
    try:
        told = json.loads(kept or b"")
        blocks = (Block(**each | {"rows": tuple(map(tuple, each["rows"]))}) for each in told["blocks"])
        return Leaf(told["text"], tuple(blocks))
    except (ValueError, KeyError, TypeError):
        return None


def is_jpeg(content: bytes) -> bool:
    """Whether a drawn page is the picture that it is served as."""
    return content.startswith(b"\xff\xd8\xff")


def answered(content: bytes, *names: str) -> dict[str, Any]:
    """What the limited process told under these names. Raises Misread."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        raise Misread from None
    if not isinstance(told, dict) or not told.keys() >= set(names):
        raise Misread
    return told


def _list(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise Misread
    return value


def _block(told: dict[str, Any]) -> Block:
    kind, rows = told.get("is"), told.get("rows", [])
    if kind not in KINDS or not isinstance(rows, list):
        raise Misread
    return Block(
        kind=kind,
        text=clean(str(told.get("text", ""))),
        level=_number(told.get("level"), 2, 6, 2),
        rows=tuple(tuple(clean(str(cell)) for cell in row) for row in rows),
        first=_number(told.get("first"), 0, 1 << 31, 0),
        cut=bool(told.get("cut")),
        data=_picture(str(told.get("data", ""))) if kind == "picture" else "",
    )


def _number(value: Any, least: int, most: int, usual: int) -> int:
    return min(most, max(least, value)) if isinstance(value, int) else usual


def _picture(data: str) -> str:
    try:
        content = base64.b64decode(data, validate=True)
    except ValueError:
        raise Misread from None
    if not is_jpeg(content):
        raise Misread
    return data
