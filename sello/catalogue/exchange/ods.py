"""The sheets of an ODS file (LibreOffice, Google), as they are shown; what repeats is written out."""

import zipfile
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Final

from sello.catalogue.exchange import numbers
from sello.catalogue.exchange.grid import MAX_ROWS, Cells, Sheet, TooLarge
from sello.catalogue.exchange.xml_parts import Closed, Opened, walk

_CONTENT: Final = "content.xml"
_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_NUMBERS: Final = frozenset({"float", "currency", "percentage"})
_ASIDE: Final = frozenset({"annotation", "shape", "ruby-text"})
"""What stands in a cell without being its text."""


def read(package: zipfile.ZipFile) -> tuple[Sheet, ...]:
    """Every sheet in its order; one that is too large comes without rows. Raises BadPart."""
    return _Document(package).sheets()


class _Document:
    """One reading of one document."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._found: list[Sheet] = []
        self._unseen: set[str] = set()
        self._style = ""
        self._cells: Cells | None = None
        self._beyond = ""
        self._row = self._column = self._rows = self._columns = 0
        self._values: dict[str, str] = {}
        self._filled: list[tuple[int, str]] = []
        self._lines: list[str] | None = None
        self._aside = 0
        self._opening = {
            "table": self._open_table,
            "table-row": self._open_row,
            "table-column": self._open_column,
        }

    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets, as far as each could be read."""
        for step in walk(self._package, _CONTENT):
            if isinstance(step, Opened):
                self._open(step)
            elif isinstance(step, Closed):
                self._close(step.name)
            elif self._lines and not self._aside:
                self._lines[-1] += step
        return tuple(self._found)

    def _open(self, step: Opened) -> None:
        values = step.values
        if step.name in _ASIDE:
            self._aside += 1
        elif step.name == "style":
            self._style = values.get("name", "")
        elif step.name == "table-properties" and values.get("display") == "false":
            self._unseen.add(self._style)
        elif step.name in self._opening:
            self._opening[step.name](values)
        elif step.name in _CELLS:
            self._values, self._lines = values, []
        elif self._lines is not None and not self._aside:
            self._in_text(step)

    def _open_table(self, values: dict[str, str]) -> None:
        self._cells = Cells(values.get("name", ""), values.get("style-name", "") in self._unseen)
        self._row, self._columns, self._beyond = 0, 0, ""

    def _open_row(self, values: dict[str, str]) -> None:
        self._rows, self._column = _repeated(values, "number-rows-repeated"), 0
        self._filled = []
        self._note_unseen(values, self._row, self._rows, columns=False)

    def _open_column(self, values: dict[str, str]) -> None:
        times = _repeated(values, "number-columns-repeated")
        self._note_unseen(values, self._columns, times, columns=True)
        self._columns += times

    def _note_unseen(self, values: dict[str, str], first: int, times: int, *, columns: bool) -> None:
        """Keep which rows or columns are filtered or hidden, as far as they are read."""
        if self._cells is not None and values.get("visibility", "visible") != "visible":
            unseen = self._cells.unseen_columns if columns else self._cells.unseen_rows
            unseen.update(range(first, min(first + times, MAX_ROWS)))

    def _in_text(self, step: Opened) -> None:
        assert self._lines is not None
        if step.name == "p":
            self._lines.append("")
        elif self._lines and step.name in ("s", "tab", "line-break"):
            self._lines[-1] += {"s": " ", "tab": "\t", "line-break": "\n"}[step.name]

    def _close(self, name: str) -> None:
        if name in _ASIDE:
            self._aside -= 1
        elif name in _CELLS:
            self._put(covered=name != "table-cell")
        elif name == "table-row":
            self._end_row()
        elif name == "table" and self._cells is not None:
            cells = self._cells
            empty = Cells(cells.name, cells.hidden)
            self._found.append(replace(empty.sheet(), beyond=self._beyond) if self._beyond else cells.sheet())
            self._cells = None

    def _put(self, *, covered: bool) -> None:
        """Keep a cell, once for each time that it is repeated; nobody sees what another one covers."""
        text = "" if covered else self._shown("\n".join(self._lines or ()))
        times = _repeated(self._values, "number-columns-repeated")
        formula = (
            "formula" in self._values
            and not text
            and not covered
            and self._values.get("value-type") != "string"
        )
        if self._cells is not None and not self._beyond and (text.strip() or formula):
            self._keep(text, times, formula=formula)
        self._column += times
        self._lines = None

    def _keep(self, text: str, times: int, *, formula: bool) -> None:
        assert self._cells is not None
        cells, dated = self._cells, self._values.get("value-type") == "date"
        try:
            for column in range(self._column, self._column + times):
                self._filled.append((column, text))
                if formula:
                    cells.leave(self._row, column)
                    continue
                cells.put(self._row, column, text)
                if dated:
                    cells.dated.add((self._row, column))
            for row in range(self._row + 1, self._row + _repeated(self._values, "number-rows-spanned")):
                cells.put(row, self._column, text)
        except TooLarge as left:
            self._beyond = left.place

    def _end_row(self) -> None:
        """Say a row again as often as it is repeated; empty ones only count."""
        if self._cells is not None and self._filled and not self._beyond:
            try:
                for row in range(self._row + 1, self._row + self._rows):
                    for column, text in self._filled:
                        self._cells.put(row, column, text)
            except TooLarge as left:
                self._beyond = left.place
        self._row += self._rows

    def _shown(self, text: str) -> str:
        """A number with the decimals that it was shown with, and none lost; else the text itself."""
        kind, value = self._values.get("value-type", ""), self._values.get("value", "")
        if kind == "boolean":
            return "sí" if self._values.get("boolean-value") == "true" else "no"
        if kind == "date":
            return "-".join(reversed(self._values.get("date-value", "")[:10].split("-")))
        if kind in _NUMBERS:
            with suppress(InvalidOperation):
                number, percent = Decimal(value), kind == "percentage"
                places = numbers.decimals_of(text, number * 100 if percent else number)
                return numbers.typed(number, places, percent=percent)
        return text or self._values.get("string-value", "")


def _repeated(values: dict[str, str], key: str) -> int:
    text = values.get(key, "1")
    return max(int(text), 1) if text.isdecimal() else 1
