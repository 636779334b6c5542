"""How a sheet of answers is read: shown beside its preview, and corrected in the address of that page."""

from collections.abc import Mapping
from dataclasses import dataclass

from sello.catalogue.exchange.grid import MAX_COLUMNS, MAX_ROWS, Sheet
from sello.core.cells import letters
from sello.core.text import shortened
from sello.transfers.import_answers.columns import AnswerColumn
from sello.transfers.import_answers.spreadsheet import ReadingChosen, SheetRead

SAMPLES = 3
SHORT = 60


@dataclass(frozen=True)
class ColumnRow:
    """A column of the sheet: its letters, its title, some of its cells, and what it is taken to hold."""

    index: int
    letters: str
    header: str
    samples: tuple[str, ...]
    held: AnswerColumn | None


def told(values: Mapping[str, str]) -> ReadingChosen | None:
    """How a person says that the sheet is to be read; what cannot be meant is left out.

    With another sheet or row of titles than the page showed, its columns are recognised anew.
    """
    sheet, row = _number(values.get("hoja"), MAX_ROWS), _number(values.get("fila"), MAX_ROWS)
    if sheet is None or not row:
        return None
    if values.get("antes") != f"{sheet}.{row}":
        return ReadingChosen(sheet, row - 1, None)
    columns: dict[int, AnswerColumn] = {}
    for index in range(MAX_COLUMNS):
        held = values.get(f"c{index}", "")
        if held in list(AnswerColumn) and (held == AnswerColumn.MARK or held not in columns.values()):
            columns[index] = AnswerColumn(held)
    return ReadingChosen(sheet, row - 1, columns)


def said(source: SheetRead) -> dict[str, str]:
    """The fields by which the page says the same again."""
    reading = source.reading
    place = f"{reading.sheet}.{reading.header + 1}"
    columns = {f"c{index}": held.value for index, held in reading.columns.items()}
    return {"hoja": str(reading.sheet), "fila": str(reading.header + 1), "antes": place, **columns}


def columns(source: SheetRead) -> tuple[ColumnRow, ...]:
    """Every column of the sheet that is read."""
    sheet, reading = source.sheet, source.reading
    return tuple(
        ColumnRow(
            index,
            letters(index),
            sheet.cell(reading.header, index),
            _samples(sheet, reading.header, index),
            reading.columns.get(index),
        )
        for index in range(sheet.width)
    )


def _samples(sheet: Sheet, header: int, index: int) -> tuple[str, ...]:
    below = (sheet.cell(row, index) for row in range(header + 1, len(sheet.rows)))
    found = [shortened(value, SHORT) for value in below if value]
    return tuple(found[:SAMPLES])


def _number(text: str | None, most: int) -> int | None:
    """A small number as an address says it; None for anything else."""
    if text is None or not (text.isascii() and text.isdecimal() and len(text) < 8):
        return None
    return int(text) if int(text) <= most else None
