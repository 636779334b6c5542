"""The sheet that a cycle hands out to be filled in: its requirements and what is answered so far."""

import io
from collections.abc import Iterable, Sequence

from sello.core.labels import N_
from sello.core.text import clean

HEADERS = (
    N_("Código"),
    N_("Requerimiento"),
    N_("Unidad"),
    N_("Respuesta"),
    N_("Relato"),
    N_("Por qué no aplica"),
)


def template(rows: Iterable[Sequence[str]]) -> bytes:
    """An XLSX with the cycle's requirements and what is answered so far, to be filled in and sent back."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Autodiagnóstico")
    sheet.freeze_panes = "B2"
    for column, width in zip("ABCDEF", (10, 60, 36, 20, 70, 40), strict=True):
        sheet.column_dimensions[column].width = width
    wrap, bold = Alignment(vertical="top", wrap_text=True), Font(bold=True)
    for number, cells in enumerate([HEADERS, *rows]):
        line = [WriteOnlyCell(sheet, value=clean(cell)) for cell in cells]
        for cell in line:
            cell.data_type = "s"  # never a formula, whatever the text begins with
            cell.alignment = wrap
            if number == 0:
                cell.font = bold
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
