"""Put the minute of a handover on paper, without a cover."""

from __future__ import annotations

import io

from sello.core.moment import Moment
from sello.progress.handover.queries import Minute
from sello.reports.document.pdf.paper import Imprint, put_on_paper
from sello.reports.document.wording import Translate
from sello.reports.minute.document import document


def file_name(minute: Minute) -> str:
    """The name under which a minute is saved."""
    return f"acta-de-traspaso-{minute.id}.pdf"


def as_pdf(minute: Minute, at: Moment, translate: Translate = str) -> bytes:
    """The PDF of a minute; equal minutes give equal bytes."""
    words, out = document(minute, at, translate), io.BytesIO()
    imprint = Imprint(words.cover.title, at.day_of(minute.at))
    put_on_paper(words, imprint, out, translate, lambda _section: [], with_cover=False)
    return out.getvalue()
