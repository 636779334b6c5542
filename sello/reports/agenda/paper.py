"""Put the agenda of a meeting on paper, without a cover."""

from __future__ import annotations

import io

from sello.core.moment import Moment
from sello.progress.unit_file import UnitFile
from sello.reports.agenda.document import document
from sello.reports.document.pdf.paper import Imprint, put_on_paper
from sello.reports.document.values import with_logo
from sello.reports.document.wording import Translate


def file_name(file: UnitFile, at: Moment) -> str:
    """The name under which an agenda is saved."""
    return f"reunion-unidad-{file.span.unit_id}-{at.today.isoformat()}.pdf"


def as_pdf(
    file: UnitFile, institution: str, at: Moment, translate: Translate = str, *, logo: bytes = b""
) -> bytes:
    """The PDF of an agenda under the institution's logo; equal files on one day give equal bytes."""
    words = with_logo(document(file, institution, at, translate), logo)
    out = io.BytesIO()
    put_on_paper(
        words, Imprint(words.cover.title, at.today), out, translate, lambda _section: [], with_cover=False
    )
    return out.getvalue()
