"""Put a receipt on paper: one sheet where it fits, without a cover."""

from __future__ import annotations

import io

from sello.core.moment import Moment
from sello.reports.document.pdf.paper import Imprint, put_on_paper
from sello.reports.document.values import with_logo
from sello.reports.document.wording import Translate
from sello.reports.receipt.document import document
from sello.tasks.queries.receipts import ReceiptFacts


def file_name(receipt: ReceiptFacts) -> str:
    """The name under which a receipt is saved."""
    return f"recibo-{receipt.number}.pdf"


def as_pdf(receipt: ReceiptFacts, at: Moment, translate: Translate = str, *, logo: bytes = b"") -> bytes:
    """The PDF of a receipt under its institution's logo; equal receipts give equal bytes."""
    words, out = with_logo(document(receipt, at, translate), logo), io.BytesIO()
    imprint = Imprint(words.cover.title, receipt.day)
    put_on_paper(words, imprint, out, translate, lambda _section: [], with_cover=False)
    return out.getvalue()
