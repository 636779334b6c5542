"""The forecast keeps its word: on histories with a known truth its band covers as often as it claims."""

from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from sello.catalogue.domain.rules import Level
from sello.planning.domain.claim import Claim, changed, claim_of, fell, silent_weeks
from sello.planning.domain.forecast import forecast
from sello.planning.domain.outcome import BAND, Forecast, Silence, TooLittleHistory
from sello.planning.domain.runs import ForecastProblem, Item

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


def acting(unit: int, every: int, weeks: int = 12) -> list[int]:
    """One act every so many weeks, the units taking turns."""
    return [int((week + unit) % every == 0) for week in range(weeks)]


def test_weeks_have_an_order() -> None:
    """The same acts, early or late: what was done lately tells more of what comes."""
    early = forecast({u: acting(u, 3) + acting(u, 12) for u in UNITS}, problem(), runs=500)
    late = forecast({u: acting(u, 12) + acting(u, 3) for u in UNITS}, problem(), runs=500)
    assert late.low > early.middle
    assert level(late, "bronce") > 0.7 > 0.4 > level(early, "bronce")


@pytest.mark.parametrize(("active", "quiet"), [(20, 10), (20, 8), (6, 6)])
def test_a_town_that_fell_silent_is_told_nothing(active: int, quiet: int) -> None:
    with pytest.raises(Silence, match=f"sin movimientos en este ciclo: {quiet}\\."):
        forecast({0: [3] * active + [0] * quiet}, problem(), runs=10)


@pytest.mark.parametrize(
    ("totals", "weeks"),
    [
        ([3] * 20, 0),
        ([3] * 20 + [0] * 5, 0),
        ([3] * 20 + [0] * 6, 6),
        ([3] + [0] * 6 + [3] + [0] * 9, 0),
        ([3] + [0] * 6 + [3] + [0] * 10, 10),
        ([0] * 30 + [3, 3] + [0] * 7, 7),
        ([0] * 8, 8),
    ],
)
def test_a_silence_is_longer_than_the_pauses_before_it(totals: list[int], weeks: int) -> None:
    assert silent_weeks(totals) == weeks


@pytest.mark.parametrize(
    ("totals", "moved"),
    [
        ([3, 4, 2] * 6, False),
        ([9, 0, 0] * 6, False),
        ([4] * 9 + [1] * 9, True),
        ([1] * 9 + [4] * 9, True),
        ([1] * 6 + [6] * 6 + [1] * 6, True),
        ([0] * 18, False),
        ([2], False),
    ],
)
def test_a_pace_that_changed_is_seen(totals: list[int], moved: bool) -> None:
    assert changed(totals) is moved


@pytest.mark.parametrize(
    ("totals", "down"),
    [
        ([4] * 18 + [0, 0], True),
        ([4] * 18 + [9, 9], False),
        ([6] * 10 + [3] * 10, True),
        ([3] * 10 + [6] * 10, False),
        ([0, 6, 0] * 6 + [0, 6, 0], False),
        ([0] * 20, False),
        ([5], False),
        ([], False),
    ],
)
def test_a_pace_that_fell_lately_is_seen_from_its_end(totals: list[int], down: bool) -> None:
    assert fell(totals) is down


@pytest.mark.parametrize(
    ("totals", "stopped", "ahead", "claim"),
    [
        ([3] * 20, 0, 10, Claim.HOLDS),
        ([3] * 20, 0, 11, Claim.FAR),
        ([3] * 20, 1, 10, Claim.CHANGED),
        ([5] * 10 + [1] * 10, 0, 10, Claim.CHANGED),
        ([4] * 17 + [0, 1, 0], 0, 10, Claim.CHANGED),
        ([4] * 18 + [9, 9], 0, 10, Claim.HOLDS),
    ],
)
def test_the_band_is_claimed_only_where_it_holds(
    totals: list[int], stopped: int, ahead: int, claim: Claim
) -> None:
    assert claim_of(totals, stopped, ahead) is claim


def test_a_unit_that_stopped_is_counted_and_not_expected_to_act() -> None:
    """All the work left is its own; the others are as quick as before."""
    left = problem(items=tuple(Item(f"{n}", 0, Fraction(1), "1") for n in range(40)))
    others = {u: acting(u, 3, 24) for u in UNITS if u}
    alive = forecast({0: [1] * 24, **others}, left, runs=500)
    halted = forecast({0: [1] * 12 + [0] * 12, **others}, left, runs=500)
    assert (alive.claim, alive.stopped) == (Claim.HOLDS, 0)
    assert (halted.claim, halted.stopped) == (Claim.CHANGED, 1)
    assert alive.low > halted.middle == 0


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
    assert (lost.levels[0].held, lost.levels[0].lost_on) == (True, 3)
    assert (whole.levels[0].held, whole.levels[0].lost_on) == (True, None)


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


@cache
def tried(evenness: float | None) -> tuple[tuple[Forecast, float], ...]:
    """Four hundred histories, what was forecast and what came."""
    dice = np.random.default_rng(20261122)
    asked = problem(levels=(Level("n", "N", 1, Fraction(13, 20)),))
    histories = [truth(dice, evenness) for _ in range(400)]
    return tuple(
        (forecast(past, asked, runs=300, seed=n), share) for n, (past, share) in enumerate(histories)
    )


@pytest.mark.parametrize("evenness", [None, 0.5], ids=["even weeks", "uneven weeks"])
def test_the_band_covers_as_often_as_it_claims(evenness: float | None) -> None:
    """On 400 histories, of which the even ones are steadier than the model takes for granted.

    Shares come in steps, so a little over the claim is right; the even ones may be told a band that is wider
    than they need, because a town that is about to change looks like them (tests/planning/test_backtest.py).
    """
    covered = [found.low <= share <= found.high for found, share in tried(evenness)]
    cover = sum(covered) / len(covered)
    assert float(BAND) <= cover <= float(BAND) + (0.08 if evenness else 0.13)


@pytest.mark.parametrize(("least", "most"), [(0.0, 0.1), (0.1, 0.35), (0.35, 0.65), (0.65, 0.9)])
def test_the_probability_of_a_level_is_calibrated(least: float, most: float) -> None:
    """Of those that were told about as much, about as many reach the level, but for chance."""
    odds = [(found.levels[0].probability, share >= 13 / 20) for found, share in tried(None)]
    told = [(probability, reached) for probability, reached in odds if least <= probability < most]
    said = sum(probability for probability, _ in told) / len(told)
    came = sum(reached for _, reached in told) / len(told)
    assert abs(came - said) <= 0.05 + 2.5 * (said * (1 - said) / len(told)) ** 0.5
