"""A remark is pinned to a place on a page, and taken away."""

from datetime import datetime

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.evidence.domain.pins import NoSuchPin, checked
from sello.evidence.models import Pin
from sello.evidence.queries.piece import stored_file
from sello.evidence.service.loading import for_writing


def pin(
    actor: Actor,
    evidence_id: int,
    number: int,
    text: str,
    *,
    page: int,
    across: int,
    down: int,
    now: datetime,
) -> None:
    """Pin a remark to a version of a piece. Refuses as `domain.pins.checked`, and with NotFound."""
    said = checked(text, page=page, across=across, down=down)
    for_writing(evidence_id, actor.visibility)
    if stored_file(evidence_id, number, actor.visibility) is None:
        raise NotFound
    row = Pin(
        evidence_id=evidence_id,
        version_number=number,
        page=page,
        across=across,
        down=down,
        text=said,
        pinned_at=now,
        pinned_by=actor.person_id,
    )
    db.session.add(row)
    record(actor, Act.EVIDENCE_PINNED, evidence_id, now=now, number=number, page=page)


def unpin(actor: Actor, evidence_id: int, pin_id: int, *, now: datetime) -> None:
    """Take a remark away. Refuses with NoSuchPin."""
    for_writing(evidence_id, actor.visibility)
    row = db.session.scalars(
        select(Pin).where(Pin.id == pin_id, Pin.evidence_id == evidence_id)
    ).one_or_none()
    if row is None:
        raise NoSuchPin
    db.session.delete(row)
    record(actor, Act.EVIDENCE_UNPINNED, evidence_id, now=now, number=row.version_number, page=row.page)
