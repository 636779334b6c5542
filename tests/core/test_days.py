"""Terms in business days, checked against known dates and against a slow count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.days import Calendar, holidays_of, parse_days

CHILE = Calendar()
DAYS = st.dates(date(2018, 1, 1), date(2036, 12, 31))
FEW_DAYS = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 3, 31)), max_size=12)
WINTER_TO_AUTUMN = st.dates(date(2025, 12, 15), date(2026, 4, 15))


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2026, 11, 20), True),  # Friday
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 22), False),  # Sunday
        (date(2026, 12, 8), False),  # Inmaculada Concepción, a Tuesday
        (date(2026, 12, 7), True),  # the Monday before it
        (date(2026, 12, 25), False),
        (date(2027, 1, 1), False),
        (date(2026, 9, 18), False),
        (date(2027, 9, 17), False),  # bridge Friday that only some years have
        (date(2027, 6, 28), False),  # San Pedro y San Pablo, moved to Monday
        (date(2027, 6, 29), True),
    ],
)
def test_a_known_day_counts_or_not(day: date, counts: bool) -> None:
    assert CHILE.is_business_day(day) is counts


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # notified on Friday: Monday is day 1
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # notified on Saturday: the same
        (date(2026, 12, 7), 1, date(2026, 12, 9)),  # over a holiday
        (date(2026, 12, 1), 10, date(2026, 12, 16)),
        (date(2026, 12, 24), 5, date(2027, 1, 4)),  # over Christmas and New Year
        (date(2026, 9, 17), 1, date(2026, 9, 21)),  # over the national days
    ],
)
def test_a_term_in_business_days_ends_where_the_law_says(start: date, days: int, end: date) -> None:
    assert CHILE.add_business_days(start, days) == end
    assert CHILE.business_days_between(start, end) == days


def test_a_term_in_running_days_that_ends_on_a_day_off_runs_to_the_next_business_day() -> None:
    assert CHILE.add_calendar_days(date(2026, 11, 20), 5) == date(2026, 11, 25)
    assert CHILE.add_calendar_days(date(2026, 11, 20), 1) == date(2026, 11, 23)
    assert CHILE.add_calendar_days(date(2026, 12, 1), 7) == date(2026, 12, 9)


def test_a_closure_of_this_town_does_not_count_and_a_worked_saturday_does() -> None:
    town = Calendar(closed=frozenset({date(2026, 11, 23)}), opened=frozenset({date(2026, 11, 28)}))
    assert town.add_business_days(date(2026, 11, 20), 1) == date(2026, 11, 24)
    assert town.is_business_day(date(2026, 11, 28))
    assert town.business_days_between(date(2026, 11, 20), date(2026, 11, 28)) == 5


def test_a_day_both_closed_and_opened_is_closed() -> None:
    day = date(2026, 11, 24)
    assert not Calendar(closed=frozenset({day}), opened=frozenset({day})).is_business_day(day)


@pytest.mark.parametrize("days", [0, -3])
def test_a_term_without_days_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        CHILE.add_business_days(date(2026, 11, 20), days)
    with pytest.raises(ValueError, match="at least one day"):
        CHILE.add_calendar_days(date(2026, 11, 20), days)


@given(DAYS, st.integers(1, 260))
def test_adding_and_counting_are_inverse(start: date, days: int) -> None:
    end = CHILE.add_business_days(start, days)
    assert CHILE.is_business_day(end)
    assert CHILE.business_days_between(start, end) == days
    assert CHILE.business_days_between(end, start) == -days


@given(WINTER_TO_AUTUMN, WINTER_TO_AUTUMN, FEW_DAYS, FEW_DAYS)
def test_the_quick_count_equals_the_slow_one(
    one: date, other: date, closed: frozenset[date], opened: frozenset[date]
) -> None:
    start, end = sorted((one, other))
    town = Calendar(closed=closed, opened=opened)
    slow = sum(town.is_business_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
    assert town.business_days_between(start, end) == slow


@given(DAYS)
def test_the_next_business_day_counts_and_nothing_between_does(day: date) -> None:
    found = CHILE.next_business_day(day)
    assert CHILE.is_business_day(found)
    assert not any(CHILE.is_business_day(day + timedelta(days=n)) for n in range((found - day).days))


@given(st.dates(date(9998, 1, 1)) | st.dates(max_value=date(3, 1, 1)), st.integers(1, 800))
def test_no_term_leaves_the_calendar(start: date, days: int) -> None:
    for end in (
        CHILE.add_business_days(start, days),
        CHILE.add_calendar_days(start, days),
        CHILE.next_business_day(start),
    ):
        assert start <= end <= date.max
    assert CHILE.business_days_between(start, date.max) >= 0
    assert CHILE.business_days_between(date.min, start) >= 0


def test_holidays_have_spanish_names_and_cannot_be_changed() -> None:
    assert holidays_of(2026)[date(2026, 12, 25)] == "Navidad"
    with pytest.raises(TypeError):
        holidays_of(2026)[date(2026, 12, 24)] = "Nochebuena"  # type: ignore[index]


def test_closures_are_read_from_a_setting() -> None:
    assert parse_days("") == frozenset()
    assert parse_days("2027-11-21, 2027-12-19 2028-10-29") == {
        date(2027, 11, 21),
        date(2027, 12, 19),
        date(2028, 10, 29),
    }
    with pytest.raises(ValueError, match="'21-11-2027' is not a date like 2027-11-21"):
        parse_days("21-11-2027")
