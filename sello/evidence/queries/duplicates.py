"""Pieces that already hold the same bytes, for whoever may know of them."""

from dataclasses import dataclass

from sqlalchemy import select

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion
from sello.evidence.queries.conditions import seen_by


@dataclass(frozen=True)
class Twin:
    """An existing piece with the bytes that were just sent."""

    evidence_id: int
    title: str
    state: EvidenceState
    version_number: int


def twins(digests: list[str], visibility: Visibility) -> dict[str, Twin]:
    """For each SHA-256, the oldest visible piece that holds it; a hidden one is as if it did not exist."""
    found = db.session.execute(
        select(EvidenceVersion.sha256, Evidence.id, Evidence.title, Evidence.state, EvidenceVersion.number)
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .where(EvidenceVersion.sha256.in_(digests), seen_by(visibility))
        .order_by(Evidence.id.desc(), EvidenceVersion.number.desc())
    )
    return {row.sha256: Twin(row.id, row.title, row.state, row.number) for row in found}


def serving(cycle_id: int, visibility: Visibility) -> dict[tuple[str, int], str]:
    """What serves the requirements of a cycle, by SHA-256 and requirement: the title of the oldest piece."""
    found = db.session.execute(
        select(EvidenceVersion.sha256, EvidenceLink.requirement_id, Evidence.title)
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .where(
            EvidenceVersion.number == Evidence.current,
            EvidenceLink.cycle_id == cycle_id,
            seen_by(visibility),
        )
        .order_by(Evidence.id.desc())
    )
    return {(row.sha256, row.requirement_id): row.title for row in found}
