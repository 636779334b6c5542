"""Making and revoking the secret addresses of calendars."""

from datetime import datetime

from sqlalchemy import select, update

from sello.accounts.domain.access import digest, new_token
from sello.accounts.domain.actor import Actor
from sello.accounts.models import CalendarFeed, Person
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import record


def make_feed(actor: Actor, unit_id: int | None, *, now: datetime) -> str:
    """Make the address of one's own calendar, or of a unit's, and return its secret: it is shown only now.

    The one that she had before shows nothing any more. Raises NotFound for a unit that she does not see.
    """
    if unit_id is not None and not actor.visibility.sees_unit(unit_id):
        raise NotFound
    db.session.get_one(Person, actor.person_id, with_for_update=True)  # one making at a time
    mine = (CalendarFeed.person_id == actor.person_id, CalendarFeed.unit_id.is_not_distinct_from(unit_id))
    db.session.execute(
        update(CalendarFeed).where(*mine, CalendarFeed.ended_at.is_(None)).values(ended_at=now)
    )
    token = new_token()
    db.session.add(
        CalendarFeed(
            person_id=actor.person_id,
            unit_id=unit_id,
            token_hash=digest(token),
            created_at=now,
            ended_at=None,
        )
    )
    record(actor, Act.PERSON_CALENDAR_MADE, actor.person_id, now=now, unit_id=unit_id)
    db.session.flush()
    return token


def revoke_feed(actor: Actor, feed_id: int, *, now: datetime) -> None:
    """Let an address show nothing any more: one's own, or, for the secretariat, anybody's.

    Raises NotFound for one that is none of hers, or was revoked before.
    """
    row = db.session.scalars(
        select(CalendarFeed).where(CalendarFeed.id == feed_id, CalendarFeed.ended_at.is_(None))
    ).one_or_none()
    if row is None or (row.person_id != actor.person_id and not actor.is_secretariat):
        raise NotFound
    row.ended_at = now
    record(actor, Act.PERSON_CALENDAR_REVOKED, row.person_id, now=now, unit_id=row.unit_id)
    db.session.flush()


def end_feeds_of(person_id: int, *, now: datetime) -> None:
    """Let every address of a person who leaves show nothing any more."""
    db.session.execute(
        update(CalendarFeed)
        .where(CalendarFeed.person_id == person_id, CalendarFeed.ended_at.is_(None))
        .values(ended_at=now)
    )
