"""What is carried to the next cycle, as tables, and what holds for any evidence and any task."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.days import Calendar
from sello.level.state import EvidenceFact, ReviewState
from sello.tasks.domain.turn import Reason
from sello.transfers.copy_cycle.domain import (
    Behind,
    carried_due,
    why_answer_stays,
    why_evidence_stays,
    why_owner_stays,
    why_task_stays,
)

START = date(2027, 3, 1)
DAY = timedelta(days=1)
ACCEPTED, SUBMITTED, RETURNED = (
    ReviewState.ACCEPTED,
    ReviewState.SUBMITTED,
    ReviewState.RETURNED,
)


@pytest.mark.parametrize(
    ("review", "valid_until", "superseded_on", "to_confirm", "why"),
    [
        (ACCEPTED, None, None, False, None),
        (ACCEPTED, START, None, False, None),
        (ACCEPTED, START - DAY, None, False, Behind.EXPIRED),
        (ACCEPTED, None, START, False, Behind.SUPERSEDED),
        (ACCEPTED, None, START + DAY, False, None),
        (ACCEPTED, None, None, True, Behind.UNCONFIRMED),
        (SUBMITTED, None, None, False, Behind.IN_REVIEW),
        (RETURNED, START - DAY, None, True, Behind.RETURNED),
    ],
)
def test_which_evidence_is_carried(
    review: ReviewState,
    valid_until: date | None,
    superseded_on: date | None,
    to_confirm: bool,
    why: Behind | None,
) -> None:
    fact = EvidenceFact(
        1,
        "Decreto",
        review,
        accepted_on=START - 90 * DAY,
        valid_until=valid_until,
        superseded_on=superseded_on,
        to_confirm=to_confirm,
    )
    assert why_evidence_stays(fact, START) is why


days = st.dates(min_value=date(2025, 1, 1), max_value=date(2029, 1, 1))


@given(
    review=st.sampled_from(ReviewState),
    accepted_on=days,
    valid_until=st.none() | days,
    superseded_on=st.none() | days,
    to_confirm=st.booleans(),
)
def test_evidence_is_carried_exactly_when_it_would_count_on_the_start(
    review: ReviewState,
    accepted_on: date,
    valid_until: date | None,
    superseded_on: date | None,
    to_confirm: bool,
) -> None:
    fact = EvidenceFact(1, "", review, min(accepted_on, START), None, valid_until, superseded_on, to_confirm)
    assert (why_evidence_stays(fact, START) is None) is fact.counts_on(START)


@pytest.mark.parametrize(
    ("declared", "not_applicable", "narrative", "why"),
    [
        ("yes", False, "", None),
        (None, True, "", None),
        (None, False, "Falta el decreto.", None),
        (None, False, "  ", Behind.EMPTY),
    ],
)
def test_which_answers_are_carried(
    declared: str | None, not_applicable: bool, narrative: str, why: Behind | None
) -> None:
    assert why_answer_stays(declared, not_applicable=not_applicable, narrative=narrative) is why


def test_owners_and_tasks_of_units_that_are_gone_stay() -> None:
    living = frozenset({1})
    assert [why_owner_stays(unit, living) for unit in (1, 2, None)] == [
        None,
        Behind.UNIT_GONE,
        Behind.NO_OWNER,
    ]
    assert why_task_stays(Reason.TO_DO, 1, living) is None
    assert why_task_stays(Reason.RETURNED, 2, living) is Behind.UNIT_GONE
    assert why_task_stays(Reason.DELIVERED, 1, living) is Behind.DELIVERED


@given(due_on=days, asked_on=days)
def test_a_carried_task_never_comes_late(due_on: date, asked_on: date) -> None:
    calendar = Calendar()
    found = carried_due(due_on, asked_on, START, calendar)
    if due_on >= START:
        assert found == due_on
    else:
        assert found > START
        assert found >= START + max(DAY, due_on - asked_on)
        assert calendar.is_business_day(found)
