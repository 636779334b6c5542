"""What documents' texts propose: how often it is right on the labelled ones, and how many a second."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from sello.evidence.domain.details import EvidenceType
from sello.evidence.domain.said import said
from tests.bench.ground import Options
from tests.bench.table import Table
from tests.evidence.labelled.reading import Labelled, by_plain_words, documents, ours, rate

TODAY = date(2026, 12, 31)
LONG = 40
"""So many labelled documents in a row are a text of several pages."""


def measure(_folder: Path, _options: Options) -> list[Table]:
    """Measure both halves of the labelled documents, and the pace."""
    return [_found(), _told(), _pace()]


def _halves() -> dict[str, list[Labelled]]:
    return {
        "mirados al hacer las reglas": [each for each in documents() if not each.is_held_out],
        "apartados": [each for each in documents() if each.is_held_out],
    }


def _found() -> Table:
    table = Table(
        "Requerimiento entre los tres primeros",
        ("documentos", "cuántos", "palabras comunes", "reglas", "primero, palabras", "primero, reglas"),
        "40 requerimientos de la edición de trabajo; en %.",
    )
    for name, some in _halves().items():
        plain, mine = rate(by_plain_words, some), rate(ours, some)
        firsts = (f"{100 * each.first / each.of:.1f}" for each in (plain, mine))
        table.add(name, len(some), f"{plain.percent:.1f}", f"{mine.percent:.1f}", *firsts)
    return table


def _told() -> Table:
    table = Table("Lo que el documento dice de sí", ("documentos", "tipo", "número", "fecha"), "En %.")
    for name, some in _halves().items():
        told = [(each, said(each.text, today=TODAY)) for each in some]
        right = (
            sum((found.type or EvidenceType.OTHER).value == each.type for each, found in told),
            sum(found.number == each.number for each, found in told),
            sum(found.day == each.day for each, found in told),
        )
        table.add(name, *(f"{100 * count / len(some):.1f}" for count in right))
    return table


def _pace() -> Table:
    texts = [each.text for each in documents()]
    long = ["\n".join(texts[start : start + LONG]) for start in range(0, len(texts) - LONG, LONG)]
    table = Table("Ritmo (documentos por segundo)", ("texto", "documentos por segundo"), "Un procesador.")
    table.add("una página", f"{_rate_of(ours, texts):.0f}")
    table.add("varias páginas", f"{_rate_of(ours, long):.0f}")
    return table


def _rate_of(act: Callable[[str], object], texts: Sequence[str]) -> float:
    act(texts[0])
    began = time.process_time()
    for text in texts:
        act(text)
    return len(texts) / (time.process_time() - began)
