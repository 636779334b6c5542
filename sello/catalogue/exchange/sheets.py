"""Any spreadsheet that people hand over (XLSX, ODS, CSV) as plain texts in cells, opened with limits."""

import io
import lzma
import zipfile
import zlib
from functools import lru_cache
from typing import Final

from sello.catalogue.exchange import csv_text, foreign, ods, xlsx
from sello.catalogue.exchange.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Sheet, letters, refused
from sello.catalogue.exchange.xml_parts import BadPart
from sello.core.labels import N_

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_UNPACKED: Final = 120 * 1024 * 1024
MAX_PARTS: Final = 2000
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = (
    zipfile.BadZipFile, BadPart, ValueError, IndexError, RuntimeError, EOFError, OSError,
    zlib.error, lzma.LZMAError,
)  # fmt: skip


@lru_cache(maxsize=4)
def read_sheets(document: bytes, file: str) -> tuple[Sheet, ...]:
    """The sheets of a spreadsheet, or the only one of a CSV file; InvalidEdition says why it cannot.

    What was read is kept for the next views of the same file.
    """
    if len(document) > MAX_BYTES:
        raise refused(
            file,
            N_("el archivo supera %(limit)s MB."),
            N_("Deje en el archivo solo la matriz, sin imágenes ni otras hojas."),
            limit=MAX_BYTES // (1024 * 1024),
        )
    sheets = _read(document, file)
    if any(sheet.rows for sheet in sheets):
        return sheets
    if left := next((sheet for sheet in sheets if sheet.beyond), None):
        raise refused(
            file,
            N_(
                "la hoja «%(name)s» llega hasta la celda %(place)s o más allá, y se leen hasta "
                "%(rows)s filas, hasta la columna %(column)s y hasta %(cells)s celdas escritas."
            ),
            N_("Borre las filas y columnas que sobran, o copie la tabla en una planilla nueva, y repita."),
            name=left.name or file,
            place=left.beyond,
            rows=MAX_ROWS,
            column=letters(MAX_COLUMNS - 1),
            cells=MAX_CELLS,
        )
    raise refused(
        file,
        N_("el archivo no tiene filas."),
        N_("Revise que sea el archivo correcto y que tenga datos."),
    )


def _read(document: bytes, file: str) -> tuple[Sheet, ...]:
    if document.startswith(_OLE):
        raise refused(
            file,
            N_("es una planilla antigua (.xls) o protegida con contraseña."),
            N_("Ábrala, quítele la contraseña si la tiene, guárdela como .xlsx y repita."),
        )
    if not document.startswith(_ZIP):
        _must_be_ours(foreign.of_bytes(document) or foreign.of_text(csv_text.decoded(document)), file)
        return (csv_text.read(document, file),)
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            _check_package(package, file)
            _must_be_ours(foreign.of_package(package.namelist(), _kind(package)), file)
            return ods.read(package) if _is_ods(package) else xlsx.read(package)
    except _DAMAGED as error:
        raise refused(
            file,
            N_("la planilla está dañada, o no es de Excel ni de LibreOffice."),
            N_("Ábrala en Excel o LibreOffice, guárdela como .xlsx y repita."),
        ) from error


def _must_be_ours(found: foreign.Foreign | None, file: str) -> None:
    if found is not None:
        raise refused(file, found.message, found.remedy)


def _kind(package: zipfile.ZipFile) -> bytes:
    """What an OpenDocument says that it is, in its first part."""
    return package.read("mimetype") if "mimetype" in package.namelist() else b""


def _is_ods(package: zipfile.ZipFile) -> bool:
    names = package.namelist()
    return "content.xml" in names and "xl/workbook.xml" not in names


def _check_package(package: zipfile.ZipFile, file: str) -> None:
    parts = package.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise refused(
            file,
            N_("la planilla es demasiado grande al abrirse."),
            N_("Copie la matriz en una planilla nueva, guárdela como .xlsx y repita."),
        )
