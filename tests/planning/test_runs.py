"""The runs are what following every requirement by week gives, and give the digits that they always gave."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.catalogue.domain.rules import Level
from sello.planning.domain.forecast import forecast
from sello.planning.domain.runs import ForecastProblem, Item, Work

HISTORY = {unit: [(unit * week) % 3 for week in range(18)] for unit in range(6)}


@st.composite
def unit_at_work(draw: st.DrawFn) -> tuple[list[Item], Any, Any, Any]:
    """A unit's requirements of all sorts, three runs of its acts and orders, and what each is worth."""
    count, weeks, runs = draw(st.integers(1, 6)), draw(st.integers(0, 5)), 3
    items = [
        Item(
            f"{n}",
            1,
            Fraction(1),
            "1",
            met=(met := draw(st.booleans())),
            lost_on=draw(st.integers(1, 7)) if met else None,
            acts=draw(st.integers(1, 3)),
        )
        for n in range(count)
    ]
    acts = st.lists(st.integers(0, 4), min_size=weeks, max_size=weeks)
    done = np.array([[0, *np.cumsum(draw(acts))] for _ in range(runs)], dtype=np.int64)
    order = np.array([draw(st.permutations(range(count))) for _ in range(runs)], dtype=np.int64)
    worth = np.array(draw(st.lists(st.integers(0, 9), min_size=count, max_size=count)), dtype=np.int64)
    return items, done, order, worth


@given(unit_at_work())
def test_a_sum_changes_as_each_requirement_is_met_lost_and_met_again(
    unit: tuple[list[Item], Any, Any, Any],
) -> None:
    items, done, order, worth = unit
    change = Work(items, done, order).change(worth)
    for run, weeks in enumerate(done):
        for week, acts in enumerate(weeks):
            spent, expected = 0, 0
            for at in order[run]:
                spent += items[at].acts
                expected += worth[at] * moved(items[at], week, renewed=spent <= acts)
            assert change[run, week] == expected


def moved(item: Item, week: int, *, renewed: bool) -> int:
    """Whether a requirement counts more (1) or less (-1) in a week than today."""
    if not item.met:
        return int(renewed)
    assert item.lost_on is not None
    return -int(week >= item.lost_on and not renewed)


def uneven(count: int) -> ForecastProblem:
    """Shares that end in no decimals; met ones that end soon, late or never; marks, floors, several acts."""
    items = tuple(
        Item(
            f"{n}",
            n % 7,
            Fraction(n % 3 + 1, n % 5 + 1),
            f"{n % 3}",
            frozenset(code for code, each in (("plata", 11), ("oro", 6)) if n % each == 0),
            met=n % 4 == 0,
            lost_on=(n % 29 + 1) if n % 8 == 0 else 90 if n % 12 == 0 else None,
            acts=n % 3 + 1,
        )
        for n in range(count)
    )
    half = Fraction(1, 2)
    codes = ("0", "1", "2")
    whole = {code: sum((i.gain for i in items if i.dimension == code), Fraction(1)) for code in codes}
    levels = (
        Level("bronce", "Bronce", 1, Fraction(2, 5)),
        Level("plata", "Plata", 2, Fraction(3, 5), {"1": half}),
        Level("oro", "Oro", 3, Fraction(7, 10), {"0": half, "2": Fraction(3, 5)}),
    )
    return ForecastProblem(
        items,
        levels,
        denominator=sum(whole.values(), Fraction(0)),
        dimension_denominators=whole,
        base=Fraction(3, 7),
        dimension_bases=dict.fromkeys(codes, Fraction(1, 7)),
        evaluation_week=20,
        horizon=30,
    )


@pytest.mark.parametrize(
    ("count", "runs", "band", "odds"),
    [
        (
            45,
            700,
            (0.5743440233236152, 0.7126660187884678, 0.8188640535579311),
            [
                (0.9842857142857143, 7, 0.1657142857142857),
                (0.2885714285714286, None, 0.004285714285714286),
                (0.12857142857142856, None, 0.0),
            ],
        ),
        (
            13,
            2000,
            (0.6001221001221001, 0.7283272283272283, 0.8351648351648351),
            [(0.9955, 4, 0.374), (0.4085, 25, 0.0155), (0.487, 21, 0.0145)],
        ),
    ],
)
def test_the_digits_are_those_of_the_runs_that_followed_each_requirement(
    count: int, runs: int, band: tuple[float, ...], odds: list[tuple[float, int | None, float]]
) -> None:
    """Found before sums were read off the order of work; a page must not tell another number for it."""
    found = forecast(HISTORY, uneven(count), runs=runs)
    assert (found.low, found.middle, found.high) == band
    assert [(each.probability, each.likely_from, each.by_week[3]) for each in found.levels] == odds
