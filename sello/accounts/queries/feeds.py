"""Reads of calendar feeds: whose a secret is, and which addresses still show something."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from sello.accounts.domain.access import digest
from sello.accounts.models import CalendarFeed, Institution, Person, Unit
from sello.accounts.queries.institutions import DAYS_OFF, days_off_of
from sello.core.days import DaysOff
from sello.core.db import db, everywhere
from sello.core.rows import row_as, rows_as


@dataclass(frozen=True, slots=True)
class FeedOwner:
    """Whose a feed is, of which unit it tells, and where her institution's clocks stand."""

    person_id: int
    unit_id: int | None
    unit_name: str | None
    institution_id: int
    zone: str
    days_off: DaysOff
    created_at: datetime


@dataclass(frozen=True, slots=True)
class FeedRow:
    """An address that still shows something, as its page lists it."""

    id: int
    person_id: int
    person: str
    unit_id: int | None
    unit: str | None
    created_at: datetime


def owner(token: str) -> FeedOwner | None:
    """Whose the feed of a secret is (one statement); None for one that is unknown or revoked."""
    statement = (
        select(
            CalendarFeed.person_id,
            CalendarFeed.unit_id,
            Unit.name.label("unit_name"),
            CalendarFeed.institution_id,
            CalendarFeed.created_at,
            Institution.zone,
            *DAYS_OFF,
        )
        .join(Institution, Institution.id == CalendarFeed.institution_id)
        .outerjoin(Unit, Unit.id == CalendarFeed.unit_id)
        .where(CalendarFeed.token_hash == digest(token), CalendarFeed.ended_at.is_(None))
    )
    with everywhere():
        row = db.session.execute(statement).one_or_none()
    return None if row is None else row_as(FeedOwner, row, days_off=days_off_of(row))


def of_person(person_id: int) -> tuple[FeedRow, ...]:
    """The feeds of a person that still show something, her own first (one statement)."""
    own = _open().where(CalendarFeed.person_id == person_id)
    return rows_as(FeedRow, db.session.execute(own.order_by(CalendarFeed.unit_id.is_not(None), Unit.name)))


def of_unit(unit_id: int) -> tuple[FeedRow, ...]:
    """The feeds of a unit that still show something, by whose they are (one statement)."""
    told = _open().where(CalendarFeed.unit_id == unit_id)
    return rows_as(FeedRow, db.session.execute(told.order_by(Person.name, CalendarFeed.id)))


def _open() -> Select[int, int, str, int | None, str, datetime]:
    return (
        select(
            CalendarFeed.id,
            CalendarFeed.person_id,
            Person.name.label("person"),
            CalendarFeed.unit_id,
            Unit.name.label("unit"),
            CalendarFeed.created_at,
        )
        .join(Person, Person.id == CalendarFeed.person_id)
        .outerjoin(Unit, Unit.id == CalendarFeed.unit_id)
        .where(CalendarFeed.ended_at.is_(None))
    )
