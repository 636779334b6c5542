"""A text with separators: its encoding and its separator are told by what they make of it."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Final

from sello.catalogue.exchange.grid import Cells, Sheet, TooLarge, refused
from sello.core.labels import N_

_TAB: Final = "\t"
_SEPARATORS: Final = f";{_TAB},|"
_LOOKED_AT: Final = 25
_SYSTEMS: Final = ("cp1252", "cp850", "mac_roman")
_LETTERS: Final = re.compile(r"(?<=[A-Za-z])[áéíóúüñÁÉÍÓÚÜÑ]|[áéíóúüñÁÉÍÓÚÜÑ](?=[A-Za-z])")
_TELLING: Final = 2
"""How many different letters tell another system: one alone may be a quote or a dash of Windows."""
_MARK: Final = "\ufeff"
"""Begins a file; inside, it began one that was joined to it, and would hide a quote or a title."""
_WRAPPED: Final = re.compile(r'^".*"".*"$', re.MULTILINE)
"""A line that is one cell in quotes, with quotes of its own."""
_MARKS: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(document: bytes, file: str) -> Sheet:
    """The only sheet of a CSV file; InvalidEdition says why it cannot be read."""
    text = decoded(document)
    if "\x00" in text:
        raise refused(
            file,
            N_("el archivo no es una planilla ni un texto con separadores."),
            N_("Use un archivo .xlsx, .ods, .csv o .yaml."),
        )
    text, separator = _told(text.replace("\r\n", "\n").replace("\r", "\n"))
    cells = Cells("")
    try:
        lines, separator = _unwrapped(text, separator)
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                cells.put(row, column, cell)
    except TooLarge as left:
        return Sheet("", (), beyond=left.place)
    except csv.Error as error:
        raise refused(
            file,
            N_("el archivo CSV tiene comillas o celdas que no cierran."),
            N_("Guárdelo otra vez desde la planilla, como .xlsx si es posible."),
        ) from error
    sheet = cells.sheet()
    return replace(sheet, separator=separator, written=tuple(map(len, lines))[: len(sheet.rows)])


def decoded(document: bytes) -> str:
    """The text of a file: by its mark, as UTF-16 by its zeros, else line by line.

    A line is UTF-8 if it can be, or as a system writes it here: people join files of two kinds.
    """
    return _decoded(document).replace(_MARK, "")


def _decoded(document: bytes) -> str:
    for mark, encoding in _MARKS:
        if document.startswith(mark):
            return document.decode(encoding, errors="replace")
    head = document[:4096]
    for zeros, encoding in ((head[1::2], "utf-16-le"), (head[::2], "utf-16-be")):
        if len(head) > 3 and zeros.count(0) * 10 > len(zeros) * 7:
            return document.decode(encoding, errors="replace")
    return _by_line(document)


def _by_line(document: bytes) -> str:
    """Each line as UTF-8 if it can be, the others together in the letters of one system."""
    lines = document.split(b"\n")
    others = b"\n".join(line for line in lines if not _is_utf8(line))
    system = _system(others) if others else ""
    return "\n".join(line.decode("utf-8" if _is_utf8(line) else system, errors="replace") for line in lines)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _system(document: bytes) -> str:
    """The letters of one system: Windows, unless those of DOS or of the old Mac make more of Spanish."""
    windows, *others = (_spanish(document, encoding) for encoding in _SYSTEMS)
    for found, encoding in zip(others, _SYSTEMS[1:], strict=True):
        if len(set(found)) >= _TELLING and len(found) > len(windows):
            return encoding
    return _SYSTEMS[0]


def _spanish(document: bytes, encoding: str) -> list[str]:
    """The letters of Spanish words that a plain alphabet lacks."""
    return _LETTERS.findall(document.decode(encoding, errors="replace"))


def _told(text: str) -> tuple[str, str]:
    """The separator that a first line «sep=;» names, as Excel writes it, and the text behind it."""
    first, _, rest = text.partition("\n")
    first = first.strip('"')
    if first.lower().startswith("sep=") and len(first) == len("sep=") + 1:
        return f"\n{rest}", first[-1]
    return text, ""


def _separator(text: str) -> str:
    """The separator under which most rows have the same number of cells: prose never does.

    As many with tabulators as with another sign: nobody writes a tabulator in a name, as one does a comma.
    """
    return max(_SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> tuple[int, bool, int]:
    """How many rows have the commonest width above one cell, whether by tabulators, and that width."""
    try:
        widths = Counter(len(line) for line in islice(_lines(text, separator), _LOOKED_AT))
    except csv.Error:
        return (0, False, 0)
    found = max(((rows, width) for width, rows in widths.items() if width > 1), default=(0, 0))
    return found[0], bool(found[0]) and separator == _TAB, found[1]


def _unwrapped(text: str, separator: str) -> tuple[list[list[str]], str]:
    """The rows and what parts their cells; where each is one cell that holds a whole row, what those hold.

    Excel set to Chile reads a file parted by commas as lines; it saves each as a cell, in quotes if need be.
    """
    if not separator and _WRAPPED.search(text):
        with suppress(csv.Error):
            within, inside = _within(text)
            if within:
                return within, inside
    separator = separator or _separator(text)
    return _rows(text, separator), separator


def _within(text: str) -> tuple[list[list[str]], str]:
    """The rows inside cells, if they have one width and more than one cell, else none; and their separator.

    Raises csv.Error where what stands in the cells is no row.
    """
    rows = list(filter(None, _rows(text, ";")))
    if max(map(len, rows), default=0) != 1:
        return [], ""
    inner = "\n".join(row[0] for row in rows)
    separator = _separator(inner)
    within = _rows(inner, separator)
    widths = set(map(len, within))
    is_table = len(widths) == 1 and max(widths) > 1 and len(within) == len(rows)
    return (within if is_table else []), separator


def _rows(text: str, separator: str) -> list[list[str]]:
    """The rows; a quote that opens a cell and does not close is a sign like others, and swallows none.

    Raises csv.Error where neither reading makes rows of one width.
    """
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        plain = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_NONE)
        rows = list(plain)
    if len({len(row) for row in rows if any(row)}) > 1:
        raise csv.Error
    return rows


def _lines(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)
