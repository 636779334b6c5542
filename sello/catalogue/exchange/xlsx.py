"""The sheets of an XLSX file, as they are shown: stored results, number formats, merged cells."""

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import InvalidOperation
from typing import Final

from sello.catalogue.exchange import numbers
from sello.catalogue.exchange.grid import MAX_COLUMNS, Cells, Sheet, TooLarge, index_of
from sello.catalogue.exchange.xml_parts import BadPart, Closed, Opened, Step, walk

_FORMATS: Final = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    **dict.fromkeys((*range(14, 18), 22, *range(27, 37), *range(50, 59)), "dd-mm-yyyy"),
    **dict.fromkeys((*range(18, 22), *range(45, 48)), "h:mm"),
}  # fmt: skip
"""The number formats that a file need not spell out."""
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE: Final = ("1", "true")
_WORKBOOK: Final = "xl/workbook.xml"


def read(package: zipfile.ZipFile) -> tuple[Sheet, ...]:
    """Every sheet in its order; one that is too large comes without rows. Raises BadPart."""
    book = _Book(package)
    return tuple(_Sheet(book, name, hidden=hidden).read(part) for name, part, hidden in book.sheets())


class _Book:
    """What the sheets of a workbook have in common."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.path = self._main()
        self.from_1904 = False
        self.texts = self._texts()
        self.formats = self._formats()

    def sheets(self) -> Iterator[tuple[str, str, bool]]:
        """Name, part and whether it is hidden, of each sheet."""
        targets = self._targets(self.path)
        found = []
        for step in walk(self.package, self.path):
            if isinstance(step, Opened) and step.name == "workbookPr":
                self.from_1904 = step.values.get("date1904", "0") in _TRUE
            if isinstance(step, Opened) and step.name == "sheet":
                target = targets.get(step.values.get("id", ""), "")
                hidden = step.values.get("state", "visible") != "visible"
                found.append((step.values.get("name", ""), target, hidden))
        yield from (each for each in found if "chartsheet" not in each[1])

    def _main(self) -> str:
        """The workbook's part, which other programs than Excel may call otherwise."""
        for target in self._targets("").values():
            if target.endswith("workbook.xml"):
                return target
        return _WORKBOOK

    def _targets(self, part: str) -> dict[str, str]:
        folder, name = posixpath.split(part)
        with suppress(BadPart):
            return {
                step.values.get("Id", ""): _joined(folder, step.values.get("Target", ""))
                for step in walk(self.package, posixpath.join(folder, "_rels", f"{name}.rels"))
                if isinstance(step, Opened) and step.name == "Relationship"
            }
        return {}

    def _named(self, ending: str) -> str | None:
        return next((part for part in self._targets(self.path).values() if part.endswith(ending)), None)

    def _texts(self) -> list[str]:
        part = self._named("sharedStrings.xml")
        return list(_texts(self.package, part, "si")) if part else []

    def _formats(self) -> list[str]:
        """The number format of each cell style."""
        part = self._named("styles.xml")
        return list(_styles(walk(self.package, part))) if part else []


@dataclass
class _Cell:
    """What a cell says of itself before its value comes."""

    kind: str = ""
    style: str = ""
    formula: bool = False


