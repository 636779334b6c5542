"""What a person was told by mail, as she reads it here; what is held back or taken back is told to nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.mail import sealing
from sello.core.mail.outbox import OutboxMail, told_to
from sello.core.moment import Moment
from sello.core.paging import Page
from sello.core.refusal import NotFound
from sello.core.rows import row_as, rows_as

SIZE = 30
"""Notices on one page."""


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A notice as its list shows it."""

    id: int
    kind: str
    subject: str
    at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class ToldText:
    """A notice with what it says: the mail's words, but for the links that only open from there."""

    id: int
    kind: str
    subject: str
    at: datetime
    read_at: datetime | None
    text: str


_COLUMNS = (
    OutboxMail.id,
    OutboxMail.kind,
    OutboxMail.subject,
    OutboxMail.created_at.label("at"),
    OutboxMail.read_at,
)


def page(actor: Actor, number: int, *, at: Moment) -> tuple[Page[ToldRow], int]:
    """One page of a person's notices, the newest first, and how many are unread in all (two statements)."""
    hers = told_to(actor.person_id, at.now)
    counted = select(
        func.count().label("total"), func.count().filter(OutboxMail.read_at.is_(None)).label("unread")
    )
    found = db.session.execute(counted.where(hers)).one()
    number = min(max(1, number), max(1, -(-found.total // SIZE)))
    rows = (
        select(*_COLUMNS).where(hers).order_by(OutboxMail.id.desc()).limit(SIZE).offset((number - 1) * SIZE)
    )
    return Page(rows_as(ToldRow, db.session.execute(rows)), found.total, number, SIZE), found.unread


def notice(notice_id: int, actor: Actor, *, at: Moment) -> ToldText:
    """One of a person's notices; raises NotFound for one that is not hers to read (one statement)."""
    wanted = select(*_COLUMNS, OutboxMail.text).where(
        OutboxMail.id == notice_id, told_to(actor.person_id, at.now)
    )
    row = db.session.execute(wanted).one_or_none()
    if row is None:
        raise NotFound
    found = row_as(ToldText, row)
    return replace(found, text=sealing.readable(found.text))
