"""The sheets of an XLSX file, as they are shown: stored results, number formats, merged cells."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import InvalidOperation
from typing import Final

from sello.catalogue.exchange import numbers
from sello.catalogue.exchange.grid import Cells, Sheet, TooLarge, index_of
from sello.catalogue.exchange.xml_parts import BadPart, Closed, Opened, walk

_FORMATS: Final = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), "dd-mm-yyyy"),
}  # fmt: skip
"""The number formats that a file need not spell out."""
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
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
                self.from_1904 = step.values.get("date1904", "0") in ("1", "true")
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
        codes, formats, inside = dict(_FORMATS), [], False
        for step in walk(self.package, part) if part else ():
            if isinstance(step, Closed):
                inside = inside and step.name != "cellXfs"
            elif isinstance(step, Opened) and step.name == "numFmt":
                codes[int(step.values.get("numFmtId", 0))] = step.values.get("formatCode", "")
            elif isinstance(step, Opened):
                inside = inside or step.name == "cellXfs"
                if inside and step.name == "xf":
                    formats.append(codes.get(int(step.values.get("numFmtId", 0)), ""))
        return formats


class _Sheet:
    """One reading of one sheet."""

    def __init__(self, book: _Book, name: str, *, hidden: bool) -> None:
        self._book = book
        self._cells = Cells(name, hidden)
        self._row = self._column = -1

    def read(self, part: str) -> Sheet:
        """The sheet, or what it is called and where it was left if it is too large."""
        try:
            self._walk(part)
        except TooLarge as left:
            return replace(Cells(self._cells.name, self._cells.hidden).sheet(), beyond=left.place)
        return self._cells.sheet()

    def _walk(self, part: str) -> None:
        kind = style = ""
        value: list[str] = []
        formula = reading = phonetic = False
        for step in walk(self._book.package, part):
            if isinstance(step, str):
                if reading and not phonetic:
                    value.append(step)
            elif isinstance(step, Opened):
                if step.name == "row":
                    self._row = int(step.values.get("r", self._row + 2)) - 1
                    self._column = -1
                elif step.name == "c":
                    self._move(step.values.get("r", ""))
                    kind, style = step.values.get("t", "n"), step.values.get("s", "0")
                    value, formula = [], False
                elif step.name == "f":
                    formula = True
                elif step.name == "mergeCell":
                    self._merge(step.values.get("ref", ""))
                reading = step.name in ("v", "t")
                phonetic = phonetic or step.name == "rPh"
            else:
                reading = False
                phonetic = phonetic and step.name != "rPh"
                if step.name == "c":
                    self._put("".join(value), kind, style, formula=formula)

    def _move(self, address: str) -> None:
        match = _ADDRESS.fullmatch(address)
        if match is None:
            self._column += 1
            return
        self._row, self._column = int(match[2]) - 1, index_of(match[1]) or 0

    def _put(self, value: str, kind: str, style: str, *, formula: bool) -> None:
        at = (self._row, self._column)
        if not value:
            if formula and kind != "str":
                self._cells.leave(*at)
            return
        self._cells.put(*at, self._shown(value, kind, style, at))

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
            if numbers.is_day(code):
                shown = numbers.day(value, from_1904=self._book.from_1904)
                self._cells.dated.add(at)
                return shown
        with suppress(InvalidOperation):
            return numbers.shown(value, code)
        return value

    def _merge(self, reference: str) -> None:
        match = re.fullmatch(rf"{_ADDRESS.pattern}:{_ADDRESS.pattern}", reference)
        if match is not None and match[1] == match[3]:
            self._cells.spread_down(int(match[2]) - 1, int(match[4]) - 1, index_of(match[1]) or 0)


def _texts(package: zipfile.ZipFile, part: str, item: str) -> Iterator[str]:
    """The texts that cells share, without the readings that Japanese sheets add to them."""
    text: list[str] = []
    reading = phonetic = False
    for step in walk(package, part):
        if isinstance(step, str):
            if reading and not phonetic:
                text.append(step)
        elif isinstance(step, Opened):
            text = [] if step.name == item else text
            reading = step.name == "t"
            phonetic = phonetic or step.name == "rPh"
        else:
            reading = False
            phonetic = phonetic and step.name != "rPh"
            if step.name == item:
                yield _unescaped("".join(text))


def _unescaped(text: str) -> str:
    """Signs that XML cannot hold are written as ``_x000D_``; a carriage return is a line break."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")


def _joined(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
