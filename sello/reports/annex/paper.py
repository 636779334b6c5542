"""Put the annex of an indicator on paper, without a cover."""

from __future__ import annotations

import io
from collections.abc import Sequence

from sello.core.moment import Moment
from sello.indicators.queries.rows import IndicatorRow
from sello.indicators.queries.tables import Measured
from sello.reports.annex.document import document
from sello.reports.document.pdf.paper import Imprint, put_on_paper
from sello.reports.document.values import Document, with_logo
from sello.reports.document.wording import Translate


def file_name(row: IndicatorRow, at: Moment) -> str:
    """The name under which an annex is kept."""
    return f"anexo-indicador-{row.id}-{at.today.isoformat()}.pdf"


def as_pdf(
    row: IndicatorRow,
    periods: Sequence[Measured],
    institution: str,
    threshold: int,
    at: Moment,
    *,
    translate: Translate = str,
    logo: bytes = b"",
) -> bytes:
    """The PDF of an annex under its institution's logo; equal figures of a day give equal bytes."""
    return put(document(row, periods, institution, threshold, at, _=translate), at, translate, logo)


def put(words: Document, at: Moment, translate: Translate, logo: bytes) -> bytes:
    """The PDF of an annex's words, dated today."""
    words = with_logo(words, logo)
    out = io.BytesIO()
    imprint = Imprint(words.cover.title, at.today)
    put_on_paper(words, imprint, out, translate, lambda _section: [], with_cover=False)
    return out.getvalue()
