"""Put a readiness report on paper."""

from __future__ import annotations

import io

from sello.reports.document.pdf.document import write
from sello.reports.document.wording import Translate
from sello.reports.readiness.contents import ReadinessReport


def as_pdf(report: ReadinessReport, translate: Translate = str) -> tuple[bytes, int]:
    """The PDF of a report and its number of pages; equal reports give equal bytes."""
    out = io.BytesIO()
    pages = write(report, out, translate)
    return out.getvalue(), pages
