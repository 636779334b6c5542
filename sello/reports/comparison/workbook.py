"""A comparison as an XLSX file: a sheet per table, figures as numbers, texts that never become formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from sello.core.text import clean
from sello.reports.document.values import Cell, Document, Table
from sello.reports.document.wording import Translate

WIDTH = 9
"""Characters of a spreadsheet column for each unit of a table column's weight."""

GROUP = 3.0
"""The weight of the column that names the group."""

_BOLD = Font(bold=True)
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def write_workbook(words: Document, out: IO[bytes], _: Translate = str) -> None:
    """Write the same cells as the page's and the paper's; the first sheet says what is compared."""
    book = Workbook(write_only=True)
    _front(book.create_sheet(_("Comparación")), words)
    for section in words.sections:
        for number, table in enumerate(section.tables, 1):
            name = section.title if len(section.tables) == 1 else f"{section.title} {number}"
            _sheet(book.create_sheet(name[:31]), table)
    book.save(out)


def _front(sheet: Any, words: Document) -> None:
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
    sheet.append([_text(sheet, words.cover.institution, bold=True)])
    sheet.append([_text(sheet, words.cover.title, bold=True), _text(sheet, words.cover.subtitle)])
    for label, value in words.cover.facts:
        sheet.append([_text(sheet, label), _text(sheet, value)])
    for section in words.sections:
        for sentence in section.lead:
            sheet.append([_text(sheet, section.title), _text(sheet, sentence)])


def _sheet(sheet: Any, table: Table) -> None:
    first = 0 if any(group.title for group in table.groups) else 1
    _set_widths(sheet, [GROUP, *(column.weight for column in table.columns)][first:])
    sheet.append([_text(sheet, table.caption, bold=True)])
    if table.is_empty:
        sheet.append([_text(sheet, table.empty)])
        return
    for row in _rows(sheet, table):
        sheet.append(row[first:])


def _rows(sheet: Any, table: Table) -> Iterator[list[SheetCell | str]]:
    """The titles and the lines of a table, each with its group's name in the first cell."""
    yield ["", *(_text(sheet, column.title, bold=True) for column in table.columns)]
    for group in table.groups:
        for row in group.rows:
            yield [_text(sheet, group.title or ""), *_cells(sheet, row)]


def _set_widths(sheet: Any, weights: list[float]) -> None:
    for number, weight in enumerate(weights, 1):
        sheet.column_dimensions[get_column_letter(number)].width = max(12, weight * WIDTH)


def _cells(sheet: Any, row: Iterable[Cell]) -> Iterator[SheetCell]:
    for cell in row:
        if cell.amount is None:
            yield _text(sheet, "\n".join(part.text for part in cell.parts))
            continue
        number = WriteOnlyCell(sheet, value=cell.amount.value)
        number.number_format = cell.amount.form
        number.alignment = Alignment(vertical="top")
        yield number


def _text(sheet: Any, value: str, *, bold: bool = False) -> SheetCell:
    """A cell that stays a text whatever it begins with ("=", "http:"), without what no sheet holds."""
    cell = WriteOnlyCell(sheet, value=clean(value))
    cell.data_type = "s"
    cell.alignment = _WRAPPED
    if bold:
        cell.font = _BOLD
    return cell
