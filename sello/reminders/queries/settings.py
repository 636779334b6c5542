"""Reads of what an institution decided and of what people turned off."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from sello.accounts.domain.actor import Role
from sello.accounts.models import Person
from sello.core.db import db
from sello.reminders.domain.ladder import Rung, To, When
from sello.reminders.domain.news import REACHING, USUAL, How, NewsKind
from sello.reminders.domain.schedule import EARLIEST, LATEST, Kind, Schedule, kinds_for
from sello.reminders.models import ReminderSettings, ReminderSilence
from sello.reminders.queries.news import choices


@dataclass(frozen=True, slots=True)
class StoredSchedule:
    """The settings of an institution and the number of their last change (0: never changed)."""

    schedule: Schedule
    version: int
    reply_to: str | None = None
    """Whom an answer to a mail reaches, where that was decided."""


def stored_schedule() -> StoredSchedule:
    """The settings of the institution at work, or the defaults."""
    row = db.session.scalars(select(ReminderSettings)).one_or_none()
    if row is None:
        return StoredSchedule(Schedule(), 0)
    schedule = Schedule(
        send_at=row.send_at,
        ladder=tuple(
            Rung(When(rung["when"]), rung["days"], To(rung["to"]), rung["every"]) for rung in row.ladder
        ),
        administration=tuple(row.administration),
        committee=tuple(row.committee),
        digest_on=row.digest_on,
        digest_at=row.digest_at,
        expiring=tuple(row.expiring),
        off=frozenset(kind for kind in Kind if kind.value in row.off),
        mails_from=row.mails_from or EARLIEST,
        mails_until=row.mails_until or LATEST,
    )
    return StoredSchedule(schedule, row.version, row.reply_to)


def nameable() -> list[tuple[int, str, str]]:
    """Who may be named for a rung: open accounts that see more than a unit's own work, with name and post."""
    roles = (Role.SECRETARIAT, Role.UNIT_HEAD, Role.AUTHORITY)
    statement = (
        select(Person.id, Person.name, Person.post)
        .where(Person.active.is_(True), Person.role.in_(roles))
        .order_by(Person.name, Person.id)
    )
    return [(row.id, row.name, row.post) for row in db.session.execute(statement)]


def silences(person_id: int) -> frozenset[Kind]:
    """The kinds of mail that a person turned off."""
    return frozenset(
        db.session.scalars(select(ReminderSilence.kind).where(ReminderSilence.person_id == person_id))
    )


def ways_of(person_id: int, role: Role) -> dict[NewsKind, How]:
    """How a person is told of each kind of act that can reach her role (one statement)."""
    chosen = choices(person_id)
    return {kind: chosen.get((person_id, kind), USUAL[kind]) for kind in REACHING[role]}


def apart(ways: Mapping[NewsKind, How]) -> list[str]:
    """The ways that differ from the usual ones, as the trail and a form's version name them."""
    return sorted(f"{kind.value}:{how.value}" for kind, how in ways.items() if how is not USUAL[kind])


def seen_words(silenced: Collection[Kind], ways: Mapping[NewsKind, How], role: Role) -> list[str]:
    """What a page of preferences shows, in words that tell whether it is still so."""
    return [kind.value for kind in kinds_for(role) if kind not in silenced] + apart(ways)


def silent_people(kind: Kind) -> frozenset[int]:
    """The people who turned a kind of mail off."""
    return frozenset(
        db.session.scalars(select(ReminderSilence.person_id).where(ReminderSilence.kind == kind))
    )
