"""Put a readiness report on paper."""

from __future__ import annotations

import io
from typing import IO

from reportlab.platypus.flowables import Flowable

from sello.reports.document.naming import DRAWN, named
from sello.reports.document.path import draw
from sello.reports.document.pdf.drawings import ChartFlowable, Scale
from sello.reports.document.pdf.flowables import Cards, Notice
from sello.reports.document.pdf.paper import Imprint, put_on_paper
from sello.reports.document.pdf.path import WIDTH, PathFlowable
from sello.reports.document.values import Document, ScaleMark, Section
from sello.reports.document.wording import Translate
from sello.reports.readiness.chart import dimension_chart
from sello.reports.readiness.contents import ReadinessReport
from sello.reports.readiness.document import document


def as_pdf(report: ReadinessReport, translate: Translate = str) -> tuple[bytes, int]:
    """The PDF of a report and its number of pages; equal reports give equal bytes."""
    out = io.BytesIO()
    pages = write(report, out, translate)
    return out.getvalue(), pages


def write(report: ReadinessReport, out: IO[bytes], translate: Translate = str) -> int:
    """Write the PDF and return its number of pages; equal reports give equal bytes."""
    words = document(report, translate)

    def extras(section: Section) -> list[Flowable]:
        if section.kind == "path" and report.way:
            return [PathFlowable(draw(named(report.way.path, report.titles, DRAWN), WIDTH, translate))]
        if section.kind == "level":
            return _level(report, words)
        if section.kind == "chart" and report.dimensions:
            return [ChartFlowable(dimension_chart(report.dimensions, translate))]
        return []

    imprint = Imprint(f"{words.cover.title}: {report.cycle}", report.as_of)
    return put_on_paper(words, imprint, out, translate, extras)


def _level(report: ReadinessReport, words: Document) -> list[Flowable]:
    notice: list[Flowable] = [Notice(words.cover.notice)] if words.cover.notice else []
    caption = f"{words.cover.headline}: {words.cover.headline_percent}"
    marks = tuple(ScaleMark(asked.level.name, asked.share) for asked in report.thresholds)
    return [*notice, Cards(words.cards), Scale(float(report.reading.share or 0), caption, marks)]
