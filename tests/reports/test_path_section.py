"""The path in the readiness report: right after its summary, on the cover, and drawn on paper."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pypdfium2

from sello.level.explain import Phrase
from sello.planning.domain.path_words import first_sentence
from sello.planning.queries.path import PathPage
from sello.reports.document.path import draw
from sello.reports.document.pdf.path import WIDTH
from sello.reports.readiness.contents import ReadinessReport
from sello.reports.readiness.document import document
from sello.reports.readiness.paper import as_pdf
from tests.planning.test_path import SURE, path
from tests.reports.builders import report

SHORT = Phrase("falta %(codes)s", {"codes": "«Diagnóstico»"})


def told(**values: object) -> ReadinessReport:
    way = PathPage(path(7, ends=(30,), forecast=SURE), None, {}, {}, SHORT)
    return replace(report(), way=replace(way, **values))


def test_it_follows_the_summary_with_its_sentences_and_its_table() -> None:
    made = told()
    assert made.way is not None
    (summary, section) = document(made).sections[:2]
    assert first_sentence(made.way.path) in summary.lead[0]
    assert (section.anchor, section.kind) == ("camino", "path")
    assert section.lead[:2] == (first_sentence(made.way.path), "falta «Diagnóstico»")
    assert section.lead[2].startswith("Al ritmo registrado")
    (table,) = section.tables
    assert len(table.groups[0].rows) == len(made.way.path.marks)
    assert first_sentence(made.way.path) in [value for _, value in document(made).cover.facts]


def test_nothing_is_said_where_nothing_is_known() -> None:
    quiet = told(path=path(7), short_by_name=None)
    assert len(document(quiet).sections[1].lead) == 1
    assert [each.anchor for each in document(report()).sections[:2]] == ["resumen", "nivel"]


def test_paper_draws_it_and_tells_it_to_whoever_does_not_see_it() -> None:
    made = told()
    data, _pages = as_pdf(made)
    assert data == as_pdf(made)[0], "equal reports give equal bytes"
    assert made.way is not None
    page = pypdfium2.PdfDocument(data)[1].get_textpage().get_text_bounded()
    for words in ("vence 7", "Fin de vigencia", first_sentence(made.way.path)):
        assert words in page
    with pikepdf.open(io.BytesIO(data)) as paper:
        figures = [
            str(each.Alt) for each in paper.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        ]
    assert draw(made.way.path, WIDTH).alternative in figures
