"""What a section is made of: tables, cards and texts, ready to be rendered by the page and by the PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from sello.core.lights import Light
from sello.core.workbook import Value


@dataclass(frozen=True, slots=True)
class LevelMark:
    """A level as it is shown: its name and how many bars its mark has (0 = no level)."""

    name: str
    bars: int


@dataclass(frozen=True, slots=True)
class Part:
    """A line of a cell; a muted one is an aside."""

    text: str
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table cell shows: its lines, with a light before the first one where it states something.

    `values` is what a spreadsheet takes in place of the text, one for each column that this one is there
    (`Column.split`): the number behind a figure, the day behind a date, code and title apart.
    """

    parts: tuple[Part, ...]
    light: Light | None = None
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, share of the width, whether it holds figures.

    `split` are the titles of the columns that it is in a spreadsheet, where it is more than one. What is
    `below` is long: on paper it stands under the other cells of its row, as wide as the table.
    """

    title: str
    weight: float
    number: bool = False
    split: tuple[str, ...] = ()
    below: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a common heading (none for a plain table)."""

    title: str | None
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or the sentence that stands where it would be empty.

    `tab` is what it is called where there is room for a few words: on a sheet of a spreadsheet.
    """

    caption: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    empty: str = ""
    tab: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is no row to show."""
        return not any(group.rows for group in self.groups)


@dataclass(frozen=True, slots=True)
class Card:
    """The level in one reading, with its arithmetic spelled out."""

    title: str
    percent: str
    level: LevelMark
    arithmetic: str
    lines: tuple[str, ...]
    main: bool


@dataclass(frozen=True, slots=True)
class ScaleMark:
    """A place on the line from 0 to 100: what it is called, and the share at which it stands."""

    name: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section; `kind` tells a renderer where the cards and the chart go."""

    anchor: str
    title: str
    kind: str
    lead: tuple[str, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""

    institution: str
    title: str
    subtitle: str
    standard: str
    facts: tuple[tuple[str, str], ...]
    notice: str
    headline: str
    headline_percent: str
    headline_level: LevelMark
    logo: bytes = b""
    """A PNG, or nothing."""


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report in words."""

    cover: Cover
    cards: tuple[Card, ...]
    sections: tuple[Section, ...]


def with_logo(words: Document, logo: bytes) -> Document:
    """The same document under a logo."""
    return replace(words, cover=replace(words.cover, logo=logo))


def text(value: str, *asides: str, light: Light | None = None) -> Cell:
    """Make a cell of one line and its asides."""
    return Cell((Part(value), *(Part(aside, muted=True) for aside in asides if aside)), light)
