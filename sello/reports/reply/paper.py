"""Put the answer to a person's request on paper, without a cover."""

from __future__ import annotations

import io
from collections.abc import Iterable

from sello.core.moment import Moment
from sello.privacy.queries.requests import Hit, RequestRow
from sello.reports.document.pdf.paper import Imprint, put_on_paper
from sello.reports.document.values import with_logo
from sello.reports.document.wording import Translate
from sello.reports.reply.document import document


def file_name(request_id: int) -> str:
    """The name under which it is saved: it names nobody."""
    return f"respuesta-solicitud-{request_id}.pdf"


def as_pdf(
    asked: RequestRow,
    hits: Iterable[Hit],
    institution: str,
    at: Moment,
    translate: Translate = str,
    *,
    contact: str,
    logo: bytes = b"",
) -> bytes:
    """The PDF of an answer under its institution's logo; equal answers of a day give equal bytes."""
    words = document(asked, hits, institution, at, translate, contact=contact)
    out, imprint = io.BytesIO(), Imprint(words.cover.title, at.today)
    put_on_paper(with_logo(words, logo), imprint, out, translate, lambda _section: [], with_cover=False)
    return out.getvalue()
