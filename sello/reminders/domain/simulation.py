"""What a policy would send: the deciding half alone, run over days that are past or to come.

It asks the same rules as the passes (`waves`, `tellings`) and keeps their ledger in memory, so that what it
says of a month and what was sent in it are the same (`tests/reminders/test_simulation.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TypeVar

from sello.core.dates import ONE_DAY
from sello.core.days import Calendar
from sello.core.moment import Moment
from sello.reminders.domain.day import mail_hour
from sello.reminders.domain.recipients import Directory
from sello.reminders.domain.schedule import Kind, Schedule
from sello.reminders.domain.tellings import Telling, letters, once, tellings
from sello.reminders.domain.waves import (
    LateWave,
    Wave,
    evidence_waves,
    late_evidence,
    late_tasks,
    task_waves,
    told_through,
)

Waves = Callable[..., list[Wave]]
T = TypeVar("T")
LateWaves = Callable[..., list[LateWave]]


@dataclass(frozen=True, slots=True)
class Course:
    """A task or a piece through time: what it was on each instant, as far as telling goes."""

    id: int
    title: str
    unit_id: int
    person_id: int | None
    made_at: datetime
    entered_at: datetime
    """Since when it can be told of: a task since it was made, a piece since it was accepted."""
    dates: tuple[tuple[datetime, date], ...]
    """Its date, from each instant on; the first from its beginning."""
    turns: tuple[tuple[datetime, bool], ...]
    """Whether there is somebody to tell, from each instant on."""
    pauses: tuple[tuple[datetime, date | None], ...] = ()
    """Until when it was not recalled, from each instant on."""

    def at(self, instant: datetime, day: date) -> Seen | None:
        """What a pass at an instant of a day sees of it; None where it tells nobody."""
        if self.made_at > instant or not _then(self.turns, instant, False):
            return None
        if self.is_paused(instant, day):
            return None
        due_on = _then(self.dates, instant, self.dates[0][1])
        return Seen(self.id, self.title, due_on, self.unit_id, self.person_id, self)

    def is_paused(self, instant: datetime, day: date) -> bool:
        """Whether it was not to be recalled on a day, as an instant knew it."""
        until = _then(self.pauses, instant, None)
        return until is not None and day <= until


@dataclass(frozen=True, slots=True)
class Seen:
    """A course as a pass saw it."""

    id: int
    title: str
    due_on: date
    unit_id: int
    person_id: int | None
    course: Course


@dataclass(frozen=True, slots=True)
class Courses:
    """All that reminders speak of in an institution."""

    tasks: tuple[Course, ...]
    pieces: tuple[Course, ...]


@dataclass(frozen=True, slots=True)
class Sending:
    """The reminders of one kind in a mail of the day: on which day, to whom, of how many things."""

    day: date
    person_id: int
    kind: Kind
    things: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from one to another, both included."""

    first: date
    last: date

    def days(self, calendar: Calendar) -> Iterator[date]:
        """Those on which passes run."""
        day = self.first
        while day <= self.last:
            if calendar.is_business_day(day):
                yield day
            day += ONE_DAY


def simulated(
    courses: Courses, stretch: Stretch, schedule: Schedule, directory: Directory, *, at: Moment
) -> tuple[Sending, ...]:
    """What a policy would recall in a stretch of days, each day by one pass at its hour."""
    found: list[Sending] = []
    for things, rules in (
        (courses.tasks, (task_waves, late_tasks)),
        (courses.pieces, (evidence_waves, late_evidence)),
    ):
        found += _written(_Passes(things, rules, schedule, directory, at), stretch)
    return tuple(sorted(found, key=lambda one: (one.day, one.person_id, one.kind.value)))


@dataclass(frozen=True, slots=True)
class Line:
    """How many mails a person gets by the policy that holds, and by the one that is tried."""

    name: str
    now: int
    tried: int


