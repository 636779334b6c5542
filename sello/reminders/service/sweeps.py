"""The passes that write reminders: what came due enters the ledger and the outbox in one transaction.

The ledger's unique key decides who was told. Only rows that this very transaction entered become mail, so a
pass that is killed leaves either both or neither, and two passes at once share the work without knowing of
each other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, cast

from sqlalchemy import Row, Table

from sello.core.db import db, insert_into, unit_of_work
from sello.core.mail.message import Message
from sello.core.mail.outbox import enqueue_all
from sello.reminders.domain.digest import WEEK, Digest, digest_day, digest_week, digests
from sello.reminders.domain.news import How, News
from sello.reminders.domain.recipients import Addressee, Directory
from sello.reminders.domain.schedule import Kind, Schedule, sweep_day
from sello.reminders.domain.tellings import Letter, Telling, letters, once, tellings
from sello.reminders.domain.waves import (
    LateWave,
    Wave,
    evidence_waves,
    late_evidence,
    late_tasks,
    task_waves,
)
from sello.reminders.models import About, Reminder
from sello.reminders.queries import settings, sweeps
from sello.reminders.queries.sweeps import DueThing, OpenTask
from sello.reminders.service.doors import asked_by_news, doors
from sello.reminders.service.letters import asked_by, asked_by_digest, digest_message, message_of
from sello.reminders.service.news import Reader, day_readers, enter, is_day_due
from sello.reminders.service.passes import Pass, finish

PORTION = 500
"""Ledger rows of one statement, or people of one transaction."""

LEDGER = cast("Table", Reminder.__table__)

Waves = Callable[..., list[Wave]]
LateWaves = Callable[..., list[LateWave]]
Things = Callable[..., list[DueThing]]


def sweep_tasks(run: Pass) -> int:
    """Write the reminders of tasks that came due; returns how many mails were queued."""
    return _sweep(run, About.TASK, (task_waves, late_tasks), (sweeps.tasks_of, sweeps.late_tasks_of))


def sweep_evidence(run: Pass) -> int:
    """Write the reminders of evidence about to expire; returns how many mails were queued."""
    readers = (sweeps.evidence_of, sweeps.late_evidence_of)
    return _sweep(run, About.EVIDENCE, (evidence_waves, late_evidence), readers)


def write_digests(run: Pass) -> int:
    """Write the weekly digests if they are due; returns how many mails were queued."""
    with unit_of_work(run.place.id):
        schedule = settings.stored_schedule().schedule
        week = digest_week(run.at, schedule)
        last = sweeps.swept_through(About.WEEK)
        if week is None or Kind.DIGEST in schedule.off or (last is not None and week <= last):
            return 0
        people = sweeps.directory(run.at.today)
        found = digests(sweeps.tasks_for_digest(people.today), people)
    told = day_readers(run) if is_day_due(run) else {}
    readers = [people.people[each] for each in found if Kind.DIGEST not in people.people[each].silenced]
    ends = digest_day(week + WEEK, run.at.calendar, schedule)
    written = sum(_write_week(run, portion, found, told, (week, ends)) for portion in _portions(readers))
    finish(run, About.WEEK, week)
    return written


def _write_week(
    run: Pass,
    portion: Sequence[Addressee],
    found: Mapping[int, Digest[OpenTask]],
    told: Mapping[int, Reader],
    days: tuple[date, date],
) -> int:
    """Write the digests of some people, each with what the day has to tell her."""
    week, ends = days
    with unit_of_work(run.place.id):
        fresh = _enter_week(run, portion, week)
        news = enter(run, [(each, told[each].of(How.NOW, How.DIGEST)) for each in fresh if each in told])
        opens = doors(_asked_in_week(portion, fresh, found, news), run.base_url, now=run.at.now)
        messages = [
            replace(
                digest_message(
                    to,
                    found[to.person_id],
                    run.place,
                    run.base_url,
                    week=week,
                    superseded_on=ends,
                    news=news.get(to.person_id, ()),
                    doors=opens,
                    at=run.at,
                ),
                leave=run.leave(to.person_id, [Kind.DIGEST]),
            )
            for to in portion
            if to.person_id in fresh
        ]
        return enqueue_all(messages, now=run.at.now)


def _asked_in_week(
    portion: Sequence[Addressee],
    fresh: Set[int],
    found: Mapping[int, Digest[OpenTask]],
    news: Mapping[int, Sequence[News]],
) -> Iterator[tuple[Addressee, int]]:
    """What the digests of some people ask of them."""
    for to in portion:
        if to.person_id in fresh:
            yield from asked_by_digest(to, found[to.person_id])
            yield from asked_by_news(to, news.get(to.person_id, ()))


def _sweep(run: Pass, about: About, rules: tuple[Waves, LateWaves], readers: tuple[Things, Things]) -> int:
    (waves_of, late_of), (things_of, late_things_of) = rules, readers
    with unit_of_work(run.place.id):
        schedule = settings.stored_schedule().schedule
        today = sweep_day(run.at, schedule)
        if today is None:
            return 0
        last = sweeps.swept_through(about)
        waves = waves_of(today, schedule, run.at.calendar, swept_through=last)
        found = list(_of_each_point(waves, lambda wave: things_of(wave, zone_end=run.at.end_of(wave.point))))
        late = late_of(today, schedule, run.at.calendar, swept_through=last)
        found += [(each, late_things_of(each, at=run.at)) for each in late if each.notices]
        people = sweeps.directory(today) if any(things for _, things in found) else None
    written = 0
    if people is not None:
        written = _write(run, about, list(once(_told(found, people, schedule))), people)
    finish(run, about, today)
    return written


def _of_each_point(
    waves: Sequence[Wave], things_of: Callable[[Wave], list[DueThing]]
) -> Iterator[tuple[Wave, list[DueThing]]]:
    """What each wave reaches, read once for all that came due on a day."""
    for point, same in groupby(waves, key=lambda wave: wave.point):
        members = list(same)
        things = things_of(Wave(point, {day: one for each in members for day, one in each.notices.items()}))
        yield from ((each, [one for one in things if one.due_on in each.notices]) for each in members)


def _told(
    found: Iterable[tuple[Wave, list[DueThing]]], people: Directory, schedule: Schedule
) -> Iterator[Telling]:
    for wave, things in found:
        yield from tellings(wave, things, people, schedule)


def _write(run: Pass, about: About, told: Sequence[Telling], people: Directory) -> int:
    """Write all of a pass at once: what was told to one of its people is not told to the others later."""
    written = 0
    with unit_of_work(run.place.id):
        for portion in _letter_portions(letters(told)):
            fresh = _enter(run, about, [each for letter in portion for each in letter.tellings])
            messages = list(_messages(run, portion, fresh, people))
            written += enqueue_all(messages, now=run.at.now)
    return written


def _messages(
    run: Pass, portion: Iterable[Letter], fresh: set[tuple[int, int, Kind, date]], people: Directory
) -> Iterator[Message]:
    """The mails of what this transaction entered; what was told before is left out of its letter."""
    kept = [told for letter in portion for told in letter.tellings if told.key in fresh]
    written = list(letters(kept))
    asked = (each for letter in written for each in asked_by(letter))
    opens = doors(asked, run.base_url, now=run.at.now)
    for letter in written:
        message = message_of(letter, run.place, run.base_url, people.unit_names, doors=opens, at=run.at)
        yield replace(message, leave=run.leave(letter.to.person_id, [letter.kind]))


def _enter(run: Pass, about: About, told: Sequence[Telling]) -> set[tuple[int, int, Kind, date]]:
    """Enter tellings in the ledger, and return the keys of those that were new."""
    rows = [
        {
            "institution_id": run.place.id,
            "about": about,
            "about_id": each.thing.id,
            "person_id": each.to.person_id,
            "kind": each.kind,
            "due_on": each.thing.due_on,
            "point": each.point,
            "number": each.number,
            "written_at": run.at.now,
        }
        for each in told
    ]
    return {(row.about_id, row.person_id, row.kind, row.due_on) for row in _insert_new(rows)}


def _enter_week(run: Pass, readers: Sequence[Addressee], week: date) -> set[int]:
    rows = [
        {
            "institution_id": run.place.id,
            "about": About.WEEK,
            "about_id": 0,
            "person_id": reader.person_id,
            "kind": Kind.DIGEST,
            "due_on": week,
            "point": week,
            "number": 0,
            "written_at": run.at.now,
        }
        for reader in readers
    ]
    return {row.person_id for row in _insert_new(rows)}


def enter_day(run: Pass, kind: Kind, person_id: int, day: date) -> bool:
    """Enter in the ledger that a person is sent what she is sent on a day; False if she was already."""
    row = {
        "institution_id": run.place.id,
        "about": About.DAY,
        "about_id": 0,
        "person_id": person_id,
        "kind": kind,
        "due_on": day,
        "point": day,
        "number": 0,
        "written_at": run.at.now,
    }
    return bool(_insert_new([row]))


def _insert_new(rows: list[dict[str, object]]) -> Sequence[Row[Any]]:
    """Insert ledger rows that are not there yet, and return those: one statement for the whole portion."""
    if not rows:
        return []
    told = LEDGER.c
    statement = insert_into(LEDGER).on_conflict_do_nothing()
    entered = statement.returning(told.about_id, told.person_id, told.kind, told.due_on)
    return db.session.execute(entered, rows).all()


def _letter_portions(written: Iterable[Letter]) -> Iterator[list[Letter]]:
    portion: list[Letter] = []
    size = 0
    for letter in written:
        portion.append(letter)
        size += len(letter.tellings)
        if size >= PORTION:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _portions(readers: Sequence[Addressee]) -> Iterator[Sequence[Addressee]]:
    return (readers[start : start + PORTION] for start in range(0, len(readers), PORTION))
