"""What documents cost: drawing pages, recognising letters, looking for persons; told by the clock."""

import hashlib
import io
import time
from pathlib import Path

import pypdfium2

from sello.files import kinds
from sello.files.detecting.detector import on_pages
from sello.files.jail import warden
from sello.files.reading.room import Document
from sello.files.store.disk import Store
from tests.bench.ground import Options
from tests.bench.reading import _long_paper
from tests.bench.table import Table
from tests.files.detecting.corpus import held_out

DRAWN, RECOGNISED = 40, 12


def measure(folder: Path, options: Options) -> list[Table]:
    """Measure on one document of text; the quick round takes a quarter of the pages."""
    share = 4 if options.quick else 1
    table = Table(
        "Lo que cuestan los documentos",
        ("trabajo", "cuántas", "páginas por segundo", "páginas por minuto"),
        "Un proceso limitado por página; una página a la vez. El reconocimiento es de páginas de 45 líneas a "
        "200 %, dibujadas por nosotros. El detector corre en el mismo proceso.",
    )
    content = _long_paper()
    store = Store(folder / "evidence")
    store.keep(store.receive(io.BytesIO(content), limit=1 << 30, name="a"), name="a")
    document = Document(store, hashlib.sha256(content).hexdigest(), kinds.PDF.media_type)
    pages = range(1, DRAWN // share + 1)
    _row(table, "dibujar con el estante vacío", len(pages), lambda: [document.picture(n, 100) for n in pages])
    _row(table, "del estante", len(pages), lambda: [document.picture(n, 100) for n in pages])
    program = warden.recogniser()
    if program:
        few = range(1, RECOGNISED // share + 1)
        _row(table, "reconocer letras", len(few), lambda: [document.recognised(n, program) for n in few])
    texts = [(number, page.text) for number, page in enumerate(held_out(), start=1)]
    _row(table, "buscar datos de personas", len(texts), lambda: on_pages(texts))
    table.add("PDFium solo, dibujar", len(pages), *_rates(len(pages), _bare(content, len(pages))))
    return [table]


def _row(table: Table, what: str, count: int, act) -> None:
    began = time.perf_counter()
    act()
    table.add(what, count, *_rates(count, time.perf_counter() - began))


def _rates(count: int, took: float) -> tuple[float, float]:
    return count / took, 60 * count / took


def _bare(content: bytes, count: int) -> float:
    began = time.perf_counter()
    paper = pypdfium2.PdfDocument(io.BytesIO(content))
    for page in range(count):
        out = io.BytesIO()
        paper[page].render(scale=110 / 72).to_pil().convert("RGB").save(out, "JPEG", quality=80)
    return time.perf_counter() - began
