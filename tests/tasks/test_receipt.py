"""What a receipt says beside its facts, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.days import Calendar
from sello.tasks.domain.receipt import ENOUGH, number_of, usual_days

CHILE = Calendar()
MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("receipt_id", "said"), [(1, "2026-0001"), (418, "2026-0418"), (12345, "2026-12345")]
)
def test_a_number_is_made_of_the_id(receipt_id, said):
    assert number_of(receipt_id, date(2026, 12, 1)) == said


def spans(*took):
    """Reviews that began on a Monday and took so many business days."""
    return [(MONDAY, CHILE.add_business_days(MONDAY, days) if days else MONDAY) for days in took]


@pytest.mark.parametrize(
    ("took", "usual"),
    [
        ((), None),
        ((2, 2, 2, 2), None),
        ((2, 2, 2, 2, 2), 2),
        ((0, 0, 0, 0, 0), 1),
        ((1, 1, 2, 9, 40), 2),
        ((1, 1, 1, 3, 3, 3), 3),
    ],
)
def test_how_long_a_review_takes_is_told_from_five_on(took, usual):
    assert usual_days(spans(*took), CHILE) == usual


@given(st.lists(st.tuples(DAYS, st.integers(0, 90)), max_size=12))
def test_half_of_the_reviews_took_no_longer_than_is_told(begun):
    seen = [(day, day + timedelta(days=later)) for day, later in begun]
    usual = usual_days(seen, CHILE)
    assert (usual is None) == (len(seen) < ENOUGH)
    if usual is not None:
        took = [CHILE.business_days_between(*span) for span in seen]
        assert usual >= 1
        assert sum(days <= usual for days in took) * 2 >= len(took)
