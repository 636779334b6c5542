"""When a duty is owed, when it is asked for, how its dates stand, and the words of an office."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.days import Calendar
from sello.duties import proposals
from sello.duties.domain import refusals
from sello.duties.domain.duties import (
    DateState,
    Falling,
    Followed,
    Shift,
    Timing,
    Woken,
    check_lead,
    state_of,
    term,
    woken,
    worst,
)
from sello.duties.domain.patterns import Choice, Pattern, choice_of, rule_of, said
from sello.duties.domain.reading import checked, read_rule
from sello.register.domain import InitiativeKind

CHILE = Calendar()
TODAY = date(2026, 11, 20)


def timing(rule: str, starts: date = date(2026, 1, 1), shift: Shift = Shift.FORWARD, lead: int = 5) -> Timing:
    return Timing(read_rule(rule), starts, shift, lead)


@pytest.mark.parametrize(
    ("shift", "wanted"),
    [
        (Shift.FORWARD, [date(2027, 1, 4), date(2027, 3, 1), date(2027, 3, 31)]),
        (Shift.BACKWARD, [date(2026, 12, 31), date(2027, 2, 26), date(2027, 3, 31)]),
    ],
)
def test_the_end_of_a_month_moves_to_a_day_on_which_people_work(shift: Shift, wanted: list[date]) -> None:
    rule = "FREQ=MONTHLY;BYMONTH=1,2,3;BYMONTHDAY=-1;UNTIL=20270401"
    ends = timing(rule, date(2027, 1, 5), shift)
    found = [one.due_on for one in ends.fallings(CHILE)]
    assert found[1:] == wanted[1:]
    assert found[0] == (date(2027, 2, 1) if shift is Shift.FORWARD else date(2027, 1, 29))


def test_a_date_is_asked_for_some_business_days_before() -> None:
    (one,) = timing("FREQ=YEARLY;COUNT=1", date(2026, 12, 9), lead=2).fallings(CHILE)
    assert one == Falling(date(2026, 12, 9), date(2026, 12, 9), date(2026, 12, 4))  # the 8th is a holiday


def test_of_dates_that_move_to_one_day_there_is_one() -> None:
    weekend = timing("FREQ=DAILY;COUNT=3", date(2026, 11, 21), lead=0)
    assert [one.due_on for one in weekend.fallings(CHILE)] == [date(2026, 11, 23)]


@given(
    st.sampled_from(list(Shift)),
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.integers(0, 20),
    st.sampled_from(["FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=20", "FREQ=WEEKLY;COUNT=20", "FREQ=YEARLY;COUNT=5"]),
)
def test_every_date_is_a_business_day_and_asked_for_before(
    shift: Shift, starts: date, lead: int, rule: str
) -> None:
    for one in Timing(read_rule(rule), starts, shift, lead).fallings(CHILE):
        assert CHILE.is_business_day(one.due_on)
        assert CHILE.business_days_between(one.asked_on, one.due_on) == lead
        assert (one.due_on >= one.fell_on) is (shift is Shift.FORWARD or one.due_on == one.fell_on)


@pytest.mark.parametrize(
    ("rule", "lead", "refusal"),
    [
        ("FREQ=DAILY;COUNT=20", 2, refusals.LeadTooLong),
        ("FREQ=WEEKLY;COUNT=20", 6, refusals.LeadTooLong),
        ("FREQ=WEEKLY;COUNT=20", -1, refusals.LeadOutOfRange),
        ("FREQ=YEARLY;COUNT=3", 61, refusals.LeadOutOfRange),
    ],
)
def test_a_notice_that_asks_before_the_last_one_is_due_is_refused(
    rule: str, lead: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        check_lead(timing(rule, lead=lead), CHILE)


def test_a_notice_within_its_gap_is_taken() -> None:
    check_lead(timing("FREQ=YEARLY;COUNT=3", lead=60), CHILE)


def fallings(*days: int) -> list[Falling]:
    """Dates so many days from today, each asked for a week before."""
    due = [TODAY + timedelta(days=days) for days in days]
    return [Falling(day, day, day - timedelta(days=7)) for day in due]


@pytest.mark.parametrize(
    ("days", "known", "ask", "missed"),
    [
        ((3,), (), (3,), ()),
        ((8,), (), (), ()),
        ((3,), (3,), (), ()),
        ((-3,), (), (-3,), ()),
        ((-90, -60, -30), (), (-30,), (-90, -60)),
        ((-90, -60, -30, 3), (), (-30, 3), (-90, -60)),
        ((-90, -60, 3), (3,), (), (-90, -60)),
        ((-60, -30), (-30,), (-60,), ()),
        ((0,), (), (0,), ()),
    ],
)
def test_whoever_was_down_asks_for_the_last_date_and_not_for_all(
    days: tuple[int, ...], known: tuple[int, ...], ask: tuple[int, ...], missed: tuple[int, ...]
) -> None:
    seen = {TODAY + timedelta(days=one) for one in known}
    wanted = Woken(tuple(fallings(*ask)), tuple(fallings(*missed)))
    assert woken(fallings(*days), seen, today=TODAY) == wanted


@given(st.lists(st.integers(-700, 700), max_size=30, unique=True), st.data())
def test_after_a_waking_there_is_nothing_left_to_do(days: list[int], data: st.DataObject) -> None:
    every = fallings(*sorted(days))
    known = (
        set(data.draw(st.lists(st.sampled_from(sorted(one.fell_on for one in every)), unique=True)))
        if days
        else set()
    )
    todo = woken(every, known, today=TODAY)
    done = known | {one.fell_on for one in (*todo.ask, *todo.missed)}
    assert woken(every, done, today=TODAY) == Woken((), ())
    assert sum(one.due_on < TODAY for one in todo.ask) <= 1


def test_what_is_asked_late_gets_some_days() -> None:
    assert term(TODAY, today=TODAY, calendar=CHILE) == TODAY
    assert term(TODAY - timedelta(days=1), today=TODAY, calendar=CHILE) == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("days", "followed", "wanted"),
    [
        (1, None, DateState.FORESEEN),
        (0, None, DateState.FORESEEN),
        (-1, None, DateState.NOT_ASKED),
        (-1, Followed(has_task=False), DateState.NOT_ASKED),
        (-1, Followed(has_task=False, accepted=True), DateState.FULFILLED),
        (9, Followed(has_task=False, accepted=True), DateState.FULFILLED),
        (1, Followed(has_task=True), DateState.ASKED),
        (-1, Followed(has_task=True), DateState.LATE),
        (-1, Followed(has_task=True, until=TODAY), DateState.ASKED),
        (-1, Followed(has_task=True, with_unit=False), DateState.IN_REVIEW),
        (-1, Followed(has_task=True, accepted=True), DateState.LATE),
        (-1, Followed(has_task=True, closed=True, accepted=True), DateState.FULFILLED),
        (-1, Followed(has_task=True, closed=True), DateState.DROPPED),
    ],
)
def test_how_a_date_stands(days: int, followed: Followed | None, wanted: DateState) -> None:
    assert state_of(TODAY + timedelta(days=days), followed, today=TODAY) is wanted


def test_a_month_shows_what_asks_most_loudly() -> None:
    assert worst([DateState.FULFILLED, DateState.LATE, DateState.FORESEEN]) is DateState.LATE
    assert worst([DateState.FULFILLED]) is DateState.FULFILLED


@given(
    st.sampled_from([one for one in Pattern if one is not Pattern.RULE]),
    st.sampled_from([1, 5, 28, -1]),
    st.integers(1, 12),
)
def test_a_choice_writes_a_rule_that_is_read_back_as_that_choice(
    pattern: Pattern, day: int, month: int
) -> None:
    until = date(2030, 12, 31)
    rule = checked(rule_of(Choice(pattern, day, month), until), date(2026, 1, 1))
    again = choice_of(rule)
    assert (again.pattern, again.day) == (pattern, day)
    assert rule_of(again, until) == str(rule)


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20271231", "Cada mes, el día 5"),
        (
            "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1;COUNT=3",
            "Según la regla FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1;COUNT=3",
        ),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1;UNTIL=20271231", "Cada año, el último día de enero"),
        (
            "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1;UNTIL=20271231",
            "Cada año, el último día de junio y diciembre",
        ),
        ("FREQ=DAILY;INTERVAL=3;UNTIL=20261231", "Según la regla FREQ=DAILY;INTERVAL=3"),
    ],
)
def test_a_rule_is_said_in_an_offices_words(rule: str, wanted: str) -> None:
    assert said(read_rule(rule), lambda text, **values: text % values) == wanted


def test_a_rule_of_ones_own_keeps_its_end_or_is_given_one() -> None:
    own = Choice(Pattern.RULE, rule="FREQ=MONTHLY;BYDAY=-1FR")
    assert rule_of(own, date(2027, 12, 31)) == "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231"
    ended = Choice(Pattern.RULE, rule="FREQ=MONTHLY;BYDAY=-1FR;COUNT=3")
    assert rule_of(ended, date(2027, 12, 31)) == "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3"


def test_every_kind_of_initiative_has_a_proposal_that_can_be_kept() -> None:
    for kind in InitiativeKind:
        assert proposals.for_kind(kind), kind
    starts = date(2026, 11, 20)
    for one in proposals.proposals():
        check_lead(Timing(checked(one.rule(starts), starts), starts, Shift.FORWARD, one.lead_days), CHILE)
        assert one.source
    keys = [one.key for one in proposals.proposals()]
    assert len(keys) == len(set(keys))
