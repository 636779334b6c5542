"""The access log of files: the one thing that a reading request writes."""

from collections.abc import Set
from datetime import datetime, timedelta

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.row_copies import Key
from sello.core.trail.acts import Act
from sello.core.trail.recording import record_apart
from sello.evidence.models import Download, Evidence

ONE_TAKING = timedelta(hours=24)
"""How long the later parts of a file belong to the download that began with its first one."""


def log_download(actor: Actor, evidence_id: int, number: int, *, from_start: bool, now: datetime) -> None:
    """Note who took which version away; it commits at once, apart from the request's own transaction.

    A later part is noted too, unless it continues what the same person began: whoever asks for all but the
    first byte takes the file as well. The trail tells it as any other act; the piece's page reads the room's
    own table.
    """
    if not from_start and _continues(actor, evidence_id, number, now):
        return
    row = Download(evidence_id=evidence_id, version_number=number, person_id=actor.person_id, at=now)
    record_apart(actor, Act.EVIDENCE_DOWNLOADED, evidence_id, now=now, beside=row, number=number)


def log_reading(actor: Actor, evidence_id: int, number: int, *, now: datetime) -> None:
    """Note who read which version in place, as `log_download` does; its pages of one day are one reading."""
    begun = select(Download.id).where(
        Download.evidence_id == evidence_id,
        Download.version_number == number,
        Download.person_id == actor.person_id,
        Download.in_place,
        Download.at > now - ONE_TAKING,
    )
    if db.session.scalar(begun.limit(1)) is not None:
        return
    row = Download(
        evidence_id=evidence_id, version_number=number, person_id=actor.person_id, at=now, in_place=True
    )
    record_apart(actor, Act.EVIDENCE_READ, evidence_id, now=now, beside=row, number=number)


def _continues(actor: Actor, evidence_id: int, number: int, now: datetime) -> bool:
    """Whether the same person began to take this version not long ago."""
    begun = select(Download.id).where(
        Download.evidence_id == evidence_id,
        Download.version_number == number,
        Download.person_id == actor.person_id,
        Download.in_place.is_(False),
        Download.at > now - ONE_TAKING,
    )
    return db.session.scalar(begun.limit(1)) is not None


def own_downloads(actor: Actor, rows: Set[Key]) -> frozenset[Key]:
    """The downloads by an actor of the pieces among some rows: who looks at what she sent does nothing to it.

    The trail keeps telling of them.
    """
    pieces = [row_id for table, row_id in rows if table == Evidence.__tablename__]
    own = select(Download.id).where(Download.evidence_id.in_(pieces), Download.person_id == actor.person_id)
    return frozenset((Download.__tablename__, row_id) for row_id in db.session.scalars(own))
