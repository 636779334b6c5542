"""The budget with a gender lens: sums that add up, and what is not known said as lacking."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sello.register.parts.domain.columns import Lens
from sello.register.parts.domain.lens import BudgetLine, LensLack, serving, share, sums, unsaid

PESOS = st.none() | st.integers(0, 10**13)
LINES = st.builds(
    BudgetLine,
    st.just(1),
    st.just("Oficina"),
    st.just(""),
    PESOS,
    PESOS,
    PESOS,
    st.none() | st.sampled_from(Lens),
)


def line(own=None, transferred=None, executed=None, lens=None):
    return BudgetLine(1, "Oficina", "", own, transferred, executed, lens)


@pytest.mark.parametrize(
    ("said", "amount", "lacks"),
    [
        ({}, None, (LensLack.AMOUNT, LensLack.LENS, LensLack.EXECUTED)),
        ({"own": 0, "executed": 0, "lens": Lens.NOT_TARGETED}, 0, ()),
        ({"transferred": 7}, 7, (LensLack.LENS, LensLack.EXECUTED)),
        ({"own": 5, "transferred": 7, "lens": Lens.PRINCIPAL}, 12, (LensLack.EXECUTED,)),
    ],
)
def test_what_nobody_said_is_lacking_and_not_nothing(said, amount, lacks):
    assert (line(**said).amount, line(**said).lacks) == (amount, lacks)


@settings(max_examples=40, deadline=None)
@given(st.lists(LINES, max_size=8))
def test_every_peso_is_in_one_step_and_in_one_only(lines):
    found = sums(lines)
    assert [one.lens for one in found] == [*Lens, None]
    assert sum(one.count for one in found) == len(lines)
    assert known(one.amount for one in found) == known(one.amount for one in lines)
    assert known(one.executed for one in found) == known(one.executed for one in lines)
    aimed = [one for one in lines if one.lens in (Lens.PRINCIPAL, Lens.SIGNIFICANT)]
    assert serving(found) == known(one.amount for one in aimed)


def known(figures):
    """What is known of some figures together; nothing known is not zero."""
    said = [each for each in figures if each is not None]
    return sum(said) if said else None


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ({}, 1),
        ({"own": 3}, 1),
        ({"lens": Lens.SIGNIFICANT}, 1),
        ({"own": 0, "lens": Lens.PRINCIPAL}, 0),
        ({"lens": Lens.NOT_TARGETED}, 0),
    ],
)
def test_what_may_still_raise_the_figure_is_counted(said, counted):
    assert unsaid([line(**said)]) == counted


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [(1, 4, Fraction(1, 4)), (0, 4, Fraction(0)), (1, None, None), (1, 0, None), (None, 4, None)],
)
def test_a_share_needs_its_whole(part, whole, found):
    assert share(part, whole) == found
