"""Put a comparison on paper."""

from __future__ import annotations

from typing import IO

from reportlab.platypus.flowables import Flowable

from sello.reports.comparison.contents import ComparisonReport
from sello.reports.comparison.document import document
from sello.reports.document.pdf.flowables import Cards, Notice
from sello.reports.document.pdf.paper import Imprint, put_on_paper
from sello.reports.document.values import Section, with_logo
from sello.reports.document.wording import Translate


def write(report: ComparisonReport, out: IO[bytes], translate: Translate = str, *, logo: bytes = b"") -> int:
    """Write the PDF under a logo and return its number of pages; equal comparisons give equal bytes."""
    words = with_logo(document(report, translate), logo)

    def extras(section: Section) -> list[Flowable]:
        if section.kind != "level":
            return []
        notice: list[Flowable] = [Notice(words.cover.notice)] if words.cover.notice else []
        return [*notice, Cards(words.cards)]

    imprint = Imprint(f"{words.cover.title}: {words.cover.subtitle}", report.made_on)
    return put_on_paper(words, imprint, out, translate, extras)
