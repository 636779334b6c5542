"""When: the probability of each level over the coming weeks, from the cycle's own pace, with an honest band.

The town concludes acts of work (tasks closed, reviews that ended in acceptance), and every open requirement
still takes some. `pace` reads off the record, week by week, how many the town concludes and how that moves;
`runs` plays the coming weeks many times. What the band is worth is known from trying it on towns that do not
obey the model (tests/planning/backtest.py): `Claim` tells when it may be said that it holds, and a town that
fell silent is told nothing.

Runs are drawn with a fixed seed: the same history gives the same forecast.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sello.planning.domain.claim import claim_of, silent_weeks
from sello.planning.domain.outcome import BAND, LIKELY, Forecast, LevelOdds, Silence, TooLittleHistory
from sello.planning.domain.pace import Pace
from sello.planning.domain.runs import ForecastProblem, Runs, Sums, groups

LEAST_WEEKS = 6
LEAST_CLOSINGS = 5


def forecast(
    history: Mapping[int, Sequence[int]], problem: ForecastProblem, *, runs: int = 10_000, seed: int = 1
) -> Forecast:
    """Simulate the coming weeks from the acts concluded per unit and week on record (the oldest first).

    Every unit's record covers the same weeks. Raises TooLittleHistory and Silence.
    """
    weeks, closings = _require_enough(history)
    pace = Pace.of(history, weeks, seed)
    sums = Sums.of(problem)
    drawn = [Runs(problem, sums, pace, part, seed) for part in groups(problem, runs)]
    shares = np.sort(np.concatenate([group.shares for group in drawn]))
    tail = float((1 - BAND) / 2)
    odds = []
    for index, level in enumerate(problem.levels):
        by_week = np.sum([group.reached[index] for group in drawn], axis=0) / runs
        odds.append(_odds(level.code, by_week, problem))
    return Forecast(
        weeks=weeks,
        closings=closings,
        runs=runs,
        low=float(np.quantile(shares, tail, method="lower")),
        middle=float(np.quantile(shares, 0.5, method="lower")),
        high=float(np.quantile(shares, 1 - tail, method="higher")),
        levels=tuple(odds),
        claim=claim_of(pace.totals, pace.gone, problem.evaluation_week),
        stopped=pace.gone,
    )


def _require_enough(history: Mapping[int, Sequence[int]]) -> tuple[int, int]:
    weeks = max((len(counts) for counts in history.values()), default=0)
    closings = sum(sum(counts) for counts in history.values())
    if weeks < LEAST_WEEKS or closings < LEAST_CLOSINGS:
        raise TooLittleHistory(
            closings=closings, weeks=weeks, least_closings=LEAST_CLOSINGS, least_weeks=LEAST_WEEKS
        )
    silent = silent_weeks([sum(week) for week in zip(*history.values(), strict=True)])
    if silent:
        raise Silence(weeks=silent)
    return weeks, closings


def _odds(code: str, by_week: NDArray[np.float64], problem: ForecastProblem) -> LevelOdds:
    """Likely from the first week after which the level stays more probable than not until the horizon."""
    likely = by_week >= LIKELY
    doubtful = np.flatnonzero(~likely)
    first = 0 if not doubtful.size else int(doubtful[-1]) + 1
    return LevelOdds(
        code=code,
        probability=float(by_week[problem.evaluation_week]),
        by_week=tuple(float(value) for value in by_week),
        likely_from=first if first < len(by_week) else None,
        held=bool(likely[0]),
        lost_on=int(doubtful[0]) if likely[0] and doubtful.size else None,
    )
