"""Every read of reports: the facts of a cycle, the kept reports, who gets them."""

from sello.reports.queries.facts import facts
from sello.reports.queries.kept import (
    Candidate,
    KeptReport,
    Recipient,
    candidates,
    kept,
    kept_reports,
    monthly_made,
    readers,
    recipients,
)

__all__ = [
    "Candidate",
    "KeptReport",
    "Recipient",
    "candidates",
    "facts",
    "kept",
    "kept_reports",
    "monthly_made",
    "readers",
    "recipients",
]
