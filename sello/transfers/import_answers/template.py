"""The sheet that a cycle hands out to be filled in: its requirements and what is answered so far."""

import io
from collections.abc import Iterable, Sequence

from sello.core.labels import N_
from sello.core.workbook import Sheet, write

HEADERS = (
    N_("Código"),
    N_("Requerimiento"),
    N_("Unidad"),
    N_("Respuesta"),
    N_("Relato"),
    N_("Por qué no aplica"),
)


NAME = "Autodiagnóstico"
WIDTHS = (10, 60, 36, 20, 70, 40)
"""Room for what is to be written in."""


def template(rows: Iterable[Sequence[str]]) -> bytes:
    """An XLSX with the cycle's requirements and what is answered so far, to be filled in and sent back."""
    out = io.BytesIO()
    write([Sheet(NAME, HEADERS, list(rows), WIDTHS, pinned=1)], out, title=NAME)
    return out.getvalue()