class _Sheet:
    """One reading of one sheet."""

    def __init__(self, book: _Book, name: str, *, hidden: bool) -> None:
        self._book = book
        self._cells = Cells(name, hidden)
        self._row = self._column = -1
        self._cell = _Cell()
        self._value = _Spoken("v", "t")
        self._opening = {
            "row": self._open_row,
            "col": self._open_column,
            "c": self._open_cell,
            "f": self._open_formula,
            "mergeCell": self._merge,
        }

    def read(self, part: str) -> Sheet:
        """The sheet, or what it is called and where it was left if it is too large."""
        try:
            self._walk(part)
        except TooLarge as left:
            return replace(Cells(self._cells.name, self._cells.hidden).sheet(), beyond=left.place)
        return self._cells.sheet()

    def _walk(self, part: str) -> None:
        for step in walk(self._book.package, part):
            self._value.hear(step)
            if isinstance(step, Opened) and step.name in self._opening:
                self._opening[step.name](step.values)
            if isinstance(step, Closed) and step.name == "c":
                self._put(self._value.text(), self._cell)

    def _open_row(self, values: dict[str, str]) -> None:
        self._row = int(values.get("r", self._row + 2)) - 1
        self._column = -1
        if values.get("hidden", "0") in _TRUE:
            self._cells.unseen_rows.add(self._row)

    def _open_column(self, values: dict[str, str]) -> None:
        if values.get("hidden", "0") in _TRUE:
            first, last = int(values.get("min", "1")), int(values.get("max", "1"))
            self._cells.unseen_columns.update(range(first - 1, min(last, MAX_COLUMNS)))

    def _open_cell(self, values: dict[str, str]) -> None:
        self._move(values.get("r", ""))
        self._cell = _Cell(values.get("t", "n"), values.get("s", "0"))
        self._value.begin()

    def _open_formula(self, _values: dict[str, str]) -> None:
        self._cell.formula = True

    def _move(self, address: str) -> None:
        match = _ADDRESS.fullmatch(address)
        if match is None:
            self._column += 1
            return
        self._row, self._column = int(match[2]) - 1, index_of(match[1]) or 0

    def _put(self, value: str, cell: _Cell) -> None:
        at = (self._row, self._column)
        if not value:
            if cell.formula and cell.kind != "str":
                self._cells.leave(*at)
            return
        self._cells.put(*at, self._shown(value, cell.kind, cell.style, at))

    def _shown(self, value: str, kind: str, style: str, at: tuple[int, int]) -> str:
        if kind == "s":
            return self._book.texts[int(value)]
        if kind == "b":
            return "sí" if value == "1" else "no"
        if kind == "d":
            self._cells.dated.add(at)
            return "-".join(reversed(value[:10].split("-")))
        return self._number(value, style, at) if kind == "n" else _unescaped(value)

    def _number(self, value: str, style: str, at: tuple[int, int]) -> str:
        index = int(style)
        code = self._book.formats[index] if index < len(self._book.formats) else ""
        with suppress(OverflowError):
            if numbers.is_day(code) and numbers.is_hour(code):
                return numbers.hour(value)
            if numbers.is_day(code):
                shown = numbers.day(value, from_1904=self._book.from_1904)
                self._cells.dated.add(at)
                return shown
        with suppress(InvalidOperation):
            return numbers.shown(value, code)
        return value

    def _merge(self, values: dict[str, str]) -> None:
        match = re.fullmatch(rf"{_ADDRESS.pattern}:{_ADDRESS.pattern}", values.get("ref", ""))
        if match is not None:
            self._cells.spread_down(int(match[2]) - 1, int(match[4]) - 1, index_of(match[1]) or 0)


class _Spoken:
    """The text inside some elements while they are walked, without the readings that Japanese sheets add."""

    def __init__(self, *elements: str) -> None:
        self._elements = elements
        self._parts: list[str] = []
        self._reading = self._phonetic = False

    def begin(self) -> None:
        """Forget what was heard: another text begins."""
        self._parts = []

    def hear(self, step: Step) -> None:
        """Take one step of the walk."""
        if isinstance(step, str):
            if self._reading and not self._phonetic:
                self._parts.append(step)
            return
        opens = isinstance(step, Opened)
        self._reading = opens and step.name in self._elements
        if step.name == "rPh":
            self._phonetic = opens

    def text(self) -> str:
        """What was heard since it began."""
        return "".join(self._parts)


def _texts(package: zipfile.ZipFile, part: str, item: str) -> Iterator[str]:
    """The texts that cells share."""
    spoken = _Spoken("t")
    for step in walk(package, part):
        spoken.hear(step)
        if isinstance(step, Opened) and step.name == item:
            spoken.begin()
        if isinstance(step, Closed) and step.name == item:
            yield _unescaped(spoken.text())


def _styles(steps: Iterable[Step]) -> Iterator[str]:
    """The number format of each cell style; the formats that a file spells out stand before its styles."""
    codes = dict(_FORMATS)
    inside = False
    for step in steps:
        if isinstance(step, Opened | Closed) and step.name == "cellXfs":
            inside = isinstance(step, Opened)
        elif isinstance(step, Opened) and step.name == "numFmt":
            codes[_format_of(step)] = step.values.get("formatCode", "")
        elif isinstance(step, Opened) and step.name == "xf" and inside:
            yield codes.get(_format_of(step), "")


def _format_of(step: Opened) -> int:
    return int(step.values.get("numFmtId", 0))


def _unescaped(text: str) -> str:
    """Signs that XML cannot hold are written as ``_x000D_``; a carriage return is a line break."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")


def _joined(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
