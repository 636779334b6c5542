"""The ready-made remarks of the institution: those on the desk, and all of them for whoever edits them."""

from dataclasses import dataclass

from sqlalchemy import select

from sello.core.changes import grounded
from sello.core.db import db
from sello.core.rows import rows_as
from sello.evidence.domain.details import EvidenceType
from sello.evidence.domain.ready import offered_for
from sello.evidence.models import ReadyRemark


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A ready-made remark, with the kinds of evidence that it is offered for (none: all)."""

    id: int
    text: str
    kinds: list[str]
    retired: bool
    version: int

    @property
    def for_kinds(self) -> tuple[EvidenceType, ...]:
        """Its kinds as members, in their order."""
        return tuple(kind for kind in EvidenceType if kind.value in self.kinds)


def every() -> tuple[ReadyRow, ...]:
    """All of them in their order, the retired ones too (one statement, kept)."""
    return grounded(_every, "ready_remarks")


def _every() -> tuple[ReadyRow, ...]:
    columns = (
        ReadyRemark.id,
        ReadyRemark.text,
        ReadyRemark.kinds,
        ReadyRemark.retired_at.is_not(None).label("retired"),
        ReadyRemark.version,
    )
    statement = select(*columns).order_by(ReadyRemark.position, ReadyRemark.id)
    return rows_as(ReadyRow, db.session.execute(statement))


def ready_for(kind: EvidenceType) -> tuple[ReadyRow, ...]:
    """Those that are offered for a piece of a kind (one statement)."""
    return tuple(row for row in every() if not row.retired and offered_for(row.kinds, kind))
