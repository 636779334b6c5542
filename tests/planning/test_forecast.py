"""The forecast keeps its word: on histories with a known truth its band covers as often as it claims."""

from fractions import Fraction

import numpy as np
import pytest

from sello.catalogue.domain.rules import Level
from sello.planning.domain.forecast import (
    BAND,
    Forecast,
    ForecastProblem,
    Item,
    TooLittleHistory,
    forecast,
)

UNITS = range(6)
WEEKS = 20
AHEAD = 12


def problem(**changes: object) -> ForecastProblem:
    """Forty requirements of one weight in six units, ten of them met."""
    items = tuple(
        Item(f"{n}", n % len(UNITS), Fraction(1), "1", frozenset({"oro"} if n < 12 else ()), met=n < 10)
        for n in range(40)
    )
    values: dict[str, object] = {
        "items": items,
        "levels": (Level("bronce", "Bronce", 1, Fraction(3, 5)), Level("oro", "Oro", 3, Fraction(4, 5))),
        "denominator": Fraction(40),
        "dimension_denominators": {"1": Fraction(40)},
        "base": Fraction(0),
        "dimension_bases": {"1": Fraction(0)},
        "evaluation_week": AHEAD,
        "horizon": AHEAD,
    }
    return ForecastProblem(**(values | changes))  # type: ignore[arg-type]  # a test's shorthand


def steady(rate: int = 1, weeks: int = 10) -> dict[int, list[int]]:
    return {unit: [rate] * weeks for unit in UNITS}


def level(found: Forecast, code: str) -> float:
    return next(odds.probability for odds in found.levels if odds.code == code)


@pytest.mark.parametrize(
    "history",
    [{}, {1: []}, {1: [3, 3, 3, 3, 3]}, {1: [0, 0, 1, 0, 0, 1, 1, 0], 2: [0] * 8}],
    ids=["nothing", "no weeks", "five weeks", "three closings"],
)
def test_a_short_history_is_refused(history: dict[int, list[int]]) -> None:
    with pytest.raises(TooLittleHistory):
        forecast(history, problem(), runs=10)


def test_the_same_history_gives_the_same_forecast() -> None:
    assert forecast(steady(), problem(), runs=300) == forecast(steady(), problem(), runs=300)


def test_it_says_what_it_rests_on() -> None:
    found = forecast(steady(1, 8), problem(), runs=50)
    assert (found.weeks, found.closings, found.runs) == (8, 48, 50)


def test_a_quick_cycle_arrives_and_a_slow_one_does_not() -> None:
    quick = forecast(steady(2), problem(), runs=500)
    slow = forecast({unit: [0] * 9 + [1] for unit in UNITS}, problem(), runs=500)
    assert level(quick, "oro") > 0.9
    assert level(slow, "oro") < 0.1
    assert quick.low >= slow.high


def test_a_higher_level_is_never_more_likely_with_more_asked() -> None:
    found = forecast(steady(), problem(), runs=400)
    bronze, gold = found.levels
    assert all(one >= other for one, other in zip(bronze.by_week, gold.by_week, strict=True))


def test_the_week_from_which_a_level_is_likely() -> None:
    found = forecast(steady(2), problem(), runs=500)
    gold = next(odds for odds in found.levels if odds.code == "oro")
    assert gold.likely_from is not None
    assert gold.by_week[gold.likely_from] >= 0.5
    assert gold.by_week[gold.likely_from - 1] < 0.5


def test_what_ends_before_the_evaluation_pulls_the_share_down() -> None:
    held = tuple(Item(f"{n}", 0, Fraction(1), "1", met=True) for n in range(40))
    ending = tuple(Item(f"{n}", 0, Fraction(1), "1", met=True, lost_on=3) for n in range(40))
    history = {0: [1] * 8}
    whole = forecast(history, problem(items=held), runs=200)
    lost = forecast(history, problem(items=ending), runs=200)
    assert whole.low == whole.high == 1
    assert lost.high < 1
    assert lost.levels[0].by_week[2] == 1
    assert lost.levels[0].by_week[3] == 0


def test_a_requirement_that_takes_more_acts_takes_longer() -> None:
    light = tuple(Item(f"{n}", 0, Fraction(1), "1") for n in range(40))
    heavy = tuple(Item(f"{n}", 0, Fraction(1), "1", acts=3) for n in range(40))
    history = {0: [3] * 10}
    assert (
        forecast(history, problem(items=heavy), runs=300).high
        < forecast(history, problem(items=light), runs=300).low
    )


def test_a_dimension_floor_holds_a_level_back() -> None:
    floored = Level("bronce", "Bronce", 1, Fraction(0), {"2": Fraction(1)})
    items = (*(Item(f"{n}", 0, Fraction(1), "1", met=True) for n in range(4)), Item("x", 9, Fraction(1), "2"))
    found = forecast(
        {0: [1] * 8, 9: [0] * 8},
        problem(
            items=items,
            levels=(floored,),
            denominator=Fraction(5),
            dimension_denominators={"2": Fraction(1)},
            dimension_bases={"2": Fraction(0)},
        ),
        runs=400,
    )
    assert found.levels[0].by_week[0] == 0
    assert 0 < found.levels[0].probability < 1


def truth(dice: np.random.Generator, evenness: float | None) -> tuple[dict[int, list[int]], float]:
    """A history and what then came of it: units with rates of their own, weeks as uneven as asked."""
    rates = dice.gamma(2.0, 0.15, len(UNITS))

    def closings(weeks: int) -> np.ndarray:
        uneven = dice.gamma(evenness, 1 / evenness, (len(UNITS), weeks)) if evenness else 1.0
        return dice.poisson(rates[:, None] * uneven * np.ones((len(UNITS), weeks)))

    past, coming = closings(WEEKS), closings(AHEAD).sum(axis=1)
    open_by_unit = [sum(1 for n in range(10, 40) if n % len(UNITS) == unit) for unit in UNITS]
    done = 10 + sum(min(int(came), left) for came, left in zip(coming, open_by_unit, strict=True))
    return {unit: past[unit].tolist() for unit in UNITS}, done / 40


@pytest.mark.parametrize("evenness", [None, 0.5], ids=["even weeks", "uneven weeks"])
def test_the_band_covers_as_often_as_it_claims(evenness: float | None) -> None:
    """Back-test on 400 generated histories; shares come in steps, so a little over the claim is right."""
    dice = np.random.default_rng(20261122)
    covered = 0
    cases = 400
    for case in range(cases):
        history, share = truth(dice, evenness)
        found = forecast(history, problem(), runs=400, seed=case)
        covered += found.low <= share <= found.high
    assert float(BAND) - 0.05 <= covered / cases <= float(BAND) + 0.08


def test_the_probability_of_a_level_is_calibrated() -> None:
    """Among histories told 35 to 65 %, about half reach the level; told under 10 %, almost none do."""
    dice = np.random.default_rng(7)
    told: list[tuple[float, bool]] = []
    for case in range(400):
        history, share = truth(dice, None)
        found = forecast(
            history, problem(levels=(Level("n", "N", 1, Fraction(13, 20)),)), runs=300, seed=case
        )
        told.append((found.levels[0].probability, share >= 13 / 20))
    middle = [reached for probability, reached in told if 0.35 <= probability <= 0.65]
    low = [reached for probability, reached in told if probability < 0.1]
    assert len(middle) >= 20
    assert 0.3 <= sum(middle) / len(middle) <= 0.7
    assert sum(low) / len(low) < 0.15
