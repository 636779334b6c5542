"""Every spreadsheet that the product gives is written here, so that all of them can be reckoned with.

A row of titles that stays in sight and filters, then nothing but rows: days are days, figures are numbers
with all their digits, and what people wrote stays a text, whatever it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any, Final

from sello.core.labels import N_
from sello.core.text import clean

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY: Final = "dd-mm-yyyy"
COUNT: Final = "#,##0"

LONGEST_NAME: Final = 31
"""Characters that a sheet's name may have; longer ones make Excel mend the file."""

NARROWEST, WIDEST = 9, 60
"""Characters that a column shows at least and at most; longer texts take more lines."""

LONGEST_TEXT: Final = 32_767
"""Units of UTF-16 that a cell takes; of a longer one Excel says that the file is damaged."""

CUT: Final = N_(" […] (sigue en Sello)")
"""What tells that a cell does not hold all of a text."""

_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]")
"""How a text begins that some spreadsheet takes for a formula as soon as somebody types it again."""

_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What spreadsheets would take for a sign that XML cannot hold."""

_NO_NAME: Final = re.compile(r"[\[\]:*?/\\\s]+")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure and how it is shown."""

    value: float
    form: str


Value = str | int | date | Number | None
"""What a cell holds; None leaves it empty."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table on a sheet of its own.

    ``widths`` (characters by column) is given where there is more to be written in than stands there;
    ``pinned`` is how many columns stay in sight beside the titles.
    """

    name: str
    titles: tuple[str, ...]
    rows: Sequence[Sequence[Value]]
    widths: tuple[int, ...] = ()
    pinned: int = 0


def write(
    sheets: Iterable[Sheet], out: IO[bytes], *, title: str = "", author: str = "", about: str = ""
) -> None:
    """Write the sheets as an XLSX file that says what it is, whose, and what else there is to know of it."""
    from openpyxl import Workbook

    book, names = Workbook(write_only=True), _Names()
    facts = book.properties
    facts.title, facts.creator, facts.subject = clean(title), clean(author), clean(about)
    for each in sheets:
        _fill(book.create_sheet(names.given(each.name)), each)
    book.save(out)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would reckon with a text that somebody wrote."""
    return _FORMULA.match(text) is not None


def fitting(text: str) -> str:
    """The text as a cell takes it; one that is too long says where the rest is."""
    if len(text) * 2 <= LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    room = 2 * (LONGEST_TEXT - len(CUT))
    return units[:room].decode("utf-16-le", "ignore") + CUT


class _Names:
    """The names given so far; no two may differ only by case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def given(self, asked: str) -> str:
        """The name without the signs that none may have, cut to its length, and numbered if it is taken."""
        plain = _NO_NAME.sub(" ", clean(asked)).strip(" '")
        name = plain[:LONGEST_NAME].rstrip()
        number = 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{plain[: LONGEST_NAME - len(str(number)) - 1].rstrip()} {number}"
        self._taken.add(name.casefold())
        return name


def _fill(target: Any, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter as letter

    target.freeze_panes = f"{letter(sheet.pinned + 1)}2"
    for number, width in enumerate(sheet.widths or _widths(sheet), 1):
        target.column_dimensions[letter(number)].width = width
    looks = _Looks(target)
    target.append([looks.title(title) for title in sheet.titles])
    for row in sheet.rows:
        target.append([looks.cell(value) for value in row])
    target.auto_filter.ref = f"A1:{letter(len(sheet.titles))}{len(sheet.rows) + 1}"


def _widths(sheet: Sheet) -> Iterator[int]:
    """Room for the longest line of each column, within bounds."""
    for number, title in enumerate(sheet.titles):
        lines = [line for row in sheet.rows for line in _lines(row[number])]
        longest = max(map(len, lines), default=0)
        yield min(WIDEST, max(NARROWEST, longest + 2, len(title) + 4))


def _lines(value: Value) -> list[str]:
    if isinstance(value, str):
        return value.split("\n")
    return ["" if value is None else "0" * 10]


class _Looks:
    """Makes the cells of a sheet."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font

        self._new, self._sheet = WriteOnlyCell, sheet
        self._bold, self._wrapped = Font(bold=True), Alignment(vertical="top", wrap_text=True)
        self._top = Alignment(vertical="top")

    def title(self, value: str) -> Any:
        """A cell of the first row."""
        cell = self.cell(value)
        cell.font = self._bold
        return cell

    def cell(self, value: Value) -> Any:
        """The cell of a value, in the type that a spreadsheet reckons with."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Number):
            return self._shown(value.value, value.form)
        return self._shown(value, DAY if isinstance(value, date) else COUNT)

    def _text(self, value: str) -> Any:
        """A text whatever it begins with, also after somebody entered the cell and left it again."""
        text = _ESCAPE.sub("_x005F_", fitting(clean(value)))
        cell = self._new(self._sheet, value=text or None)
        if value:
            cell.data_type = "s"
            cell.quotePrefix = is_formula(text)
        cell.alignment = self._wrapped
        return cell

    def _shown(self, value: Any, form: str) -> Any:
        cell = self._new(self._sheet, value=value)
        cell.number_format = form
        cell.alignment = self._top
        return cell
