"""A file's sheet as the table that somebody could have copied out of it and pasted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sello.catalogue.exchange.grid import Sheet, Split
from sello.catalogue.exchange.sheets import read_sheets
from sello.core.cells import UNSOLVED

TAB: Final = "\t"
_SIGNS: Final = frozenset('";,|\t')
"""What a cell is quoted for, where it could be taken for what parts cells."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """The rows as text, which sheet they are of, and the sheets with anything that are left aside."""

    text: str
    sheet: str
    hidden: bool
    others: tuple[str, ...]
    unseen_rows: tuple[int, ...] = ()
    unseen_columns: tuple[int, ...] = ()


def as_pasted(document: bytes, file: str, has_titles: Callable[[Sheet], bool]) -> Pasted:
    """The sheet that is meant: first one that is shown and has titles that we know; raises InvalidEdition."""
    filled = [sheet for sheet in read_sheets(document, file) if sheet.rows or sheet.beyond]
    readable = (sheet for sheet in filled if sheet.rows)
    meant = min(readable, key=lambda each: (each.hidden, not has_titles(each)))
    others = tuple(sheet.name for sheet in filled if sheet is not meant)
    return Pasted(as_text(meant), meant.name, meant.hidden, others, meant.unseen_rows, meant.unseen_columns)


def as_text(sheet: Sheet) -> str:
    """Rows by line and cells by tabulator, quoted as spreadsheets do; a formula without result says so.

    A text with separators keeps its own, and each row its cells: what parted one is told when it is read.
    """
    signs = _SIGNS if sheet.separator or sheet.width == 1 else frozenset('"')
    return "\n".join(
        (sheet.separator or TAB).join(
            _quoted(UNSOLVED if (row, column) in sheet.unstored else cell, signs)
            for column, cell in enumerate(_written(sheet, row))
        )
        for row in range(len(sheet.rows))
    )


def splits(sheet: Sheet, header: int) -> dict[int, Split]:
    """The rows of a pasted table that a sign inside a text has parted: a tabulator stands in no text."""
    return {} if sheet.separator == TAB else sheet.splits(header)


def _written(sheet: Sheet, row: int) -> tuple[str, ...]:
    """The cells of a row, and of a text those that it was written with."""
    cells, reach = sheet.rows[row], sheet.written[row] if sheet.written else sheet.width
    return (*cells, *("" for _ in range(reach - len(cells))))[:reach]


def _quoted(cell: str, signs: frozenset[str]) -> str:
    line = " ".join(cell.split())
    return '"' + line.replace('"', '""') + '"' if signs & set(line) else line
