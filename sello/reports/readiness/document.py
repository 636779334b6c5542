"""The report in words: sections, tables and figures that the page and the PDF both render as they are."""

from __future__ import annotations

from sello.reports.document.values import Document
from sello.reports.document.wording import Translate
from sello.reports.readiness.contents import ReadinessReport
from sello.reports.readiness.sections_level import (
    card,
    cover,
    dimensions,
    gap,
    level,
)
from sello.reports.readiness.sections_lists import (
    changes,
    expiries,
    hashes,
    method,
    overdue,
    remarks,
    requirements,
)
from sello.reports.readiness.sections_path import path
from sello.reports.readiness.sections_summary import summary
from sello.reports.readiness.sections_trail import trail
from sello.reports.readiness.signatures import signatures

_MAKERS = (level, gap, dimensions, requirements, expiries, overdue, remarks, changes, hashes, method)
_WORK = frozenset({overdue, remarks})
"""What tells of the town's own work: not for a reader of what was released."""


def document(report: ReadinessReport, _: Translate = str) -> Document:
    """Put the report in words."""
    return Document(
        cover=cover(report, _),
        cards=tuple(card(report, reading, _) for reading in report.readings),
        sections=(
            summary(report, _),
            *path(report, _),
            *(make(report, _) for make in _MAKERS if report.tells_work or make not in _WORK),
            *trail(report, _),
            *signatures(report, _),
        ),
    )
