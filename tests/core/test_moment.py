"""An instant and the day that it is somewhere: the one rule under every date that is told."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.days import Calendar
from sello.core.mail.render import _environment
from sello.core.moment import Moment

SANTIAGO, EASTER, PUNTA_ARENAS = "America/Santiago", "Pacific/Easter", "America/Punta_Arenas"
CHILE = (SANTIAGO, EASTER, PUNTA_ARENAS)
ZONES = (*CHILE, "UTC", "Europe/Madrid", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Kiritimati")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

SINCE = datetime(2020, 1, 1, tzinfo=UTC)

instants = st.integers(0, 40 * 365 * 24 * 3600).map(lambda seconds: SINCE + timedelta(seconds=seconds))
days = st.dates(date(2020, 1, 1), date(2060, 1, 1))
zones = st.sampled_from(ZONES)


def moment(zone: str, now: datetime = datetime(2026, 11, 23, 15, tzinfo=UTC)) -> Moment:
    return Moment(now, zone)


@given(instants, zones)
def test_the_day_of_an_instant_is_the_one_that_the_clocks_there_show(instant: datetime, zone: str) -> None:
    assert moment(zone).day_of(instant) == instant.astimezone(ZoneInfo(zone)).date()
    assert moment(zone, instant).today == moment(zone).day_of(instant)


@given(days, zones)
def test_a_day_holds_exactly_its_instants(day: date, zone: str) -> None:
    here, blink = moment(zone), timedelta(microseconds=1)
    start, end = here.start_of(day), here.end_of(day)
    assert here.day_of(start) == here.day_of(end - blink) == day
    assert here.day_of(start - blink) == day - DAY
    assert here.day_of(end) == day + DAY
    assert end == here.start_of(day + DAY)
    assert 23 * HOUR <= end - start <= 25 * HOUR


@given(instants, zones)
def test_an_instant_lies_in_its_own_day(instant: datetime, zone: str) -> None:
    here = moment(zone)
    day = here.day_of(instant)
    assert here.start_of(day) <= instant < here.end_of(day)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (SANTIAGO, date(2026, 4, 4), 25),
        (SANTIAGO, date(2026, 4, 5), 24),
        (SANTIAGO, date(2026, 9, 5), 24),
        (SANTIAGO, date(2026, 9, 6), 23),
        (EASTER, date(2026, 4, 4), 25),
        (EASTER, date(2026, 9, 5), 23),
        (PUNTA_ARENAS, date(2026, 4, 4), 24),
        (PUNTA_ARENAS, date(2026, 9, 6), 24),
    ],
)
def test_the_days_of_the_clock_change_are_longer_or_shorter(zone: str, day: date, hours: int) -> None:
    here = moment(zone)
    assert here.end_of(day) - here.start_of(day) == hours * HOUR


def test_the_day_that_begins_at_one_o_clock() -> None:
    """In Santiago the clocks skip the first hour of the Sunday of September."""
    here = moment(SANTIAGO)
    assert here.local(here.start_of(date(2026, 9, 6))).hour == 1


def test_a_moment_goes_to_another_instant_and_to_another_zone() -> None:
    calendar = Calendar(closed=frozenset({date(2026, 11, 24)}))
    late = Moment(datetime(2026, 11, 20, 4, 30, tzinfo=UTC), SANTIAGO, calendar)
    assert (late.today, late.there(EASTER).today) == (date(2026, 11, 20), date(2026, 11, 19))
    assert late.then(late.now - 2 * HOUR).today == date(2026, 11, 19)
    assert late.there(EASTER).now == late.now
    assert late.there(EASTER).calendar == late.then(late.now).calendar == calendar


def test_nothing_happened_on_no_day_and_an_instant_without_a_zone_is_none() -> None:
    assert moment(SANTIAGO).day_of(None) is None
    with pytest.raises(ValueError, match="zone"):
        Moment(datetime(2026, 11, 23), SANTIAGO)  # noqa: DTZ001 - the fault itself


def test_the_last_day_that_can_be_written_ends_too() -> None:
    assert moment(SANTIAGO).end_of(date.max) > moment(SANTIAGO).start_of(date.max)


def test_a_mail_tells_days_and_refuses_an_instant_that_has_none_yet() -> None:
    """Whose day it would be, the mail cannot know: its institution's moment says so before."""
    text = _environment().from_string("{{ day | date }}")
    assert text.render(day=date(2026, 11, 23)) == "23-11-2026"
    with pytest.raises(TypeError, match="moment of its institution"):
        text.render(day=datetime(2026, 11, 24, 2, tzinfo=UTC))
