"""Which dates have a reminder due on a day.

Nothing here looks at a task. A due date alone decides what its tasks deserve on a day, so a pass computes the
few dates that matter and asks the database for the tasks that have one of them: it costs the same for fifty
tasks as for fifty thousand.

For each of those whom the ladder names, a date has at most one notice that is current on a day, the latest
whose point has come. After days
without a pass that one is due and the ones it overtook are not: what is stale is superseded, never sent late
beside its successor.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from sello.core.days import Calendar
from sello.reminders.domain.ladder import LONGEST_EVERY, Rung, To, When
from sello.reminders.domain.schedule import Kind, Schedule, kind_of

ONE_DAY = timedelta(days=1)

LONGEST_CATCH_UP = 30
"""Business days that a pass looks back after a standstill."""

LONGEST_NAGGING = 250
"""Business days (about a year) after which an overdue task is left to the weekly digest."""

kept = lru_cache(maxsize=16)
"""Institutions with the same schedule and calendar have the same waves of a day, worked out once."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice of a date: `number` is the offset before it, or counts the notices after it from 1."""

    kind: Kind
    number: int
    superseded_on: date
    """The first day on which it says nothing useful any more."""


@dataclass(frozen=True, slots=True)
class Wave:
    """The dates whose current notice came due on one day."""

    point: date
    notices: Mapping[date, Notice]
    to: To = To.PERSON
    """Whom they are for, from the point of view of whatever has the date."""


@dataclass(frozen=True, slots=True)
class LateWave(Wave):
    """The dates whose current notice came due on an earlier day, for whatever entered since."""

    since: Mapping[date, date] = field(default_factory=dict)
    """By the date: the first day on which a thing entered too late for the pass that told it."""


def told_through(last: date | None) -> date | None:
    """Through which day nothing is left to tell, by the day of the last mails: what that day brought after
    they had been written is told in the next ones."""
    return None if last is None else last - ONE_DAY


@kept
def late_tasks(
    today: date, schedule: Schedule, calendar: Calendar, *, swept_through: date | None
) -> list[LateWave]:
    """Return the steps that are current today, for tasks that were made after they came due."""
    told_now = set(_points(today, calendar, swept_through))
    back = list(islice(_business_days_back(today, calendar), LONGEST_NAGGING + 1))
    return [
        _late_wave(
            today,
            [(due_on, back[age], notice) for due_on, age, notice in _steps(today, schedule, calendar, to)],
            told_now,
            swept_through,
            to,
        )
        for to in _told_by(schedule)
    ]


@kept
def late_evidence(
    today: date, schedule: Schedule, calendar: Calendar, *, swept_through: date | None
) -> list[LateWave]:
    """Return the notices of validities that are current today for evidence that came in after their point."""
    if Kind.EXPIRING in schedule.off:
        return []
    current = []
    for valid_until in _days(today, today + timedelta(days=max(schedule.expiring))):
        point, notice = _expiry_notice(valid_until, today, schedule, calendar)
        if point is not None:
            current.append((valid_until, point, notice))
    return [
        _late_wave(today, current, set(_points(today, calendar, swept_through)), swept_through, To.PERSON)
    ]


def _late_wave(
    today: date,
    current: list[tuple[date, date, Notice]],
    told_now: set[date],
    swept_through: date | None,
    to: To,
) -> LateWave:
    """A pass of the point's own day tells whatever is there; what this pass tells by itself ends with it.

    What had entered before the day of the last pass was told by that one.
    """
    late = [(each, point, notice) for each, point, notice in current if point < today]
    since = {each: point + ONE_DAY if point in told_now else point for each, point, _ in late}
    if swept_through is not None:
        since = {each: max(day, swept_through) for each, day in since.items()}
    return LateWave(today, {each: notice for each, _, notice in late}, to, since)


@kept
def task_waves(
    today: date, schedule: Schedule, calendar: Calendar, *, swept_through: date | None
) -> list[Wave]:
    """Return what is due for tasks on a business day, oldest point first.

    `swept_through` is the last day whose pass was finished (None: there was none, nothing is caught up).
    """
    points = _points(today, calendar, swept_through)
    found: dict[tuple[date, To], dict[date, Notice]] = defaultdict(dict)
    for to in _told_by(schedule):
        for due_on, age, notice in _steps(today, schedule, calendar, to):
            if age < len(points):
                found[points[age], to][due_on] = notice
    order = list(To)
    keys = sorted(found, key=lambda key: (key[0], order.index(key[1])))
    return [Wave(point, found[point, to], to) for point, to in keys]


