"""What the secretariat decides for all, and what a person turns off for herself."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import delete, select

from sello.accounts import email_address
from sello.accounts.domain.actor import Actor
from sello.accounts.models import Person
from sello.accounts.queries.identity import actor
from sello.core.db import db, scope_to
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import changed, record
from sello.reminders.domain.leaving import Leaving, least
from sello.reminders.domain.news import USUAL, How, NewsKind
from sello.reminders.domain.news import ways as allowed
from sello.reminders.domain.schedule import Kind, Schedule, checked, kinds_for
from sello.reminders.models import NewsChoice, ReminderSettings, ReminderSilence
from sello.reminders.queries.settings import apart, seen_words, silences, ways_of

UNCHANGED: Mapping[NewsKind, How] = MappingProxyType({})


def save_schedule(
    actor: Actor, schedule: Schedule, *, reply_to: str = "", version: int, now: datetime
) -> int:
    """Keep the institution's times and offsets, and whom answers reach; returns the new version.

    Refuses what makes no sense, beside its field, and raises Stale if somebody saved after `version`.
    """
    schedule = checked(schedule)
    answers = _address(reply_to)
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
    row.reply_to = answers
    row.version = version + 1
    before, after = changed(held, values)
    record(actor, Act.INSTITUTION_REMINDERS_SET, actor.institution_id, now=now, before=before, after=after)
    db.session.flush()
    return row.version


def _address(reply_to: str) -> str | None:
    try:
        return email_address.checked(reply_to) if reply_to.strip() else None
    except email_address.AddressIncomplete as refusal:
        refusal.field = "reply_to"  # type: ignore[misc]  # here another field of the form asks for it
        raise


def _columns(schedule: Schedule) -> dict[str, Any]:
    """The settings as they are stored: what is a list in an order of its own, the longest offset first."""
    return asdict(schedule) | {
        "ladder": [
            {"when": rung.when.value, "days": rung.days, "every": rung.every, "to": rung.to.value}
            for rung in schedule.ladder
        ],
        "administration": sorted(schedule.administration),
        "committee": sorted(schedule.committee),
        "expiring": sorted(schedule.expiring, reverse=True),
        "off": sorted(kind.value for kind in schedule.off),
    }


def choose_kinds(
    actor: Actor,
    wanted: Collection[Kind],
    ways: Mapping[NewsKind, How] = UNCHANGED,
    *,
    seen: Collection[str],
    now: datetime,
) -> int:
    """Keep which kinds of mail a person wants, and how she is told of acts; returns how many kinds are off.

    ``seen`` is what her page showed (`seen_words`): Stale when she saved otherwise meanwhile. Of acts that do
    not reach her role, and in ways that their kind does not allow, nothing is kept.
    """
    db.session.execute(select(Person.id).where(Person.id == actor.person_id).with_for_update())
    silenced, held = silences(actor.person_id), ways_of(actor.person_id, actor.role)
    if set(seen_words(silenced, held, actor.role)) != set(seen):
        raise Stale
    off = [kind for kind in kinds_for(actor.role) if kind not in wanted]
    kept = held | {kind: ways[kind] for kind in held if ways.get(kind) in allowed(kind)}
    _replace(actor.person_id, off, kept)
    before = sorted(kind.value for kind in silenced) + apart(held)
    after = sorted(kind.value for kind in off) + apart(kept)
    record(actor, Act.PERSON_REMINDERS_SILENCED, actor.person_id, now=now, before=before, after=after)
    db.session.flush()
    return len(off)


def leave(leaving: Leaving, *, today: date, now: datetime) -> bool:
    """Stop the mails of some kinds to a person who said so without signing in; tells whether she may.

    What came back to her is told in the mail of the day from then on: it cannot be kept away.
    """
    reader = actor(leaving.person_id, today=today)
    if reader is None:
        return False
    scope_to(db.session(), reader.institution_id)
    silenced, held = silences(reader.person_id), ways_of(reader.person_id, reader.role)
    wanted = frozenset(kinds_for(reader.role)) - silenced - leaving.reminders
    ways = {kind: least(kind) for kind in leaving.news}
    choose_kinds(reader, wanted, ways, seen=seen_words(silenced, held, reader.role), now=now)
    return True


def _replace(person_id: int, off: Collection[Kind], ways: Mapping[NewsKind, How]) -> None:
    for table in (ReminderSilence, NewsChoice):
        db.session.execute(delete(table).where(table.person_id == person_id))
    db.session.add_all(ReminderSilence(person_id=person_id, kind=kind) for kind in off)
    db.session.add_all(
        NewsChoice(person_id=person_id, kind=kind, how=how)
        for kind, how in ways.items()
        if how is not USUAL[kind]
    )
