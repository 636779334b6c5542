"""Sheets as plain texts in cells, whatever file they stood in, and how a person names a place there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from sello.catalogue.schema.problems import InvalidEdition, Problem
from sello.core.cells import letters
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.text import clean

MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 120
MAX_CELLS: Final = 100_000
_SEVERAL: Final = 2

T = TypeVar("T")


class TooLarge(Exception):
    """A sheet goes on beyond what anybody could look through; ``place`` is where it was left."""

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(place)


class Split(Refusal):
    """A row of a text with separators that has more cells than there are titles: one stood inside a text."""

    message = N_(
        "la fila tiene %(cells)s celdas y los títulos son %(titles)s: un separador dentro de un texto la "
        "parte. Ponga ese texto entre comillas, o guarde la planilla como .xlsx, y repita."
    )


@dataclass(frozen=True)
class Sheet:
    """A sheet as rows of texts; every row has the same length. Numbered from 0, shown from 1.

    ``dated`` and ``unstored`` are the cells (row, column) that hold a date, and a formula without its
    result; ``beyond`` is the place at which a sheet too large to be read was left, with no rows then.
    ``separator`` and ``written`` are of a text alone: what parts its cells, and how many each row was
    written with. ``unseen_rows`` and ``unseen_columns`` hold something and are not shown: filtered, folded.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: bool = False
    dated: frozenset[tuple[int, int]] = frozenset()
    unstored: frozenset[tuple[int, int]] = frozenset()
    beyond: str = ""
    separator: str = ""
    written: tuple[int, ...] = ()
    unseen_rows: tuple[int, ...] = ()
    unseen_columns: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.rows[0]) if self.rows else 0

    def cell(self, row: int, column: int) -> str:
        """The text of a cell, empty beyond the sheet."""
        return self.rows[row][column] if row < len(self.rows) and column < self.width else ""

    def titles_at(self, row: int, told: Callable[[tuple[str, ...]], dict[int, T]]) -> dict[int, T]:
        """What a row says as titles, by `told`; of two such rows, where the lower says nothing, the upper.

        A heading above the titles says at most one by chance.
        """
        cells, above = (self.rows[at] if 0 <= at < len(self.rows) else () for at in (row, row - 1))
        alone = told(cells)
        if not alone or len(told(above)) < _SEVERAL:
            return alone
        both = told(tuple(low or high for low, high in zip(cells, above, strict=False)))
        return max(alone, both, key=len)

    def says_titles(self, row: int, header: int) -> bool:
        """Whether a row says the titles again, as those of printed pages do."""
        return header < len(self.rows) and self.rows[row] == self.rows[header]

    def filled(self, row: int) -> int:
        """How many cells a row has up to the last that holds something."""
        return max((column + 1 for column in range(self.width) if self.cell(row, column)), default=0)

    def titled(self, header: int) -> int:
        """How many columns the titles reach, with what stands above them."""
        return max(map(self.filled, range(header + 1)), default=0)

    def parted(self, header: int) -> dict[int, int]:
        """The rows that a sign inside a text has parted, with the cells that they have; of a text alone.

        Such a row has more cells than its titles were written with: a table that Excel saved is written with
        as many in each row, notes beside it counted. Where every row ends with one more separator than the
        titles that says nothing, unless there is something behind it. Without titles nothing says how many.
        """
        above, below = self.written[: header + 1], self.written[header + 1 :]
        titles = max(above, default=0)
        usual = titles if titles in below else min((each for each in below if each > titles), default=titles)
        reach = self.titled(header)
        if not reach:
            return {}
        return {
            row: cells
            for row, cells in enumerate(below, start=header + 1)
            if cells > titles and (cells > usual or self.filled(row) > reach)
        }

    def splits(self, header: int) -> dict[int, Split]:
        """Of the rows that are parted, what is said; raised or shown by who reads them."""
        titles = self.titled(header)
        return {row: Split(cells=cells, titles=titles) for row, cells in self.parted(header).items()}

    def place(self, row: int, column: int | None = None) -> str:
        """How a person finds a cell, or a row."""
        if column is None:
            return f"{self.name}, fila {row + 1}" if self.name else f"fila {row + 1}"
        address = f"{letters(column)}{row + 1}"
        return f"{self.name}!{address}" if self.name else address


@dataclass
class Cells:
    """A sheet while it is read: only the cells that hold something, with a bound on how many."""

    name: str
    hidden: bool = False
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    dated: set[tuple[int, int]] = field(default_factory=set)
    unstored: set[tuple[int, int]] = field(default_factory=set)
    unseen_rows: set[int] = field(default_factory=set)
    unseen_columns: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, text: str) -> None:
        """Keep a text; raises TooLarge beyond the bounds."""
        text = clean(text).strip()
        if text:
            self._bound(row, column)
            self.texts[row, column] = text

    def leave(self, row: int, column: int) -> None:
        """Note a formula whose result the file does not hold; raises TooLarge beyond the bounds."""
        self._bound(row, column)
        self.unstored.add((row, column))

    def spread_down(self, top: int, bottom: int, column: int) -> None:
        """Say of each row what one cell, merged over several rows, says of all of them."""
        text = self.texts.get((top, column))
        for row in range(top + 1, min(bottom, MAX_ROWS - 1) + 1 if text else 0):
            self.put(row, column, text or "")

    def sheet(self) -> Sheet:
        """The whole, as rows of one length."""
        used = (*self.texts, *self.unstored)
        rows = max((row for row, _ in used), default=-1) + 1
        width = max((column for _, column in used), default=-1) + 1
        table = [[""] * width for _ in range(rows)]
        for (row, column), text in self.texts.items():
            table[row][column] = text
        return Sheet(
            self.name,
            tuple(map(tuple, table)),
            self.hidden,
            frozenset(self.dated),
            frozenset(self.unstored),
            unseen_rows=tuple(sorted(self.unseen_rows & {row for row, _ in used})),
            unseen_columns=tuple(sorted(self.unseen_columns & {column for _, column in used})),
        )

    def _bound(self, row: int, column: int) -> None:
        held = len(self.texts) + len(self.unstored)
        if row >= MAX_ROWS or column >= MAX_COLUMNS or held >= MAX_CELLS:
            raise TooLarge(f"{letters(column)}{row + 1}")


def index_of(column: str) -> int | None:
    """The number of the column with these letters, or None if they are no letters."""
    number = 0
    for letter in column.strip().upper():
        if not "A" <= letter <= "Z":
            return None
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1 if number else None


def refused(file: str, message: str, remedy: str, **values: object) -> InvalidEdition:
    """The refusal of a whole file, for one reason."""
    return InvalidEdition(file, [Problem("archivo", message, remedy, values)])
