"""Sheets as text for a spreadsheet set to Chile: semicolons, a decimal comma, days dd-mm-aaaa.

Excel takes it for UTF-8 by its first three bytes. Text that it would take for a formula bears an apostrophe,
as one types it in a cell: what people wrote is never reckoned.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Final

from sello.core.dates import written
from sello.core.text import clean
from sello.core.workbook import Number, Sheet, Value, is_formula

MEDIA_TYPE: Final = "text/csv"
MARK: Final = "\ufeff"
APOSTROPHE: Final = "'"

_HIDES: Final = ("\t", "\r", "\n")
"""Behind these at its head a cell may hide a formula from whoever looks."""


def as_csv(sheet: Sheet) -> bytes:
    """The titles and the rows of a sheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([_text(title) for title in sheet.titles])
    writer.writerows([_cell(value) for value in row] for row in sheet.rows)
    return (MARK + out.getvalue()).encode("utf-8")


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return _text(value)
        case Number():
            return _number(value.value)
        case date():
            return written(value)
        case int():
            return str(value)


def _text(raw: str) -> str:
    text = clean(raw)
    return APOSTROPHE + text if is_formula(text) or text.startswith(_HIDES) else text


def _number(value: float) -> str:
    """All its digits, never in powers of ten."""
    return format(Decimal(repr(value)), "f").replace(".", ",")
