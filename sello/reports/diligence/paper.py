"""Put the proof of diligence on paper, without a cover."""

from __future__ import annotations

import io

from sello.core.moment import Moment
from sello.reports.diligence.document import Proof, document
from sello.reports.document.pdf.paper import Imprint, put_on_paper
from sello.reports.document.values import with_logo
from sello.reports.document.wording import Translate


def as_pdf(proof: Proof, at: Moment, translate: Translate = str, *, logo: bytes = b"") -> bytes:
    """The PDF of a proof under its institution's logo; equal proofs give equal bytes."""
    words = with_logo(document(proof, at, translate), logo)
    out = io.BytesIO()
    put_on_paper(
        words,
        Imprint(words.cover.title, at.today),
        out,
        translate,
        lambda _section: [],
        with_cover=False,
    )
    return out.getvalue()
