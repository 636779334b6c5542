"""Rules of duties: what they mean (asked of a second reader), and what is refused in which words."""

from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from sello.duties.domain import refusals
from sello.duties.domain.reading import MOST_DATES, checked, read_rule
from sello.duties.domain.rules import Frequency, Rule, Weekday, furthest

STARTS = st.dates(date(2028, 1, 1), date(2032, 12, 31))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Rules of every kind that is taken, as a form or a hand could write them."""
    frequency = draw(st.sampled_from(list(Frequency)))
    months = draw(st.lists(st.integers(1, 12), max_size=4, unique=True))
    days = draw(st.lists(st.sampled_from([*range(1, 32), -1, -2, -31]), max_size=3, unique=True))
    by_month = frequency is Frequency.MONTHLY or (frequency is Frequency.YEARLY and months)
    # All of them counted or none: the other reader does not add a mixture up.
    counted = by_month and draw(st.booleans())
    nth = st.sampled_from([1, 2, 5, -1, -5]) if counted else st.just(0)
    weekdays = draw(st.lists(st.builds(Weekday, st.integers(0, 6), nth), max_size=3, unique=True))
    interval = draw(st.integers(1, 3))
    if draw(st.booleans()):
        return Rule(frequency, interval=interval, count=draw(st.integers(1, 30)))
    return Rule(
        frequency,
        interval=interval,
        months=tuple(sorted(months)),
        days=() if frequency is Frequency.WEEKLY else tuple(sorted(days)),
        weekdays=tuple(weekdays),
        until=date(2033, 6, 30),
    )


def test_weekdays_of_both_kinds_are_added_up() -> None:
    rule = read_rule("FREQ=MONTHLY;BYDAY=1MO,SA;COUNT=6")
    found = [day.day for day in rule.dates(date(2026, 11, 1))]
    assert found == [2, 7, 14, 21, 28, 5]


@settings(max_examples=60, deadline=None)
@given(rules(), STARTS)
def test_a_rule_falls_where_another_reader_of_the_standard_says(rule: Rule, starts: date) -> None:
    last = furthest(starts)
    known = rrulestr(str(rule), dtstart=datetime.combine(starts, time.min))
    wanted = [one.date() for one in islice(known, 40) if one.date() <= last]
    assert list(islice(rule.dates(starts), 40)) == wanted


@given(rules(), STARTS)
def test_a_rule_is_read_as_it_is_written(rule: Rule, starts: date) -> None:
    again = read_rule(str(rule))
    assert again == rule
    assert list(islice(again.dates(starts), 5)) == list(islice(rule.dates(starts), 5))


@settings(max_examples=40, deadline=None)
@given(rules(), STARTS, st.integers(0, 2000), st.integers(0, 400))
def test_a_window_holds_what_falls_in_it(rule: Rule, starts: date, after: int, length: int) -> None:
    first = starts + timedelta(days=after)
    last = first + timedelta(days=length)
    every = [day for day in rule.dates(starts) if first <= day <= last]
    assert list(rule.dates(starts, first=first, last=last)) == every


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=5", refusals.NeverEndingRule),
        ("FREQ=DAILY", refusals.NeverEndingRule),
        ("FREQ=MINUTELY;COUNT=5", refusals.TooOften),
        ("FREQ=HOURLY;UNTIL=20271231", refusals.TooOften),
        ("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", refusals.TooOften),
        ("FREQ=DAILY;BYHOUR=9,10;COUNT=5", refusals.HoursSaid),
        ("FREQ=DAILY;BYMINUTE=1;COUNT=5", refusals.HoursSaid),
        ("FREQ=DAILY;BYSECOND=1;COUNT=5", refusals.HoursSaid),
        ("FREQ=YEARLY;INTERVAL=0;COUNT=5", refusals.IntervalOutOfRange),
        ("FREQ=YEARLY;INTERVAL=100;COUNT=5", refusals.IntervalOutOfRange),
        ("FREQ=YEARLY;INTERVAL=-1;COUNT=5", refusals.IntervalOutOfRange),
        ("FREQ=YEARLY;BYSETPOS=-1;COUNT=5", refusals.PartNotTaken),
        ("FREQ=YEARLY;EXRULE=FREQ;COUNT=5", refusals.PartNotTaken),
        ("FREQ=YEARLY;BYWEEKNO=20;COUNT=5", refusals.PartNotTaken),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20301231", refusals.NoDates),
        ("FREQ=DAILY;UNTIL=20300101", refusals.TooManyDates),
        ("FREQ=DAILY;COUNT=601", refusals.TooManyDates),
        ("FREQ=YEARLY;UNTIL=20991231", refusals.LastsTooLong),
        ("FREQ=YEARLY;COUNT=40", refusals.LastsTooLong),
        ("FREQ=YEARLY;UNTIL=20200101", refusals.EndsBeforeItBegins),
        ("FREQ=YEARLY;COUNT=2;UNTIL=20270101", refusals.UnreadableRule),
        ("  ", refusals.RuleMissing),
        ("FREQ=YEARLY;BYMONTH=13;COUNT=2", refusals.UnreadableRule),
        ("FREQ=YEARLY;BYMONTHDAY=0;COUNT=2", refusals.UnreadableRule),
        ("FREQ=YEARLY;BYMONTHDAY=٣;COUNT=2", refusals.UnreadableRule),
        ("FREQ=WEEKLY;BYDAY=1MO;COUNT=2", refusals.UnreadableRule),
        ("FREQ=WEEKLY;BYMONTHDAY=3;COUNT=2", refusals.UnreadableRule),
        ("FREQ=YEARLY;FREQ=DAILY;COUNT=2", refusals.UnreadableRule),
        ("FREQ=YEARLY;UNTIL=20261332", refusals.UnreadableRule),
        ("FREQ=YEARLY;COUNT=0", refusals.UnreadableRule),
        ("FREQ=CADA MES;COUNT=2", refusals.UnreadableRule),
        ("cada mes el cinco", refusals.UnreadableRule),
        ("", refusals.RuleMissing),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused_in_words(text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        checked(text, date(2026, 1, 5))


@given(
    st.text(max_size=60)
    | st.from_regex(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]{2,10}=[A-Z0-9,+-]{1,8}){0,4}")
)
def test_whatever_is_typed_is_kept_within_its_bounds_or_refused(text: str) -> None:
    starts = date(2026, 1, 5)
    try:
        dates = list(checked(text, starts).dates(starts))
    except refusals.RuleRefused:
        return
    assert 1 <= len(dates) <= MOST_DATES
    assert dates[-1] <= furthest(starts)
