"""How documents lie on paper: no text on the cover's bars, no heading alone at a foot, no page half white."""

from __future__ import annotations

import io
from datetime import date
from itertools import pairwise

import pypdfium2
import pytest

from sello.reports.document.pdf import cover, style
from sello.reports.document.pdf.flowables import Cards
from sello.reports.document.pdf.paper import Imprint, put_on_paper
from sello.reports.document.values import (
    Card,
    Cell,
    Column,
    Cover,
    Document,
    Group,
    LevelMark,
    Part,
    Section,
    Table,
    text,
)

LONG = (
    "De «Línea base del Sello de Igualdad de Género en Gobiernos Locales, segunda postulación» a «Ciclo "
    "2026-2027 del Sello de Igualdad de Género, con ampliación de plazo hasta la última evaluación»"
)
DEED = "aceptó evidencia el 12-10-2026: «Decreto que aprueba el protocolo de denuncia, investigación»"


def words(*sections: Section, subtitle: str = "Al día de hoy", title: str = "Comparación") -> Document:
    mark = LevelMark("Plata", 2)
    front = Cover("Municipalidad de Prueba", title, subtitle, "Edición 1", (), "", "Nivel", "50 %", mark)
    card = Card(LONG, "50 %", mark, "20 de 40", (), main=False)
    return Document(front, (card, card), sections)


def pages(document: Document) -> list[pypdfium2.PdfPage]:
    out = io.BytesIO()
    imprint = Imprint("Prueba", date(2026, 11, 26))
    put_on_paper(document, imprint, out, str, lambda part: [Cards(document.cards)] * (part.kind == "level"))
    return list(pypdfium2.PdfDocument(out.getvalue()))


def said(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_range().split())


def boxes(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of every stretch of text."""
    found = page.get_textpage()
    return [found.get_rect(number) for number in range(found.count_rects())]


def table(rows: int, *, deeds: int = 0, group: str | None = None) -> Table:
    columns: tuple[Column, ...] = (Column("Requerimiento", 3), Column("Puntos", 1, number=True))
    cells: tuple[Cell, ...] = (text("primera fila"), text("+1"))
    if deeds:
        columns = (*columns, Column("Quién hizo qué", 1, below=True))
        cells = (*cells, Cell(tuple(Part(DEED, muted=True) for _ in range(deeds))))
    return Table("Tabla", columns, (Group(group, (cells,) * rows),))


@pytest.mark.parametrize("title", ["Comparación", "Informe de preparación para el Sello"])
@pytest.mark.parametrize("subtitle", ["Al día de hoy", LONG])
def test_nothing_on_the_cover_is_cut_or_runs_into_its_bars(title: str, subtitle: str) -> None:
    (front, *_rest) = pages(words(Section("a", "A", "prose", ("Algo.",), ()), subtitle=subtitle, title=title))
    assert subtitle in said(front)
    band = style.PAGE_HEIGHT - cover.BAND
    texts = [(bottom, right) for _left, bottom, right, _top in boxes(front) if bottom > band]
    assert texts
    assert all(right < style.PAGE_WIDTH - cover.BARS for _bottom, right in texts)
    assert all(bottom > band + 6 for bottom, _right in texts)


@pytest.mark.parametrize("filled", range(14, 34))
@pytest.mark.parametrize(
    ("section", "first"),
    [
        (Section("b", "Encabezado", "table", ("Una frase.",), (table(3, group="Grupo"),)), "primera fila"),
        (Section("b", "Encabezado", "table", ("Una frase.",) * 4, (table(3, deeds=4),)), "12-10-2026"),
        (Section("b", "Encabezado", "level", (), (table(3),)), "20 de 40"),
        (Section("b", "Encabezado", "prose", ("Una frase.", DEED), ()), "Una frase."),
    ],
    ids=["table", "deeds below", "cards", "prose"],
)
def test_a_heading_stands_with_what_it_announces(filled: int, section: Section, first: str) -> None:
    before = Section("a", "Relleno", "table", (), (Table("", (Column("n", 1),), (rows(filled),)),))
    (page,) = [said(page) for page in pages(words(before, section)) if "Encabezado" in said(page)]
    assert first in page[page.index("Encabezado") :]


@pytest.mark.parametrize("filled", range(14, 34))
def test_a_caption_stands_with_its_table(filled: int) -> None:
    first = Table("Relleno", (Column("n", 1),), (rows(filled),))
    section = Section("a", "Dos tablas", "table", (), (first, table(2, group="Grupo")))
    (page,) = [said(page) for page in pages(words(section)) if "Tabla" in said(page)]
    assert "primera fila" in page[page.index("Tabla") :]


def rows(count: int) -> Group:
    return Group(None, tuple((text(f"fila {n}"),) for n in range(count)))


def test_what_is_long_stands_below_its_row_and_fills_the_pages() -> None:
    *body, _last = pages(words(Section("a", "A", "table", (), (table(30, deeds=9),))))[1:]
    foot = style.BOTTOM + 13 * style.CELL.leading
    for page in body:
        lines = [box for box in boxes(page) if box[1] > style.BOTTOM]
        assert min(bottom for _left, bottom, _right, _top in lines) < foot
        assert max(right - left for left, _bottom, right, _top in lines) > style.BODY_WIDTH / 2


def test_a_row_is_not_parted_from_the_beginning_of_what_stands_below_it() -> None:
    for above, below in pairwise(pages(words(Section("a", "A", "table", (), (table(60, deeds=2),))))):
        assert not said(below).startswith("Requerimiento Puntos Quién hizo qué aceptó")
        assert "primera fila +1 Página" not in said(above)
