"""The reading room: the first page of a long document, on an empty shelf and from it, beside bare PDFium."""

import hashlib
import io
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from sello.files import kinds
from sello.files.reading.room import Document
from sello.files.store.disk import Store
from tests.bench.ground import Options
from tests.bench.table import Table

PAGES = 300
LINES = 45
ROUNDS = 7


def measure(folder: Path, _options: Options) -> list[Table]:
    """Measure what a reader waits for."""
    content = _long_paper()
    store = Store(folder / "evidence")
    store.keep(store.receive(io.BytesIO(content), limit=1 << 30, name="a"), name="a")
    sha256 = hashlib.sha256(content).hexdigest()
    document = Document(store, sha256, kinds.PDF.media_type)
    table = Table(
        f"Primera página de un PDF de {PAGES} páginas",
        ("qué", "s", "respecto de PDFium"),
        f"{len(content):,} bytes; mediana de {ROUNDS}. *PDFium*: abre el archivo y dibuja la página, en el "
        "mismo proceso. *Vacío*: páginas, texto e imagen de la primera, en dos procesos limitados.",
    )

    def first() -> None:
        document.outline()
        document.leaf(1)
        document.picture(1, 100)

    def fresh() -> None:
        store.pages.drop(sha256)
        first()

    def every_word() -> None:
        store.pages.drop(sha256)
        document.hits("considerando")

    bare = _took(lambda: _bare(content))
    rows: tuple[tuple[str, Callable[[], None]], ...] = (
        ("con el estante vacío", fresh),
        ("del estante", first),
        ("buscar una palabra en todas, por primera vez", every_word),
        ("buscarla otra vez", lambda: document.hits("considerando") and None),
    )
    table.add("PDFium solo", bare, 1.0)
    for what, act in rows:
        took = _took(act)
        table.add(what, took, took / bare)
    return [table]


def _bare(content: bytes) -> None:
    out = io.BytesIO()
    page = pypdfium2.PdfDocument(io.BytesIO(content))[0]
    page.render(scale=110 / 72).to_pil().convert("RGB").save(out, "JPEG", quality=80)


def _took(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return median(times)


def _long_paper() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in range(PAGES):
        for line in range(LINES):
            canvas.drawString(
                60,
                780 - 16 * line,
                f"{page + 1}.{line + 1} Vistos y considerando: las atribuciones del cargo, {line}",
            )
        canvas.showPage()
    canvas.save()
    return out.getvalue()
