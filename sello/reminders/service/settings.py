"""What the secretariat decides for all, and what a person turns off for herself."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Person
from sello.core.db import db
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import changed, record
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
    values = _columns(schedule)
    held = {name: getattr(row, name) for name in values} if row else _columns(Schedule())
    if row is None:
        row = ReminderSettings(version=0)
        db.session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.version = version + 1
    before, after = changed(held, values)
    record(actor, Act.INSTITUTION_REMINDERS_SET, actor.institution_id, now=now, before=before, after=after)
    db.session.flush()
    return row.version


def _columns(schedule: Schedule) -> dict[str, Any]:
    """The settings as they are stored: what is a list in an order of its own, the longest offset first."""
    return asdict(schedule) | {
        "due_soon": sorted(schedule.due_soon, reverse=True),
        "expiring": sorted(schedule.expiring, reverse=True),
        "off": sorted(kind.value for kind in schedule.off),
    }


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
    before, after = (sorted(kind.value for kind in kinds) for kinds in (silenced, off))
    record(actor, Act.PERSON_REMINDERS_SILENCED, actor.person_id, now=now, before=before, after=after)
    db.session.flush()
    return len(off)