@dataclass(frozen=True, slots=True)
class Day:
    """What both policies would send on a day, in all and to whom."""

    on: date
    now: int
    tried: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What both policies would send in a stretch of days: by day, and by person in all."""

    stretch: Stretch
    now: int
    tried: int
    days: tuple[Day, ...]
    lines: tuple[Line, ...]


def compared(
    courses: Courses,
    stretch: Stretch,
    schedules: tuple[Schedule, Schedule],
    directory: Directory,
    *,
    at: Moment,
) -> Comparison:
    """Set what the policy that holds would send beside what another one would, day by day."""
    now, tried = (_mails(simulated(courses, stretch, each, directory, at=at)) for each in schedules)
    days = sorted({one.day for one in (*now, *tried)})
    return Comparison(
        stretch,
        len(now),
        len(tried),
        tuple(
            Day(day, len(before), len(after), _lines(before, after, directory))
            for day in days
            for before, after in [_on(day, now, tried)]
        ),
        _lines(now, tried, directory),
    )


@dataclass(frozen=True, slots=True)
class _Mail:
    """The one mail that a person gets on a day, whatever it recalls."""

    day: date
    person_id: int


def _mails(sent: Iterable[Sending]) -> list[_Mail]:
    return list(dict.fromkeys(_Mail(one.day, one.person_id) for one in sent))


def _on(day: date, now: Iterable[_Mail], tried: Iterable[_Mail]) -> tuple[list[_Mail], list[_Mail]]:
    return [one for one in now if one.day == day], [one for one in tried if one.day == day]


def _lines(now: Iterable[_Mail], tried: Iterable[_Mail], directory: Directory) -> tuple[Line, ...]:
    before = Counter(one.person_id for one in now)
    after = Counter(one.person_id for one in tried)
    lines = [Line(directory.people[each].name, before[each], after[each]) for each in before | after]
    return tuple(sorted(lines, key=lambda line: (-max(line.now, line.tried), line.name)))


@dataclass(frozen=True, slots=True)
class _Passes:
    things: Sequence[Course]
    rules: tuple[Waves, LateWaves]
    schedule: Schedule
    directory: Directory
    at: Moment


def _written(run: _Passes, stretch: Stretch) -> Iterator[Sending]:
    told = _told_before(run, stretch.first)
    for day in stretch.days(run.at.calendar):
        found = list(once(_told(run, day, told, begins=stretch.first)))
        for one in found:
            told[one.thing.id, one.thing.due_on] = one.point
        for letter in letters(found):
            yield Sending(day, letter.to.person_id, letter.kind, len(letter.tellings))


def _told_before(run: _Passes, first: date) -> dict[tuple[int, date], date]:
    """Of what the last mails before the first day told, as far as that day's ask."""
    last = run.at.calendar.last_business_day(first - ONE_DAY)
    return {(one.id, one.due_on): last for one in _seen(run, last)}


Ledger = Mapping[tuple[int, date], date]
"""The point at which somebody was last told of a thing and its date."""


def _told(run: _Passes, day: date, told: Ledger, *, begins: date) -> Iterator[Telling]:
    """What one pass tells; before the first day everybody was told of what had entered by then."""
    seen = _seen(run, day)
    people = replace(run.directory, today=day)
    waves_of, late_of = run.rules
    last = run.at.calendar.last_business_day(day - ONE_DAY)
    for wave in waves_of(day, run.schedule, run.at.calendar, swept_through=told_through(last)):
        reached = _reached(wave, seen, told, run, _hour(run, day))
        yield from tellings(wave, reached, people, run.schedule)
    fresh = [one for one in seen if one.course.entered_at >= run.at.start_of(begins)]
    for late in late_of(day, run.schedule, run.at.calendar, swept_through=last):
        yield from tellings(late, _entered(late, fresh, told, run.at), people, run.schedule)


def _seen(run: _Passes, day: date) -> list[Seen]:
    """What the pass of a day sees."""
    return [one for one in (thing.at(_hour(run, day), day) for thing in run.things) if one is not None]


def _hour(run: _Passes, day: date) -> datetime:
    """When the mails of a day are written."""
    return _instant(day, mail_hour(day, run.at.calendar, run.schedule), run.at)


def _reached(wave: Wave, seen: Iterable[Seen], told: Ledger, run: _Passes, instant: datetime) -> list[Seen]:
    return [
        one
        for one in seen
        if one.due_on in wave.notices
        and _is_of(wave, one, told, run.at)
        and not one.course.is_paused(instant, wave.point)
    ]


def _entered(late: LateWave, seen: Iterable[Seen], told: Ledger, at: Moment) -> list[Seen]:
    return [one for one in seen if one.due_on in late.notices and _is_late(late, one, told, at)]


def _is_of(wave: Wave, one: Seen, told: Ledger, at: Moment) -> bool:
    """Whether it was there when the wave's point ended, and nobody was told."""
    return one.course.made_at < at.end_of(wave.point) and told.get((one.id, one.due_on)) != wave.point


def _is_late(late: LateWave, one: Seen, told: Ledger, at: Moment) -> bool:
    """Whether it entered after its current notice came due, and nobody was told since."""
    since = late.since[one.due_on]
    point = told.get((one.id, one.due_on))
    return one.course.entered_at >= at.start_of(since) and (point is None or point < since)


def _instant(day: date, hour: time, at: Moment) -> datetime:
    start = at.local(at.start_of(day))
    return start.replace(hour=hour.hour, minute=hour.minute)


def _then(changes: Sequence[tuple[datetime, T]], instant: datetime, before: T) -> T:
    """What holds at an instant, of values that hold from an instant on."""
    place = bisect_right(changes, instant, key=lambda change: change[0])
    return changes[place - 1][1] if place else before
