"""A spreadsheet or a CSV file as plain texts in cells, opened with limits and read without formulas."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from sello.catalogue.schema.problems import InvalidEdition, Problem
from sello.core.dates import written
from sello.core.labels import N_
from sello.core.text import clean

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_UNPACKED: Final = 120 * 1024 * 1024
MAX_PARTS: Final = 2000
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 120
_ZIP = b"PK\x03\x04"
_SEPARATORS = ";,\t|"


@dataclass(frozen=True)
class Sheet:
    """A sheet as rows of texts; every row has the same length. Numbered from 0, shown from 1."""

    name: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.rows[0]) if self.rows else 0

    def cell(self, row: int, column: int) -> str:
        """The text of a cell, empty beyond the sheet."""
        return self.rows[row][column] if row < len(self.rows) and column < self.width else ""

    def place(self, row: int, column: int | None = None) -> str:
        """How a person finds a cell, or a row."""
        if column is None:
            return f"{self.name}, fila {row + 1}" if self.name else f"fila {row + 1}"
        address = f"{letters(column)}{row + 1}"
        return f"{self.name}!{address}" if self.name else address


def letters(column: int) -> str:
    """The letters by which a spreadsheet names a column."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def index_of(column: str) -> int | None:
    """The number of the column with these letters, or None if they are no letters."""
    number = 0
    for letter in column.strip().upper():
        if not "A" <= letter <= "Z":
            return None
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1 if number else None


def read_sheets(document: bytes, file: str) -> tuple[Sheet, ...]:
    """The sheets of an XLSX file, or the only one of a CSV file; InvalidEdition says why it cannot."""
    if len(document) > MAX_BYTES:
        raise _refused(
            file,
            N_("el archivo supera %(limit)s MB."),
            N_("Deje en el archivo solo la matriz, sin imágenes ni otras hojas."),
            limit=MAX_BYTES // (1024 * 1024),
        )
    sheets = _xlsx(document, file) if document.startswith(_ZIP) else (_csv(document, file),)
    if not any(sheet.rows for sheet in sheets):
        raise _refused(
            file,
            N_("el archivo no tiene filas."),
            N_("Revise que sea el archivo correcto y que tenga datos."),
        )
    return sheets


def _xlsx(document: bytes, file: str) -> tuple[Sheet, ...]:
    from openpyxl import load_workbook

    _check_package(document, file)
    try:
        book = load_workbook(io.BytesIO(document), read_only=True, data_only=True, keep_links=False)
        return tuple(_rows(sheet.title, _cells(sheet)) for sheet in book.worksheets)
    except Exception as error:  # the library raises whatever a damaged file makes it raise
        raise _refused(
            file,
            N_("no se puede abrir como planilla de Excel."),
            N_("Ábralo en Excel o LibreOffice, guárdelo como .xlsx y repita."),
        ) from error


def _check_package(document: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            parts = package.infolist()
    except zipfile.BadZipFile:
        parts = []
    if not parts or len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _refused(
            file,
            N_("la planilla está dañada o es demasiado grande al abrirse."),
            N_("Copie la matriz en una planilla nueva, guárdela como .xlsx y repita."),
        )


def _cells(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()
    for row in islice(sheet.iter_rows(max_col=MAX_COLUMNS), MAX_ROWS):
        yield [_text(cell) for cell in row]


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), percent="%" in (cell.number_format or ""))
    if isinstance(value, datetime | date):
        return written(value)
    return str(value).strip()


def _number(value: Decimal, *, percent: bool) -> str:
    """A number as it was typed: decimal comma, no trailing zeros, per cent where the cell shows it so."""
    shown = value * 100 if percent else value
    text = format(shown.normalize(), "f").replace(".", ",")
    return f"{text} %" if percent else text


def _csv(document: bytes, file: str) -> Sheet:
    text = _decoded(document)
    if "\x00" in text:
        raise _refused(
            file,
            N_("el archivo no es una planilla ni un texto con separadores."),
            N_("Use un archivo .xlsx, .csv o .yaml."),
        )
    head = "\n".join(text.splitlines()[:20])
    separator = max(_SEPARATORS, key=head.count)
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), MAX_ROWS))
    except csv.Error as error:
        raise _refused(
            file,
            N_("el archivo CSV tiene comillas o celdas que no cierran."),
            N_("Guárdelo otra vez desde la planilla, como .xlsx si es posible."),
        ) from error
    return _rows("", ([cell.strip() for cell in row[:MAX_COLUMNS]] for row in rows))


def _decoded(document: bytes) -> str:
    """The text of a CSV file: UTF-8 with or without mark, else what Excel writes in Chile."""
    try:
        return document.decode("utf-8-sig")
    except UnicodeDecodeError:
        return document.decode("cp1252", errors="replace")


def _rows(name: str, cells: Iterator[list[str]]) -> Sheet:
    rows = [[clean(cell) for cell in row] for row in cells]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((index + 1 for row in rows for index, cell in enumerate(row) if cell), default=0)
    return Sheet(name, tuple(tuple((row + [""] * width)[:width]) for row in rows))


def _refused(file: str, message: str, remedy: str, **values: object) -> InvalidEdition:
    return InvalidEdition(file, [Problem("archivo", message, remedy, values)])
