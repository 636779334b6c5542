"""The mail of the day: when it is due, and what each person reads in it.

Whatever is not told at once goes into one mail for each person and day: what is hers to do, what changed, her
week, and what she only has to know; a task that is recalled to her is not named again in her week.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Generic

from sello.core.days import Calendar
from sello.core.moment import Moment
from sello.reminders.domain.digest import WEEK, Digest, T, digest_day
from sello.reminders.domain.news import News
from sello.reminders.domain.recipients import Addressee, Directory
from sello.reminders.domain.schedule import Kind, Schedule
from sello.reminders.domain.tellings import Letter, Telling, letters

ORDER = (Kind.OVERDUE, Kind.DUE_SOON, Kind.EXPIRING, Kind.ESCALATED, Kind.FOLLOWED)
"""What she reads first: what is hers and late, what is hers and soon, what is of others."""


def mail_day(at: Moment, schedule: Schedule) -> date | None:
    """Return the day whose mails may be written now, or None: a day off, too early, too late."""
    hour = at.local(at.now).time()
    if not at.calendar.is_business_day(at.today):
        return None
    return at.today if mail_hour(at.today, at.calendar, schedule) <= hour <= schedule.mails_until else None


def mail_hour(day: date, calendar: Calendar, schedule: Schedule) -> time:
    """From when on the mail of a day is written: on the day of the week's summary, not before its hour."""
    monday = day - timedelta(days=day.weekday())
    weeks = () if Kind.DIGEST in schedule.off else (monday - WEEK, monday)
    weekly = any(digest_day(week, calendar, schedule) == day for week in weeks)
    return max(schedule.send_at, schedule.digest_at) if weekly else schedule.send_at


@dataclass(frozen=True, slots=True)
class DayMail(Generic[T]):
    """What one person is told on a day."""

    to: Addressee
    letters: tuple[Letter, ...]
    """Her reminders by their kind, in their order."""
    news: tuple[News, ...] = ()
    week: Digest[T] | None = None

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """Her reminders, one by one."""
        return tuple(each for letter in self.letters for each in letter.tellings)


def gathered(
    told: Iterable[Telling],
    news: Mapping[int, Sequence[News]],
    weeks: Mapping[int, Digest[T]],
    people: Directory,
) -> list[DayMail[T]]:
    """Gather what is told on a day into one mail for each person, in the order of their rows."""
    by_person: dict[int, list[Letter]] = defaultdict(list)
    for letter in letters(told):
        by_person[letter.to.person_id].append(letter)
    return [
        DayMail(
            people.people[person_id],
            tuple(sorted(by_person.get(person_id, ()), key=lambda one: ORDER.index(one.kind))),
            tuple(news.get(person_id, ())),
            weeks.get(person_id),
        )
        for person_id in sorted({*by_person, *news, *weeks})
    ]


def rest_of_week(mail: DayMail[T]) -> Digest[T] | None:
    """A person's week without the tasks that her mail recalls already; None if nothing is left of it."""
    if mail.week is None:
        return None
    named = {each.thing.id for each in mail.tellings if each.kind is not Kind.EXPIRING}
    late, soon, returned = (
        tuple(task for task in tasks if task.id not in named)
        for tasks in (mail.week.late, mail.week.soon, mail.week.returned)
    )
    return replace(mail.week, late=late, soon=soon, returned=returned) or None
