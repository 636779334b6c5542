"""Which documents a stored file is, by its hash: for whoever has to find a lost one again."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.rows import rows_as
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion


@dataclass(frozen=True)
class NamedFile:
    """One version of a piece of evidence, and one requirement that the piece serves (None: none yet)."""

    sha256: str
    title: str
    filename: str
    number: int
    code: str | None


def files_named(digests: Collection[str]) -> tuple[NamedFile, ...]:
    """Every piece that has one of these files, once for each requirement, in order. One statement."""
    query = (
        select(
            EvidenceVersion.sha256,
            Evidence.title,
            EvidenceVersion.filename,
            EvidenceVersion.number,
            Requirement.code,
        )
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .outerjoin(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .outerjoin(Requirement, Requirement.id == EvidenceLink.requirement_id)
        .where(EvidenceVersion.sha256.in_(digests))
        .order_by(EvidenceVersion.sha256, Evidence.id, EvidenceVersion.number, Requirement.code)
    )
    return rows_as(NamedFile, db.session.execute(query))
