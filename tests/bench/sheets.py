"""A spreadsheet of ten thousand rows, ours beside the library under it alone."""

import io
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from openpyxl import Workbook

from sello.core.workbook import Sheet, Value, write
from tests.bench.ground import Options
from tests.bench.table import Table

ROWS = 10_000
ROUNDS = 3
TITLES = ("N.º", "Título", "Unidad", "Estado", "Hasta", "Días", "Nota")


def measure(_folder: Path, _options: Options) -> list[Table]:
    """Write both three times, in turn."""
    rows = [_row(n) for n in range(ROWS)]
    acts: dict[str, Callable[[], object]] = {
        "openpyxl solo": lambda: _bare(rows),
        "planilla nuestra": lambda: write([Sheet("Lista", TITLES, rows)], io.BytesIO()),
    }
    took: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(ROUNDS):
        for name, act in acts.items():
            began = time.process_time()
            act()
            took[name].append(time.process_time() - began)
    head = ("planilla", "procesador, s", "respecto de la desnuda")
    table = Table("Planilla XLSX", head, f"{ROWS:,} filas de {len(TITLES)} columnas; XlsxWriter no se usa.")
    base = median(took["openpyxl solo"])
    for name, each in took.items():
        table.add(name, median(each), base / median(each))
    return [table]


def _row(n: int) -> tuple[Value, ...]:
    day = date(2026, 1, 1) + timedelta(days=n % 900)
    return n, f"Informe de actividades número {n}", "DIDECO", "aceptada", day, n % 90, "Nota breve"


def _bare(rows: list[tuple[Value, ...]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Lista")
    sheet.append(TITLES)
    for row in rows:
        sheet.append(row)
    book.save(io.BytesIO())
