"""How long a piece is kept: rules as tables, without database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.evidence.domain.details import Classification, EvidenceType
from sello.privacy.domain.retention import (
    DEFAULTS,
    Anchor,
    BasisMissing,
    Need,
    NotDue,
    Rule,
    Span,
    StillNeeded,
    YearsUnclear,
    bound,
    check_destroyable,
    check_rule,
    due_on,
    in_force,
    rule_for,
    years_later,
)

PUBLIC, RESERVED, SECRET = Classification
MINUTES = EvidenceType.MINUTES


def rule(years, anchor=Anchor.SEAL, classification=SECRET, kind=None):
    return Rule(classification, kind, anchor, years, "Una norma")


@pytest.mark.parametrize(
    ("years", "anchor", "span", "due"),
    [
        (None, Anchor.SEAL, Span(date(2020, 1, 1), (date(2021, 1, 1),)), None),
        (2, Anchor.HANDED_IN, Span(date(2026, 3, 10)), date(2028, 3, 11)),
        (2, Anchor.HANDED_IN, Span(date(2026, 3, 10), (date(2030, 1, 1),)), date(2028, 3, 11)),
        (2, Anchor.SEAL, Span(date(2026, 3, 10)), date(2028, 3, 11)),
        (2, Anchor.SEAL, Span(date(2026, 3, 10), (date(2029, 12, 31),)), date(2032, 1, 1)),
        (2, Anchor.SEAL, Span(date(2026, 3, 10), (date(2027, 1, 1), date(2029, 12, 31))), date(2032, 1, 1)),
        (2, Anchor.SEAL, Span(date(2026, 3, 10), (date(2027, 1, 1), None)), None),
        (2, Anchor.SEAL, Span(date(2026, 3, 10), (date(2020, 1, 1),)), date(2028, 3, 11)),
        (0, Anchor.HANDED_IN, Span(date(2026, 3, 10)), date(2026, 3, 11)),
        (1, Anchor.HANDED_IN, Span(date(2028, 2, 29)), date(2029, 3, 2)),
        (100, Anchor.HANDED_IN, Span(date(9990, 1, 1)), None),
        (0, Anchor.HANDED_IN, Span(date(9999, 12, 31)), None),
    ],
)
def test_a_piece_is_due_the_day_after_whole_years(years, anchor, span, due):
    assert due_on(rule(years, anchor), span) == due


def test_a_rule_of_a_kind_goes_before_that_of_its_class_and_an_own_one_before_the_default():
    own = (rule(9), rule(1, kind=MINUTES), rule(3, classification=RESERVED, kind=MINUTES))
    held = in_force(own)
    assert rule_for(held, SECRET, MINUTES).years == 1
    assert rule_for(held, SECRET, EvidenceType.PHOTO).years == 9
    assert rule_for(held, RESERVED, MINUTES).years == 3
    assert rule_for(held, RESERVED, EvidenceType.PHOTO).years == 5
    assert rule_for(held, PUBLIC, MINUTES).years is None
    assert len(held) == len({(one.classification, one.kind) for one in held})


def test_each_class_has_a_default_that_says_on_what_it_rests():
    assert {one.classification for one in DEFAULTS if one.kind is None} == set(Classification)
    assert all(one.basis for one in DEFAULTS)


@pytest.mark.parametrize(
    ("years", "basis", "refusal"),
    [
        (-1, "Ley", YearsUnclear),
        (101, "Ley", YearsUnclear),
        (5, "  ", BasisMissing),
        (None, "", BasisMissing),
    ],
)
def test_a_rule_without_sense_is_refused(years, basis, refusal):
    with pytest.raises(refusal):
        check_rule(years, basis)


DAYS = st.dates(date(1990, 1, 1), date(2200, 1, 1))


@given(needs=st.sets(st.sampled_from(list(Need)), min_size=1), due=st.none() | DAYS, early=st.booleans())
def test_nothing_needed_is_ever_destroyed(needs, due, early):
    with pytest.raises(StillNeeded):
        check_destroyable(1, due, needs, today=date(2100, 1, 1), early=early)


@given(due=st.none() | DAYS, today=DAYS)
def test_nothing_goes_before_its_day_unless_its_person_asks(due, today):
    check_destroyable(1, due, (), today=today, early=True)
    if due is not None and due <= today:
        check_destroyable(1, due, (), today=today, early=False)
    else:
        with pytest.raises(NotDue):
            check_destroyable(1, due, (), today=today, early=False)


@given(begun=DAYS, years=st.integers(0, 100), waited=st.integers(0, 40_000))
def test_the_question_to_the_database_leaves_out_nothing_that_is_due(begun, years, waited):
    today = begun + timedelta(waited)
    due = years_later(begun, years)
    if due is not None and due <= today:
        assert begun <= bound(today, years)
