"""Spreadsheets by calamine and tables of text: every sheet, a hundred rows at a time, as words."""

import csv
import io
import itertools
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

import python_calamine

from sello.core.dates import written
from sello.core.jail.answering import Large
from sello.core.text import shortened
from sello.files.jail.readers.common import Leaf, whole_package
from sello.files.jail.readers.plain import decoded

ROWS = 100
COLUMNS = 60
LETTERS = 600
"""Of a cell; what is longer is cut, and looks so."""
MOST_CELLS = 4_000_000
_SEPARATORS = ";\t,|"


def workbook(file: BinaryIO) -> Iterator[Leaf]:
    """The leaves of a spreadsheet; a sheet that is hidden says so. Raises Large, or what calamine raises."""
    if zipfile.is_zipfile(file):
        whole_package(file)
    file.seek(0)
    book = python_calamine.CalamineWorkbook.from_filelike(file)
    for facts in book.sheets_metadata:
        if facts.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(facts.name)
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise Large
        hidden = facts.visible != python_calamine.SheetVisibleEnum.Visible
        first = sheet.start[0] + 1 if sheet.start else 1
        rows = ([_words(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True))
        yield from _in_leaves(rows, facts.name, first=first, hidden=hidden)


def table(file: BinaryIO) -> Iterator[Leaf]:
    """The leaves of a text with separators."""
    text = decoded(file)
    lines = text.splitlines()
    separator = _separator(lines[:25])
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    yield from _in_leaves(
        ([shortened(cell, LETTERS) for cell in row] for row in rows), "", first=1, hidden=False
    )


def _in_leaves(rows: Iterable[list[str]], title: str, *, first: int, hidden: bool) -> Iterator[Leaf]:
    left = iter(rows)
    at = first
    while taken := list(itertools.islice(left, ROWS)):
        wide = max(len(row) for row in taken)
        shown = [row[:COLUMNS] for row in taken]
        block = {"is": "table", "rows": shown, "first": at, "cut": wide > COLUMNS}
        yield {"title": title, "hidden": hidden, "blocks": [block]}
        at += len(taken)
    if at == first:
        yield {"title": title, "hidden": hidden, "blocks": []}


def _separator(lines: list[str]) -> str:
    """The sign that cuts the first lines into as many cells each, as many as can be."""

    def cells(sign: str) -> tuple[bool, int]:
        counts = {line.count(sign) for line in lines if line}
        return len(counts) == 1 and counts != {0}, max(counts, default=0)

    return max(_SEPARATORS, key=cells)


def _words(cell: Any) -> str:
    match cell:
        case bool():
            said = ("No", "Sí")[cell]
        case float():
            said = repr(cell).removesuffix(".0").replace(".", ",")
        case datetime():
            said = written(cell) if cell.time() == time() else f"{written(cell)} {cell.time():%H:%M}"
        case date():
            said = written(cell)
        case time():
            said = f"{cell:%H:%M}"
        case timedelta():
            minutes = int(cell.total_seconds()) // 60
            said = f"{minutes // 60}:{minutes % 60:02}"
        case _:
            said = str(cell)
    return shortened(said, LETTERS)
