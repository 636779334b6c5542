"""Which dates have a notice due on a day: against the calendar counted day by day, and across standstills."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.days import Calendar
from sello.reminders.domain.ladder import Rung, To, When
from sello.reminders.domain.schedule import Kind, Schedule, kind_of
from sello.reminders.domain.waves import ONE_DAY, evidence_waves, task_waves

CALENDAR = Calendar()
MONDAY = date(2026, 11, 23)

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
calendars = st.builds(
    Calendar,
    closed=st.frozensets(days, max_size=40),
    opened=st.frozensets(days, max_size=10),
)
recipients = st.sampled_from([To.PERSON, To.COMMITTEE])
schedules = st.builds(
    Schedule,
    ladder=st.lists(
        st.one_of(
            st.builds(Rung, st.just(When.BEFORE), st.integers(0, 12), recipients),
            st.builds(Rung, st.just(When.AFTER), st.integers(1, 12), recipients, st.integers(0, 9)),
        ),
        min_size=1,
        max_size=7,
        unique_by=lambda rung: (rung.when, rung.days, rung.to),
    ).map(tuple),
    expiring=st.lists(st.integers(1, 90), min_size=1, max_size=4, unique=True).map(tuple),
)


def passes(
    days_run: list[date], schedule: Schedule, calendar: Calendar, waves_of=task_waves, to: To = To.PERSON
) -> Iterator[tuple[date, date, date, Kind, int]]:
    """What passes on these days tell: (day of the pass, point, date, kind, number)."""
    swept = None
    for today in days_run:
        for wave in waves_of(today, schedule, calendar, swept_through=swept):
            for due_on, notice in wave.notices.items() if wave.to is to else ():
                yield today, wave.point, due_on, notice.kind, notice.number
        swept = today


def business_days(calendar: Calendar, first: date, count: int) -> list[date]:
    found, day = [], first
    while len(found) < count:
        if calendar.is_business_day(day):
            found.append(day)
        day += ONE_DAY
    return found


def counted(
    due_on: date, schedule: Schedule, calendar: Calendar, day: date, to: To
) -> tuple[Kind, int] | None:
    """The notice that some have on a business day, by counting alone."""
    rungs = [rung for rung in schedule.ladder if rung.to is to]
    if day <= due_on:
        left = calendar.business_days_between(day, due_on)
        here = any(rung.when is When.BEFORE and rung.days == left for rung in rungs)
        return (kind_of(When.BEFORE, to), left) if here else None
    late = calendar.business_days_between(due_on, day)
    after = [rung for rung in rungs if rung.when is When.AFTER]
    tells = [
        [
            each
            for each in range(rung.days, late + 1)
            if each == rung.days or (rung.every and not (each - rung.days) % rung.every)
        ]
        for rung in after
    ]
    if not any(late in each for each in tells):
        return None
    return kind_of(When.AFTER, to), sum(map(len, tells))


@given(calendars, schedules, days, st.integers(-30, 30), recipients)
def test_daily_passes_tell_every_notice_on_its_day(
    calendar: Calendar, schedule: Schedule, first: date, distance: int, to: To
) -> None:
    run = business_days(calendar, first, 25)
    due_on = run[0] + timedelta(days=distance)
    told = [each for each in passes(run, schedule, calendar, to=to) if each[2] == due_on]
    expected = [
        (day, day, due_on, *notice) for day in run if (notice := counted(due_on, schedule, calendar, day, to))
    ]
    assert told == expected


@given(calendars, schedules, days, recipients, st.data())
def test_a_standstill_is_caught_up_once_with_what_is_current(
    calendar: Calendar, schedule: Schedule, first: date, to: To, data: st.DataObject
) -> None:
    run = business_days(calendar, first, 25)
    kept = [run[0], *(day for day in run[1:] if data.draw(st.booleans()))]
    told: dict[date, list[tuple[date, date, Kind, int]]] = {}
    for today, point, due_on, kind, number in passes(kept, schedule, calendar, to=to):
        told.setdefault(due_on, []).append((today, point, kind, number))
    for due_on, notices in told.items():
        assert len({point for _, point, *_ in notices}) == len(notices), "never twice"
        assert len({today for today, *_ in notices}) == len(notices), "one a pass"
        for today, point, kind, number in notices:
            assert point <= today
            assert counted(due_on, schedule, calendar, point, to) == (kind, number)
            later = (day for day in run if point < day <= today)
            assert not any(counted(due_on, schedule, calendar, day, to) for day in later), "superseded"
    last = kept[-1]
    since = {day for day in run if kept[0] < day <= last}
    for due_on in (last + timedelta(days=number) for number in range(-8, 9)):
        due = [day for day in since if counted(due_on, schedule, calendar, day, to)]
        current = [day for day in due if (day > due_on) == (last > due_on)]
        if current:
            assert max(current) in {point for _, point, *_ in told.get(due_on, [])}, "never lost"


@given(calendars, schedules, days)
def test_a_notice_is_superseded_when_the_next_one_comes(
    calendar: Calendar, schedule: Schedule, first: date
) -> None:
    today, *later = business_days(calendar, first, 20)
    for wave in task_waves(today, schedule, calendar, swept_through=None):
        for due_on, notice in wave.notices.items():
            assert notice.superseded_on > today
            following = (day for day in later if counted(due_on, schedule, calendar, day, wave.to))
            ends = next(following, None)
            if due_on >= today:
                assert notice.superseded_on <= due_on + ONE_DAY
                assert ends is None or notice.superseded_on <= ends
            elif ends is not None:
                assert notice.superseded_on == ends


@given(calendars, schedules, days, st.integers(0, 120))
def test_evidence_notices_move_off_days_of_rest_and_come_once(
    calendar: Calendar, schedule: Schedule, first: date, distance: int
) -> None:
    run = business_days(calendar, first, 60)
    valid_until = run[0] + timedelta(days=distance)
    told = [each for each in passes(run, schedule, calendar, evidence_waves) if each[2] == valid_until]
    points: dict[date, int] = {}
    for offset in schedule.expiring:
        point = calendar.next_business_day(valid_until - timedelta(days=offset))
        if point <= valid_until and point in run:
            points[point] = min(offset, points.get(point, offset))
    assert [(today, number) for today, _, _, _, number in told] == sorted(points.items())


@pytest.mark.parametrize(
    ("due_on", "kind", "number"),
    [
        (date(2026, 11, 24), Kind.DUE_SOON, 1),
        (date(2026, 11, 30), Kind.DUE_SOON, 5),
        (date(2026, 11, 20), Kind.OVERDUE, 1),
        (date(2026, 11, 22), Kind.OVERDUE, 1),
        (date(2026, 11, 13), Kind.OVERDUE, 2),
    ],
)
def test_an_ordinary_monday(due_on: date, kind: Kind, number: int) -> None:
    wave, heads = task_waves(MONDAY, Schedule(), CALENDAR, swept_through=None)
    assert wave.point == heads.point == MONDAY
    assert (wave.to, heads.to) == (To.PERSON, To.HEAD)
    assert (wave.notices[due_on].kind, wave.notices[due_on].number) == (kind, number)


def test_other_dates_are_left_alone() -> None:
    for wave in task_waves(MONDAY, Schedule(), CALENDAR, swept_through=None):
        for due_on in (MONDAY, date(2026, 11, 25), date(2026, 12, 1), date(2026, 11, 19)):
            assert due_on not in wave.notices


def test_kinds_that_are_off_are_not_told() -> None:
    quiet = Schedule(off=frozenset({Kind.DUE_SOON, Kind.EXPIRING}))
    waves = task_waves(MONDAY, quiet, CALENDAR, swept_through=None)
    assert {notice.kind for wave in waves for notice in wave.notices.values()} == {
        Kind.OVERDUE,
        Kind.ESCALATED,
    }
    assert evidence_waves(MONDAY, quiet, CALENDAR, swept_through=None) == []
