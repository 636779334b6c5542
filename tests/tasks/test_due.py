"""Terms, the due status of a day, and the parts of a queue."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.days import Calendar
from sello.core.lights import Light
from sello.tasks.domain.due import (
    LONGEST_TERM,
    OURS,
    DueKind,
    DueStatus,
    Priority,
    QueueGroup,
    Term,
    due_date,
    due_status,
    end_of_week,
    queue_group,
)
from sello.tasks.domain.refusals import DaysOutOfRange, DueInThePast, DueMissing
from sello.tasks.domain.turn import Reason, Turn, Whose
from tests.tasks.turns import GIVEN, NOW

CHILE = Calendar()
FRIDAY = date(2026, 11, 20)
TUESDAY = date(2026, 11, 24)
DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))


@pytest.mark.parametrize(
    ("term", "due"),
    [
        (Term(DueKind.DATE, on=date(2026, 12, 8)), date(2026, 12, 8)),  # a chosen day stays, also a holiday
        (Term(DueKind.DATE, on=FRIDAY), FRIDAY),
        (Term(DueKind.BUSINESS, days=1), date(2026, 11, 23)),
        (Term(DueKind.BUSINESS, days=12), date(2026, 12, 9)),
        (Term(DueKind.CALENDAR, days=10), date(2026, 11, 30)),
        (Term(DueKind.CALENDAR, days=18), date(2026, 12, 9)),  # the 8th is a holiday
    ],
)
def test_a_term_ends_on_its_day(term: Term, due: date) -> None:
    assert due_date(term, today=FRIDAY, calendar=CHILE) == due


@pytest.mark.parametrize(
    ("term", "refusal"),
    [
        (Term(DueKind.DATE), DueMissing),
        (Term(DueKind.BUSINESS), DueMissing),
        (Term(DueKind.CALENDAR, on=TUESDAY), DueMissing),
        (Term(DueKind.DATE, on=date(2026, 11, 19)), DueInThePast),
        (Term(DueKind.BUSINESS, days=0), DaysOutOfRange),
        (Term(DueKind.CALENDAR, days=-1), DaysOutOfRange),
        (Term(DueKind.BUSINESS, days=LONGEST_TERM + 1), DaysOutOfRange),
    ],
)
def test_a_term_that_is_none_is_refused(term: Term, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        due_date(term, today=FRIDAY, calendar=CHILE)


def test_a_past_day_is_named_as_people_write_it() -> None:
    with pytest.raises(DueInThePast, match="05-03-2026"):
        due_date(Term(DueKind.DATE, on=date(2026, 3, 5)), today=FRIDAY, calendar=CHILE)


@pytest.mark.parametrize(
    ("given", "due", "expected"),
    [
        ((Turn.UNIT, Reason.TO_DO), date(2026, 11, 23), DueStatus.OVERDUE),
        ((Turn.UNIT, Reason.RETURNED), TUESDAY, DueStatus.DUE_TODAY),
        ((Turn.UNIT, Reason.TO_DO), date(2026, 12, 1), DueStatus.DUE_SOON),  # five business days
        ((Turn.UNIT, Reason.TO_DO), date(2026, 12, 2), DueStatus.ON_TIME),
        ((Turn.SECRETARIAT, Reason.REVIEW), date(2026, 1, 1), DueStatus.IN_REVIEW),
        ((Turn.SECRETARIAT, Reason.TIME), date(2026, 1, 1), DueStatus.WAITING),
        ((Turn.EVALUATION, Reason.ASKED), date(2026, 1, 1), DueStatus.WAITING),
        ((Turn.NOBODY, Reason.CLOSED), date(2026, 1, 1), DueStatus.DONE),
        ((Turn.SECRETARIAT, Reason.OUTLIVED), date(2026, 1, 1), DueStatus.OUTLIVED),
    ],
)
def test_a_task_stands_by_whose_turn_it_is_and_its_day(
    given: tuple[Turn, Reason], due: date, expected: DueStatus
) -> None:
    assert due_status(Whose(*given, NOW), due, today=TUESDAY, calendar=CHILE) is expected


def test_every_due_status_has_a_light() -> None:
    assert {each.light for each in DueStatus} == set(Light)
    assert DueStatus.OVERDUE.light is Light.RED


@given(st.sampled_from(GIVEN), DAYS, DAYS)
def test_a_queue_counts_each_task_once_and_red_means_late(
    turn: tuple[Turn, Reason], due: date, today: date
) -> None:
    now = Whose(*turn, NOW)
    group = queue_group(now, due, today=today)
    late = due_status(now, due, today=today, calendar=CHILE) is DueStatus.OVERDUE
    assert late == (group is QueueGroup.OVERDUE) == (now.turn is Turn.UNIT and due < today)
    assert (group is None) == (now.turn is Turn.NOBODY)
    assert (group in OURS) == (now.turn in (Turn.SECRETARIAT, Turn.EVALUATION))
    if group is QueueGroup.THIS_WEEK:
        assert today <= due <= end_of_week(today)
    if group is QueueGroup.RETURNED:
        assert now.reason is Reason.RETURNED
    if group in (QueueGroup.LATER, QueueGroup.THIS_WEEK):
        assert now.reason is not Reason.RETURNED


@given(DAYS)
def test_a_week_ends_on_sunday(today: date) -> None:
    sunday = end_of_week(today)
    assert sunday.weekday() == 6
    assert timedelta(0) <= sunday - today < timedelta(days=7)


@given(DAYS, st.integers(1, LONGEST_TERM), st.sampled_from([DueKind.BUSINESS, DueKind.CALENDAR]))
def test_a_term_in_days_ends_later_than_today_on_a_business_day(
    today: date, days: int, kind: DueKind
) -> None:
    due = due_date(Term(kind, days=days), today=today, calendar=CHILE)
    assert due >= today + timedelta(days=days)
    assert CHILE.is_business_day(due)


def test_priorities_sort_the_most_pressing_first() -> None:
    assert sorted(Priority, key=lambda one: one.rank) == [Priority.HIGH, Priority.NORMAL, Priority.LOW]
