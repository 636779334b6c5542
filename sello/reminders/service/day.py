"""Writing the mails of a day: all that an institution's people are told then, in one transaction.

The day is claimed before anything of it is read, and the claim is committed with the mails. So two schedulers
write one of each, whoever comes second finds the day taken, and a process that is killed half-way leaves
neither ledger nor mail: the next pass begins again. What comes after its mail was written waits for the next
day's. The ledger's unique keys and the key of each mail would stop a second telling all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sello.core.db import unit_of_work
from sello.core.mail.outbox import queue
from sello.reminders.domain.day import DayMail, gathered, mail_day, rest_of_week
from sello.reminders.domain.digest import WEEK, Digest, digest_day, digest_week, digests
from sello.reminders.domain.news import How, News
from sello.reminders.domain.recipients import Addressee, Directory
from sello.reminders.domain.schedule import Kind, Schedule
from sello.reminders.domain.tellings import Letter
from sello.reminders.models import About
from sello.reminders.queries import settings, sweeps
from sello.reminders.queries.sweeps import OpenTask
from sello.reminders.service.day_letters import asked_in, day_message
from sello.reminders.service.doors import doors
from sello.reminders.service.ledger import enter_tellings, enter_weeks, name_mails
from sello.reminders.service.news import day_readers, enter
from sello.reminders.service.passes import Pass, claim
from sello.reminders.service.sweeps import due_tellings

PORTION = 500
"""People whose mails are written by the same statements."""

Weeks = Mapping[int, Digest[OpenTask]]


def write_day(run: Pass) -> int:
    """Write to each person the one mail of the day, if it is due; returns how many were queued."""
    with unit_of_work(run.place.id):
        schedule = settings.stored_schedule().schedule
        today = mail_day(run.at, schedule)
        last = sweeps.swept_through(About.DAY)
        if today is None or (last is not None and today <= last) or not claim(run, About.DAY, today):
            return 0
        people = sweeps.directory(today)
        week = _claimed_week(run, schedule)
        told = due_tellings(run, schedule, people, swept_through=last)
        weeks = {} if week is None else _weeks(people)
        recalled = {each.to.person_id for each in told}
        mails = gathered(told, _news(run, recalled | set(weeks)), weeks, people)
        ends = None if week is None else digest_day(week + WEEK, run.at.calendar, schedule)
        return sum(
            _write(run, portion, people.unit_names, week=week, ends=ends) for portion in _portions(mails)
        )


def _claimed_week(run: Pass, schedule: Schedule) -> date | None:
    """The Monday of the week whose summary goes into this day's mails; None if that was told or is off."""
    week = digest_week(run.at, schedule)
    if week is None or Kind.DIGEST in schedule.off or not claim(run, About.WEEK, week):
        return None
    return week


def _weeks(people: Directory) -> Weeks:
    found = digests(sweeps.tasks_for_digest(people.today), people)
    return {each: week for each, week in found.items() if Kind.DIGEST not in people.people[each].silenced}


def _news(run: Pass, written_to: set[int]) -> dict[int, tuple[News, ...]]:
    """What the day tells each person; who has a mail of the day anyway reads in it what is told at once."""
    return {
        person_id: reader.of(How.NOW, How.DIGEST)
        for person_id, reader in day_readers(run).items()
        if person_id in written_to or reader.of(How.DIGEST)
    }


def _write(
    run: Pass,
    mails: Sequence[DayMail[OpenTask]],
    unit_names: Mapping[int, str],
    *,
    week: date | None,
    ends: date | None,
) -> int:
    """Enter what some people are told, and queue the mails that tell what was new of it."""
    kept = [each for each in _entered(run, mails, week) if each.letters or each.news or each.week]
    opens = doors(_asked(kept), run.base_url, now=run.at.now)
    messages = [day_message(each, run, unit_names, week=week, week_ends=ends, doors=opens) for each in kept]
    queued = queue(messages, now=run.at.now)
    told = {each.person_id: queued[each.dedupe_key] for each in messages if each.dedupe_key in queued}
    name_mails(run, {person_id: mail_id for person_id, mail_id in told.items() if person_id is not None})
    return len(queued)


def _entered(run: Pass, mails: Sequence[DayMail[OpenTask]], week: date | None) -> Iterator[DayMail[OpenTask]]:
    """The mails with what this very transaction entered in the ledgers."""
    fresh = enter_tellings(run, (told for each in mails for told in each.tellings))
    news = enter(run, [(each.to.person_id, each.news) for each in mails])
    weekly = [each.to.person_id for each in mails if rest_of_week(each)]
    weeks = set() if week is None else enter_weeks(run, weekly, week)
    for each in mails:
        yield replace(
            each,
            letters=tuple(_fresh(each, fresh)),
            news=tuple(news.get(each.to.person_id, ())),
            week=each.week if each.to.person_id in weeks else None,
        )


def _fresh(mail: DayMail[OpenTask], keys: set[tuple[int, int, Kind, date]]) -> Iterator[Letter]:
    """The letters of a mail with what is among some keys; none that has nothing left."""
    for letter in mail.letters:
        told = tuple(each for each in letter.tellings if each.key in keys)
        if told:
            yield replace(letter, tellings=told)


def _asked(mails: Iterable[DayMail[OpenTask]]) -> Iterator[tuple[Addressee, int]]:
    return (asked for each in mails for asked in asked_in(each))


def _portions(mails: Sequence[DayMail[OpenTask]]) -> Iterator[Sequence[DayMail[OpenTask]]]:
    return (mails[start : start + PORTION] for start in range(0, len(mails), PORTION))
