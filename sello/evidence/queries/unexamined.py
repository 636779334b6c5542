"""Files of which nothing is known yet: those that wait for their description, and the versions of pieces."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, not_, null, select

from sello.core.db import db
from sello.core.rows import rows_as
from sello.evidence.models import Evidence, EvidenceVersion
from sello.evidence.queries.conditions import leaving_or_gone
from sello.files.models import FileCheck, Upload
from sello.files.queries import is_check_of
from sello.files.store.disk import Received


@dataclass(frozen=True)
class Unknown:
    """A file as it is looked at."""

    sha256: str
    media_type: str
    size: int
    ticket: str | None
    """Its name in the waiting area, while it waits there."""

    @property
    def received(self) -> Received | None:
        """As the store knows it while it waits."""
        return Received(self.sha256, self.size, self.ticket) if self.ticket else None


def unexamined(limit: int) -> tuple[Unknown, ...]:
    """The files that nobody examined, those first of which somebody waits to hear (two statements)."""
    waiting = (
        select(Upload.sha256, Upload.media_type, Upload.size, Upload.ticket)
        .where(_lacks(Upload))
        .order_by(Upload.id)
        .limit(limit)
    )
    version = EvidenceVersion
    kept = (
        select(version.sha256, version.media_type, version.size, null().label("ticket"))
        .join(Evidence, Evidence.id == version.evidence_id)
        .where(_lacks(version), not_(leaving_or_gone()))
        .order_by(version.id.desc())
        .limit(limit)
    )
    first = rows_as(Unknown, db.session.execute(waiting))
    then = rows_as(Unknown, db.session.execute(kept))
    once: dict[str, Unknown] = {}
    for each in (*first, *then):
        once.setdefault(each.sha256, each)
    return tuple(once.values())[:limit]


@dataclass(frozen=True)
class Unscanned:
    """Kept bytes that the scanner has to look at."""

    sha256: str


def unscanned(signatures: str, limit: int) -> tuple[Unscanned, ...]:
    """The kept bytes that the scanner never saw, then those it saw with other signatures (one statement).

    What it found something in is looked at again as well: it may have been a mistake of the signatures.
    """
    version = EvidenceVersion
    found = db.session.execute(
        select(version.sha256)
        .join(Evidence, Evidence.id == version.evidence_id)
        .outerjoin(FileCheck, is_check_of(version))
        .where(not_(leaving_or_gone()), FileCheck.scanned_at.is_(None) | (FileCheck.signatures != signatures))
        .group_by(version.sha256)
        .order_by(func.max(FileCheck.scanned_at).is_not(None), func.max(version.id).desc())
        .limit(limit)
    )
    return rows_as(Unscanned, found)


def dangerous() -> tuple[str, ...]:
    """The bytes in which the scanner found something, by hash (one statement)."""
    return tuple(db.session.scalars(select(FileCheck.sha256).where(FileCheck.threat > "")))


def _lacks(file: type[Upload] | type[EvidenceVersion]) -> ColumnElement[bool]:
    return ~exists().where(is_check_of(file), FileCheck.found.is_not(None))
