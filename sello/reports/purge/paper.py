"""Put the acta of a destruction on paper, without a cover."""

from __future__ import annotations

import io

from sello.core.moment import Moment
from sello.privacy.queries.purges import Acta
from sello.reports.document.pdf.paper import Imprint, put_on_paper
from sello.reports.document.values import with_logo
from sello.reports.document.wording import Translate
from sello.reports.purge.document import document


def file_name(number: int) -> str:
    """The name under which it is saved."""
    return f"acta-de-eliminacion-{number}.pdf"


def as_pdf(
    acta: Acta, institution: str, at: Moment, translate: Translate = str, *, logo: bytes = b""
) -> bytes:
    """The PDF of an acta under its institution's logo; equal actas of a day give equal bytes."""
    words = document(acta, institution, at, translate)
    out, imprint = io.BytesIO(), Imprint(words.cover.title, at.today)
    put_on_paper(with_logo(words, logo), imprint, out, translate, lambda _section: [], with_cover=False)
    return out.getvalue()
