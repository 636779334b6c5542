"""Files that were received and not yet described."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sello.core.db import db
from sello.files.models import Upload
from sello.files.store.disk import Received


@dataclass(frozen=True)
class Pending:
    """A received file of a person."""

    id: int
    received: Received
    filename: str
    media_type: str
    received_at: datetime


def pending(
    person_id: int, ids: Iterable[int] | None = None, *, between: tuple[int, int] | None = None
) -> tuple[Pending, ...]:
    """The files that a person sent and did not describe yet.

    Only `ids` of them, or those from one id to another, when they are given.
    """
    query = select(Upload).where(Upload.person_id == person_id).order_by(Upload.id)
    if ids is not None:
        query = query.where(Upload.id.in_(list(ids)))
    if between is not None:
        query = query.where(Upload.id.between(*between))
    return tuple(
        Pending(
            id=upload.id,
            received=Received(sha256=upload.sha256, size=upload.size, ticket=upload.ticket),
            filename=upload.filename,
            media_type=upload.media_type,
            received_at=upload.received_at,
        )
        for upload in db.session.scalars(query)
    )