def _told_by(schedule: Schedule) -> list[To]:
    """Those whom the ladder names, in their order."""
    named = {rung.to for rung in schedule.ladder}
    return [to for to in To if to in named]


def _steps(today: date, schedule: Schedule, calendar: Calendar, to: To) -> Iterator[tuple[date, int, Notice]]:
    """Each date with its current notice for some, and how many business days ago that came due."""
    before, after = (_rungs(schedule, when, to) for when in When)
    if before:
        yield from _upcoming(today, [rung.days for rung in before], calendar, to)
    if after:
        yield from _late(today, after, calendar, to)


def _rungs(schedule: Schedule, when: When, to: To) -> list[Rung]:
    """The rungs of some on one side of the last day, unless their kind of mail is not sent at all."""
    if kind_of(when, to) in schedule.off:
        return []
    return [rung for rung in schedule.ladder if (rung.when, rung.to) == (when, to)]


@kept
def evidence_waves(
    today: date, schedule: Schedule, calendar: Calendar, *, swept_through: date | None
) -> list[Wave]:
    """Return what is due for evidence on a business day: notices in running days, moved off days of rest."""
    if Kind.EXPIRING in schedule.off:
        return []
    points = set(_points(today, calendar, swept_through))
    found: dict[date, dict[date, Notice]] = defaultdict(dict)
    for valid_until in _days(today, today + timedelta(days=max(schedule.expiring))):
        point, notice = _expiry_notice(valid_until, today, schedule, calendar)
        if point in points:
            found[point][valid_until] = notice
    return [Wave(point, found[point]) for point in sorted(found)]


def _points(today: date, calendar: Calendar, swept_through: date | None) -> list[date]:
    """The business days whose notices this pass answers for: today first, then back to the last pass."""
    points = [today]
    if swept_through is None:
        return points
    for day in _days_back(today - ONE_DAY):
        if day <= swept_through or len(points) == LONGEST_CATCH_UP:
            return points
        if calendar.is_business_day(day):
            points.append(day)
    raise AssertionError("unreachable: days never end")


def _business_days_back(today: date, calendar: Calendar) -> Iterator[date]:
    """A business day and those before it."""
    return (day for day in _days_back(today) if calendar.is_business_day(day))


def _upcoming(
    today: date, offsets: list[int], calendar: Calendar, to: To
) -> Iterator[tuple[date, int, Notice]]:
    """Dates from today on: how many business days ago their current notice came due, and which it is."""
    kind = kind_of(When.BEFORE, to)
    left, due_on = 0, today
    while left <= max(offsets):
        offset = min((offset for offset in offsets if offset >= left), default=None)
        if offset is not None:
            following = max((each for each in offsets if each < left), default=None)
            ends = due_on + ONE_DAY
            if following is not None:
                ends = min(ends, calendar.add_business_days(today, left - following))
            yield due_on, offset - left, Notice(kind, offset, ends)
        due_on += ONE_DAY
        left += calendar.is_business_day(due_on)


def _late(today: date, rungs: list[Rung], calendar: Calendar, to: To) -> Iterator[tuple[date, int, Notice]]:
    """Dates before today, the same: the last of the days on which the rungs tell, until the next of them."""
    kind = kind_of(When.AFTER, to)
    ahead = [today]
    for _ in range(LONGEST_EVERY):
        ahead.append(calendar.add_business_days(ahead[-1], 1))
    late, due_on = 1, today - ONE_DAY
    while late <= LONGEST_NAGGING:
        point = max((day for rung in rungs if (day := rung.last_until(late)) is not None), default=None)
        if point is not None:
            following = [day for rung in rungs if (day := rung.first_after(late)) is not None]
            ends = ahead[min(min(following, default=late + LONGEST_EVERY) - late, LONGEST_EVERY)]
            yield due_on, late - point, Notice(kind, sum(rung.times(late) for rung in rungs), ends)
        late += calendar.is_business_day(due_on)
        due_on -= ONE_DAY


def _expiry_notice(
    valid_until: date, today: date, schedule: Schedule, calendar: Calendar
) -> tuple[date | None, Notice]:
    """The current notice of a validity that ends today or later, and the day it came due."""
    ends = valid_until + ONE_DAY
    current, superseded_on = None, ends
    notice = Notice(Kind.EXPIRING, 0, ends)
    for offset in sorted(schedule.expiring):
        point = calendar.next_business_day(valid_until - timedelta(days=offset))
        if point <= today:
            current, notice = point, Notice(Kind.EXPIRING, offset, superseded_on)
            break
        superseded_on = min(superseded_on, point)
    return current, notice


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _days_back(day: date) -> Iterator[date]:
    while True:
        yield day
        day -= ONE_DAY
