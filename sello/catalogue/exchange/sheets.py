"""Any spreadsheet that people hand over (XLSX, ODS, CSV) as plain texts in cells, opened elsewhere."""

import io
from functools import lru_cache
from typing import Any, Final

from sello.catalogue.exchange.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Sheet, refused
from sello.core.cells import letters
from sello.core.jail import process
from sello.core.labels import N_

MAX_BYTES: Final = 4 * 1024 * 1024
SECONDS: Final = 30
"""Of the clock; the process has fewer of the processor."""
DAMAGED: Final = (
    N_("la planilla está dañada, o no es de Excel ni de LibreOffice."),
    N_("Ábrala en Excel o LibreOffice, guárdela como .xlsx y repita."),
)
_MOST: Final = 64 * 1024 * 1024
"""Bytes in which all cells are told."""


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
    sheets = _opened(document, file)
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


def _opened(document: bytes, file: str) -> tuple[Sheet, ...]:
    """As the limited process reads it; what it says is built anew here, of plain values."""
    module = "sello.catalogue.exchange.opening"
    reply = process.asked(module, (), io.BytesIO(document), most=_MOST, seconds=SECONDS)
    if reply.word in {"large", "slow"}:
        raise refused(
            file,
            N_("la planilla es demasiado grande al abrirse."),
            N_("Copie la matriz en una planilla nueva, guárdela como .xlsx y repita."),
        )
    told = reply.told()
    try:
        if "sheets" in told:
            return tuple(_sheet(**each) for each in told["sheets"])
        why = str(told["message"]), str(told["remedy"]), dict(told["values"])
    except (ValueError, TypeError, KeyError):
        why = (*DAMAGED, {})
    raise refused(file, why[0], why[1], **why[2])


def _sheet(*, rows: list[list[str]], written: list[int], **told: Any) -> Sheet:
    texts = tuple(tuple(map(str, row)) for row in rows)
    if len({len(row) for row in texts}) > 1 or len(written) not in (0, len(texts)):
        raise ValueError
    return Sheet(
        str(told["name"]),
        texts,
        bool(told["hidden"]),
        _places(told["dated"]),
        _places(told["unstored"]),
        str(told["beyond"]),
        str(told["separator"]),
        tuple(map(int, written)),
        tuple(map(int, told["unseen_rows"])),
        tuple(map(int, told["unseen_columns"])),
    )


def _places(told: Any) -> frozenset[tuple[int, int]]:
    return frozenset((int(row), int(column)) for row, column in told)
