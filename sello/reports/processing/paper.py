"""Put the register of processing on paper, without a cover."""

from __future__ import annotations

import io
from typing import Final

from sello.core.moment import Moment
from sello.reports.document.pdf.paper import Imprint, put_on_paper
from sello.reports.document.values import Document, with_logo
from sello.reports.document.wording import Translate

FILE_NAME: Final = "registro-de-actividades-de-tratamiento.pdf"


def as_pdf(words: Document, at: Moment, translate: Translate = str, *, logo: bytes = b"") -> bytes:
    """The PDF of the register under its institution's logo; equal registers of a day give equal bytes."""
    out, imprint = io.BytesIO(), Imprint(words.cover.title, at.today)
    put_on_paper(with_logo(words, logo), imprint, out, translate, lambda _section: [], with_cover=False)
    return out.getvalue()
