"""A piece of evidence as one row of a list, wherever the list stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from sqlalchemy import Row as Result
from sqlalchemy import Select, select

from sello.accounts.models import Unit
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.evidence.domain.details import Classification, EvidenceType, Validity, validity
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion

Query: TypeAlias = Select[Evidence, str, EvidenceVersion]
Found: TypeAlias = Result[Evidence, str, EvidenceVersion]


@dataclass(frozen=True)
class Row:
    """One line of a list of evidence."""

    id: int
    title: str
    type: EvidenceType
    unit_id: int
    unit: str
    state: EvidenceState
    classification: Classification
    personal_data: bool
    document_number: str
    document_date: date | None
    valid_until: date | None
    validity: Validity
    submitted_at: datetime
    accepted_at: datetime | None
    released: bool
    number: int
    filename: str
    media_type: str
    size: int
    sha256: str
    codes: tuple[str, ...]
    """Codes of the requirements it serves, of whichever cycle, in the edition's order."""


def base() -> Query:
    """The columns of a row: the piece, its unit and its current version."""
    return (
        select(Evidence, Unit.name.label("unit"), EvidenceVersion)
        .join(Unit, Unit.id == Evidence.unit_id)
        .join(
            EvidenceVersion,
            (EvidenceVersion.evidence_id == Evidence.id) & (EvidenceVersion.number == Evidence.current),
        )
    )


def rows(results: Iterable[Found], *, today: date) -> tuple[Row, ...]:
    """Turn results of `base` into rows, with the codes that they serve in one more statement."""
    found = tuple(results)
    codes = codes_of([result.Evidence.id for result in found])
    return tuple(_row(result, codes.get(result.Evidence.id, ()), today) for result in found)


def codes_of(evidence_ids: list[int]) -> dict[int, tuple[str, ...]]:
    """The codes of the requirements that some pieces serve."""
    if not evidence_ids:
        return {}
    found = db.session.execute(
        select(EvidenceLink.evidence_id, Requirement.code)
        .join(Requirement, Requirement.id == EvidenceLink.requirement_id)
        .where(EvidenceLink.evidence_id.in_(evidence_ids))
        .order_by(Requirement.edition_id, Requirement.position)
    )
    codes: dict[int, tuple[str, ...]] = {}
    for evidence_id, code in found:
        if code not in codes.get(evidence_id, ()):
            codes[evidence_id] = (*codes.get(evidence_id, ()), code)
    return codes


def _row(result: Found, codes: tuple[str, ...], today: date) -> Row:
    piece: Evidence = result.Evidence
    version: EvidenceVersion = result.EvidenceVersion
    return Row(
        id=piece.id,
        title=piece.title,
        type=piece.type,
        unit_id=piece.unit_id,
        unit=result.unit,
        state=piece.state,
        classification=piece.classification,
        personal_data=piece.personal_data,
        document_number=piece.document_number,
        document_date=piece.document_date,
        valid_until=piece.valid_until,
        validity=validity(piece.valid_until, piece.superseded_on, today=today),
        submitted_at=piece.submitted_at,
        accepted_at=piece.accepted_at,
        released=piece.released_at is not None,
        number=version.number,
        filename=version.filename,
        media_type=version.media_type,
        size=version.size,
        sha256=version.sha256,
        codes=codes,
    )
