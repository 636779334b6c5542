"""Every read of evidence, each in a constant number of statements, each held to what its reader may see."""

from sello.evidence.queries.choices import (
    Choice,
    RequirementChoice,
    current_cycle_id,
    requirement_choices,
    unit_choices,
)
from sello.evidence.queries.desk import Waiting, queue, queue_size, unconfirmed_links
from sello.evidence.queries.duplicates import Twin, twins
from sello.evidence.queries.facts import (
    Counts,
    Expiry,
    counts_by_requirement,
    endings,
    expired,
    expiring,
    facts_for_cycle,
    for_requirement,
    releasable,
)
from sello.evidence.queries.listing import PAGE, Filters, Page, evidence_page
from sello.evidence.queries.piece import Piece, StoredFile, piece, stored_file
from sello.evidence.queries.rows import Row
from sello.evidence.queries.uploads import Pending, pending

__all__ = [
    "PAGE",
    "Choice",
    "Counts",
    "Expiry",
    "Filters",
    "Page",
    "Pending",
    "Piece",
    "RequirementChoice",
    "Row",
    "StoredFile",
    "Twin",
    "Waiting",
    "counts_by_requirement",
    "current_cycle_id",
    "endings",
    "evidence_page",
    "expired",
    "expiring",
    "facts_for_cycle",
    "for_requirement",
    "pending",
    "piece",
    "queue",
    "queue_size",
    "releasable",
    "requirement_choices",
    "stored_file",
    "twins",
    "unconfirmed_links",
    "unit_choices",
]
