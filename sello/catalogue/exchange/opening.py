"""A stranger's spreadsheet is opened here, in the limited process: its sheets, or why there are none."""

import io
import json
import lzma
import zipfile
import zlib
from typing import Any, BinaryIO, Final

from sello.catalogue.exchange import csv_text, foreign, ods, xlsx
from sello.catalogue.exchange.grid import Sheet, refused
from sello.catalogue.exchange.xml_parts import BadPart
from sello.catalogue.schema.problems import InvalidEdition
from sello.core.jail import limits
from sello.core.jail.answering import say
from sello.core.labels import N_

MAX_UNPACKED: Final = 120 * 1024 * 1024
MAX_PARTS: Final = 2000
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = (
    zipfile.BadZipFile, BadPart, ValueError, IndexError, RuntimeError, EOFError, OSError,
    zlib.error, lzma.LZMAError,
)  # fmt: skip


def main() -> None:
    """Say what the spreadsheet on the standard input holds, and end."""
    limits.confine()
    say(_told)


def _told(file: BinaryIO) -> bytes:
    try:
        told: Any = {"sheets": [_as_value(sheet) for sheet in opened(file.read())]}
    except InvalidEdition as refusal:
        only = refusal.problems[0]
        told = {"message": only.message, "remedy": only.remedy, "values": only.values}
    return json.dumps(told).encode("ascii")


def _as_value(sheet: Sheet) -> dict[str, Any]:
    places = {"dated": sorted(sheet.dated), "unstored": sorted(sheet.unstored)}
    text = {"separator": sheet.separator, "written": sheet.written}
    unseen = {"unseen_rows": sheet.unseen_rows, "unseen_columns": sheet.unseen_columns}
    told = {"name": sheet.name, "rows": sheet.rows, "hidden": sheet.hidden, "beyond": sheet.beyond}
    return {**told, **places, **text, **unseen}


def opened(document: bytes) -> tuple[Sheet, ...]:
    """The sheets of a spreadsheet, or the only one of a CSV file; InvalidEdition says why it cannot."""
    if document.startswith(_OLE):
        raise refused(
            "",
            N_("es una planilla antigua (.xls) o protegida con contraseña."),
            N_("Ábrala, quítele la contraseña si la tiene, guárdela como .xlsx y repita."),
        )
    if not document.startswith(_ZIP):
        _must_be_ours(foreign.of_bytes(document) or foreign.of_text(csv_text.decoded(document)))
        return (csv_text.read(document, ""),)
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            _check_package(package)
            _must_be_ours(foreign.of_package(package.namelist(), _kind(package)))
            return ods.read(package) if _is_ods(package) else xlsx.read(package)
    except _DAMAGED as error:
        raise refused(
            "",
            N_("la planilla está dañada, o no es de Excel ni de LibreOffice."),
            N_("Ábrala en Excel o LibreOffice, guárdela como .xlsx y repita."),
        ) from error


def _must_be_ours(found: foreign.Foreign | None) -> None:
    if found is not None:
        raise refused("", found.message, found.remedy)


def _kind(package: zipfile.ZipFile) -> bytes:
    """What an OpenDocument says that it is, in its first part."""
    return package.read("mimetype") if "mimetype" in package.namelist() else b""


def _is_ods(package: zipfile.ZipFile) -> bool:
    names = package.namelist()
    return "content.xml" in names and "xl/workbook.xml" not in names


def _check_package(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise refused(
            "",
            N_("la planilla es demasiado grande al abrirse."),
            N_("Copie la matriz en una planilla nueva, guárdela como .xlsx y repita."),
        )
