"""Put the report on paper."""

from __future__ import annotations

from typing import IO

from reportlab.platypus.flowables import Flowable

from sello.reports.document.chart import dimension_chart
from sello.reports.document.pdf.flowables import (
    Cards,
    ChartFlowable,
    Notice,
    Scale,
)
from sello.reports.document.pdf.paper import Imprint, put_on_paper
from sello.reports.document.values import Document, Section
from sello.reports.document.wording import Translate
from sello.reports.readiness.contents import ReadinessReport
from sello.reports.readiness.document import document


def write(report: ReadinessReport, out: IO[bytes], translate: Translate = str) -> int:
    """Write the PDF and return its number of pages; equal reports give equal bytes."""
    words = document(report, translate)

    def extras(section: Section) -> list[Flowable]:
        if section.kind == "level":
            return _level(report, words)
        if section.kind == "chart" and report.dimensions:
            return [ChartFlowable(dimension_chart(report.dimensions, translate))]
        return []

    imprint = Imprint(f"{words.cover.title}: {report.cycle}", report.as_of)
    return put_on_paper(words, imprint, out, translate, extras)


def _level(report: ReadinessReport, words: Document) -> list[Flowable]:
    flow: list[Flowable] = []
    if words.cover.notice:
        flow.append(Notice(words.cover.notice))
    flow.append(Cards(words.cards))
    caption = f"{words.cover.headline}: {words.cover.headline_percent}"
    flow.append(Scale(float(report.reading.share or 0), caption, report.thresholds))
    return flow
