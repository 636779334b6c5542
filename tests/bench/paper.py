"""The readiness PDF beside bare ReportLab on a table of the same rows."""

import io
import time
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate, TableStyle
from reportlab.platypus import Table as PaperTable

from sello.reports.readiness.contents import ReadinessReport
from sello.reports.readiness.paper import write
from tests.bench.ground import Options
from tests.bench.table import Table
from tests.reports.builders import report

ROWS = 500


def measure(_folder: Path, _options: Options) -> list[Table]:
    """Write both five times and compare pages per second."""
    contents = report(ROWS)
    table = Table(
        "Informe de preparación en PDF",
        ("documento", "páginas", "páginas/s", "respecto de ReportLab desnudo"),
        f"{ROWS} requerimientos; ReportLab desnudo: las mismas filas en una tabla sin estilo ni etiquetas.",
    )
    bare_pages, bare_rate = _rate(lambda: _bare(contents))
    pages, rate = _rate(lambda: _ours(contents))
    table.add("ReportLab desnudo", bare_pages, bare_rate, 1.0)
    table.add("informe de preparación", pages, rate, rate / bare_rate)
    return [table]


def _rate(act: Callable[[], int]) -> tuple[int, float]:
    act()
    took = []
    for _ in range(5):
        start = time.perf_counter()
        pages = act()
        took.append(time.perf_counter() - start)
    return pages, pages / sorted(took)[2]


def _ours(contents: ReadinessReport) -> int:
    return write(contents, io.BytesIO())


def _bare(contents: ReadinessReport) -> int:
    rows = [["Código", "Requerimiento", "Estado", "Unidad", "Evidencia"]]
    for line in contents.requirements:
        pieces = line.evidence or (None,)
        for piece in pieces:
            named = f"{piece.details.title[:40]} {piece.short_hash}" if piece else ""
            rows.append([line.code, line.title[:40], str(line.state), line.unit or "", named])
    document = SimpleDocTemplate(io.BytesIO(), pagesize=A4, invariant=1)
    style = TableStyle([("FONTSIZE", (0, 0), (-1, -1), 7)])
    document.build([PaperTable(rows, repeatRows=1, style=style)])
    return int(document.page)
