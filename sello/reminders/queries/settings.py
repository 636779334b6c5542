"""Reads of what an institution decided and of what people turned off."""

from dataclasses import dataclass

from sqlalchemy import select

from sello.core.db import db
from sello.reminders.domain.schedule import Kind, Schedule
from sello.reminders.models import ReminderSettings, ReminderSilence


@dataclass(frozen=True, slots=True)
class StoredSchedule:
    """The settings of an institution and the number of their last change (0: never changed)."""

    schedule: Schedule
    version: int


def stored_schedule() -> StoredSchedule:
    """The settings of the institution at work, or the defaults."""
    row = db.session.scalars(select(ReminderSettings)).one_or_none()
    if row is None:
        return StoredSchedule(Schedule(), 0)
    schedule = Schedule(
        send_at=row.send_at,
        due_soon=tuple(row.due_soon),
        overdue_every=row.overdue_every,
        escalate_from=row.escalate_from,
        digest_on=row.digest_on,
        digest_at=row.digest_at,
        expiring=tuple(row.expiring),
        off=frozenset(kind for kind in Kind if kind.value in row.off),
    )
    return StoredSchedule(schedule, row.version)


def silences(person_id: int) -> frozenset[Kind]:
    """The kinds of mail that a person turned off."""
    return frozenset(
        db.session.scalars(select(ReminderSilence.kind).where(ReminderSilence.person_id == person_id))
    )


def silent_people(kind: Kind) -> frozenset[int]:
    """The people who turned a kind of mail off."""
    return frozenset(
        db.session.scalars(select(ReminderSilence.person_id).where(ReminderSilence.kind == kind))
    )
