"""Which dates have a reminder due on a day.

Nothing here looks at a task. A due date alone decides what its tasks deserve on a day, so a pass computes the
few dates that matter and asks the database for the tasks that have one of them: it costs the same for fifty
tasks as for fifty thousand.

Every date has at most one notice that is current on a day, the latest whose point has come. After days
without a pass that one is due and the ones it overtook are not: what is stale is superseded, never sent late
beside its successor.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sello.core.days import Calendar
from sello.reminders.domain.schedule import Kind, Schedule

ONE_DAY = timedelta(days=1)

LONGEST_CATCH_UP = 30
"""Business days that a pass looks back after a standstill."""

LONGEST_NAGGING = 250
"""Business days (about a year) after which an overdue task is left to the weekly digest."""


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


@dataclass(frozen=True, slots=True)
class LateWave(Wave):
    """The dates whose current notice came due on an earlier day, for whatever entered since."""

    since: Mapping[date, date]
    """By the date: the first day on which a thing entered too late for the pass that told it."""


def late_tasks(
    today: date, schedule: Schedule, calendar: Calendar, *, swept_through: date | None
) -> LateWave | None:
    """Return the notices before a due date that are current today for tasks made after their point."""
    if Kind.DUE_SOON in schedule.off:
        return None
    back = _business_days_back(today, calendar, max(schedule.due_soon))
    current = [(due_on, back[age], notice) for due_on, age, notice in _upcoming(today, schedule, calendar)]
    return _late_wave(today, current, set(_points(today, calendar, swept_through)))


def late_evidence(
    today: date, schedule: Schedule, calendar: Calendar, *, swept_through: date | None
) -> LateWave | None:
    """Return the notices of validities that are current today for evidence that came in after their point."""
    if Kind.EXPIRING in schedule.off:
        return None
    current = []
    for valid_until in _days(today, today + timedelta(days=max(schedule.expiring))):
        point, notice = _expiry_notice(valid_until, today, schedule, calendar)
        if point is not None:
            current.append((valid_until, point, notice))
    return _late_wave(today, current, set(_points(today, calendar, swept_through)))


def _late_wave(today: date, current: list[tuple[date, date, Notice]], told_now: set[date]) -> LateWave:
    """A pass of the point's own day tells whatever is there; what this pass tells by itself ends with it."""
    late = [(each, point, notice) for each, point, notice in current if point < today]
    return LateWave(
        today,
        {each: notice for each, _, notice in late},
        {each: point + ONE_DAY if point in told_now else point for each, point, _ in late},
    )


def task_waves(
    today: date, schedule: Schedule, calendar: Calendar, *, swept_through: date | None
) -> list[Wave]:
    """Return what is due for tasks on a business day, oldest point first.

    `swept_through` is the last day whose pass was finished (None: there was none, nothing is caught up).
    """
    points = _points(today, calendar, swept_through)
    found: dict[date, dict[date, Notice]] = defaultdict(dict)
    for due_on, age, notice in (*_upcoming(today, schedule, calendar), *_late(today, schedule, calendar)):
        if age < len(points) and notice.kind not in schedule.off:
            found[points[age]][due_on] = notice
    return [Wave(point, found[point]) for point in sorted(found)]


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


def _business_days_back(today: date, calendar: Calendar, count: int) -> list[date]:
    """A business day and so many before it."""
    days = (day for day in _days_back(today) if calendar.is_business_day(day))
    return [next(days) for _ in range(count + 1)]


def _upcoming(today: date, schedule: Schedule, calendar: Calendar) -> Iterator[tuple[date, int, Notice]]:
    """Dates from today on: how many business days ago their current notice came due, and which it is."""
    left, due_on = 0, today
    while left <= max(schedule.due_soon):
        offset = min((offset for offset in schedule.due_soon if offset >= left), default=None)
        if offset is not None:
            following = max((each for each in schedule.due_soon if each < left), default=None)
            ends = due_on + ONE_DAY
            if following is not None:
                ends = min(ends, calendar.add_business_days(today, left - following))
            yield due_on, offset - left, Notice(Kind.DUE_SOON, offset, ends)
        due_on += ONE_DAY
        left += calendar.is_business_day(due_on)


def _late(today: date, schedule: Schedule, calendar: Calendar) -> Iterator[tuple[date, int, Notice]]:
    """Dates before today, the same: the first notice on the first late business day, then every so many."""
    every = schedule.overdue_every
    next_points = [calendar.add_business_days(today, every - age) for age in range(every)]
    late, due_on = 1, today - ONE_DAY
    while late <= LONGEST_NAGGING:
        earlier, age = divmod(late - 1, every)
        yield due_on, age, Notice(Kind.OVERDUE, earlier + 1, next_points[age])
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
