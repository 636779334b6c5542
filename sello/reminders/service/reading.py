"""Saying of one's own notices that they were read."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.mail.outbox import OutboxMail, told_to
from sello.core.moment import Moment


def read_through(actor: Actor, newest: int, *, at: Moment) -> int:
    """Say that all notices up to one were read, and return how many of them were not before."""
    return _read(actor, at, OutboxMail.id <= newest)


def read_one(actor: Actor, notice_id: int, *, at: Moment) -> int:
    """Say that one notice was read; nothing for one that was, or is not hers."""
    return _read(actor, at, OutboxMail.id == notice_id)


def _read(actor: Actor, at: Moment, which: ColumnElement[bool]) -> int:
    unread = select(OutboxMail).where(told_to(actor.person_id, at.now), OutboxMail.read_at.is_(None), which)
    rows = db.session.scalars(unread).all()
    for row in rows:
        row.read_at = at.now
    return len(rows)
