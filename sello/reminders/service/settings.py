"""What the secretariat decides for all, and what a person turns off for herself."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Person
from sello.core.db import db
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.reminders.domain.schedule import Kind, Schedule, checked, kinds_for
from sello.reminders.models import ReminderSettings, ReminderSilence
from sello.reminders.queries.settings import silences


def save_schedule(actor: Actor, schedule: Schedule, *, version: int, now: datetime) -> int:
    """Keep the institution's times and offsets; returns the new version.

    Refuses what makes no sense, beside its field, and raises Stale if somebody saved after `version`.
    """
    checked(schedule)
    row = db.session.scalars(select(ReminderSettings).with_for_update()).one_or_none()
    if version != (row.version if row else 0):
        raise Stale
    if row is None:
        row = ReminderSettings(version=0)
        db.session.add(row)
    before = row.off
    row.send_at, row.digest_at, row.digest_on = schedule.send_at, schedule.digest_at, schedule.digest_on
    row.due_soon, row.expiring = sorted(schedule.due_soon)[::-1], sorted(schedule.expiring)[::-1]
    row.overdue_every, row.escalate_from = schedule.overdue_every, schedule.escalate_from
    row.off = sorted(kind.value for kind in schedule.off)
    row.version = version + 1
    record(actor, Act.INSTITUTION_REMINDERS_SET, actor.institution_id, now=now, before=before, after=row.off)
    db.session.flush()
    return row.version


def choose_kinds(actor: Actor, wanted: Collection[Kind], *, seen: Collection[str], now: datetime) -> int:
    """Keep which kinds of mail a person wants; returns how many that reach her role she turned off.

    ``seen`` are the values of those that her page showed as wanted: Stale when she saved otherwise meanwhile.
    """
    db.session.execute(select(Person.id).where(Person.id == actor.person_id).with_for_update())
    silenced = silences(actor.person_id)
    if {kind.value for kind in kinds_for(actor.role) if kind not in silenced} != set(seen):
        raise Stale
    off = [kind for kind in kinds_for(actor.role) if kind not in wanted]
    db.session.execute(delete(ReminderSilence).where(ReminderSilence.person_id == actor.person_id))
    db.session.add_all(ReminderSilence(person_id=actor.person_id, kind=kind) for kind in off)
    record(actor, Act.PERSON_REMINDERS_SILENCED, actor.person_id, now=now, off=[kind.value for kind in off])
    db.session.flush()
    return len(off)
