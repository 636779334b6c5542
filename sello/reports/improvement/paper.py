"""Put the improvement plan on paper, its carta Gantt as vectors."""

from __future__ import annotations

import io

from reportlab.platypus.flowables import Flowable

from sello.reports.document.pdf.paper import Imprint, put_on_paper
from sello.reports.document.pdf.path import PathFlowable
from sello.reports.document.values import Section, with_logo
from sello.reports.document.wording import Translate
from sello.reports.improvement.document import Handed, document
from sello.reports.improvement.gantt import PAPER, draw, span

ON_A_PAGE = 30
"""Bars that one page holds."""


def as_pdf(handed: Handed, translate: Translate = str, *, logo: bytes = b"") -> bytes:
    """The PDF of a plan under its institution's logo; equal plans give equal bytes."""
    words, out = with_logo(document(handed, translate), logo), io.BytesIO()
    over = span(handed.plan)

    def extras(section: Section) -> list[Flowable]:
        if section.kind != "gantt" or over is None:
            return []
        actions = handed.plan.actions
        pages = (actions[first : first + ON_A_PAGE] for first in range(0, len(actions), ON_A_PAGE))
        drawn = (draw(page, over, handed.states, PAPER, handed.today, translate) for page in pages)
        return [PathFlowable(drawing) for drawing in drawn]

    imprint = Imprint(words.cover.title, handed.today)
    put_on_paper(words, imprint, out, translate, extras, with_cover=False)
    return out.getvalue()
