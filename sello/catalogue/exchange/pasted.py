"""A file's sheet as the table that somebody could have copied out of it and pasted."""

from collections.abc import Callable
from dataclasses import dataclass

from sello.catalogue.exchange.grid import Sheet
from sello.catalogue.exchange.sheets import read_sheets
from sello.core.cells import UNSOLVED


@dataclass(frozen=True, slots=True)
class Pasted:
    """The rows as text, which sheet they are of, and the sheets with anything that are left aside."""

    text: str
    sheet: str
    hidden: bool
    others: tuple[str, ...]


def as_pasted(document: bytes, file: str, has_titles: Callable[[Sheet], bool]) -> Pasted:
    """The sheet that is meant: first one that is shown and has titles that we know; raises InvalidEdition."""
    filled = [sheet for sheet in read_sheets(document, file) if sheet.rows or sheet.beyond]
    readable = (sheet for sheet in filled if sheet.rows)
    meant = min(readable, key=lambda each: (each.hidden, not has_titles(each)))
    others = tuple(sheet.name for sheet in filled if sheet is not meant)
    return Pasted(as_text(meant), meant.name, meant.hidden, others)


def as_text(sheet: Sheet) -> str:
    """Rows by line and cells by tabulator, quoted as spreadsheets do; a formula without result says so."""
    return "\n".join(
        "\t".join(
            _quoted(UNSOLVED if (row, column) in sheet.unstored else cell)
            for column, cell in enumerate(cells)
        )
        for row, cells in enumerate(sheet.rows)
    )


def _quoted(cell: str) -> str:
    line = " ".join(cell.split())
    return '"' + line.replace('"', '""') + '"' if '"' in line else line
