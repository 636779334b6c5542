"""Put the minute of a handover on paper, without a cover."""

from __future__ import annotations

import io

from sello.core.moment import Moment
from sello.progress.handover.queries import Minute
from sello.reports.document.pdf.paper import Imprint, put_on_paper
from sello.reports.document.values import with_logo
from sello.reports.document.wording import Translate
from sello.reports.minute.document import document


def file_name(minute: Minute) -> str:
    """The name under which a minute is saved."""
    return f"acta-de-traspaso-{minute.id}.pdf"


def as_pdf(minute: Minute, at: Moment, translate: Translate = str, *, logo: bytes = b"") -> bytes:
    """The PDF of a minute under its institution's logo; equal minutes give equal bytes."""
    words, out = with_logo(document(minute, at, translate), logo), io.BytesIO()
    imprint = Imprint(words.cover.title, at.day_of(minute.at))
    put_on_paper(words, imprint, out, translate, lambda _section: [], with_cover=False)
    return out.getvalue()
