"""When: the probability of each level over the coming weeks, from the cycle's own pace, with an honest band.

The model, in words. Each unit concludes acts of work (tasks closed, reviews that ended in acceptance) at a
weekly rate of its own, and every open requirement still takes some acts. What a unit did in the weeks on
record tells its rate, with the uncertainty that so few weeks leave: a Gamma posterior around the pace of the
whole institution, which lends six weeks of weight to every unit and is itself uncertain. Weeks differ more
than chance alone would make them differ, so the spread seen on record is kept in the simulation. Each run
draws rates and weeks, meets the open requirements of every unit in a random order, loses those whose
evidence ends, and asks on which week every level's threshold, floors and mandatory requirements hold.

Weeks are calendar weeks counted from today; week 0 is today. Runs are drawn with a fixed seed: the same
history gives the same forecast.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from sello.catalogue.domain.rules import Level
from sello.core.labels import N_
from sello.core.refusal import Refusal

LEAST_WEEKS = 6
LEAST_CLOSINGS = 5
BAND = Fraction(4, 5)
"""The share of cases in which the truth falls inside the stated band."""

LIKELY = 0.5
BORROWED_WEEKS = 6.0
"""How many weeks of the institution's mean pace every unit's own record is mixed with."""

UNSEEN = 10.0
"""Weeks' worth of unevenness that a record of few weeks is assumed not to show."""

CELLS = 4_000_000
"""Runs are drawn in groups of at most this many numbers at once, to bound memory."""


class TooLittleHistory(Refusal):
    """The record is too short to say anything about the future."""

    message = N_(
        "Aún no hay historia suficiente para pronosticar: se registran %(closings)s cierres en %(weeks)s "
        "semanas, y se necesitan al menos %(least_closings)s cierres en %(least_weeks)s semanas."
    )


@dataclass(frozen=True, slots=True)
class Item:
    """A requirement as the simulation sees it.

    ``gain`` is what it adds to the score once met; ``met`` says whether it holds today; ``lost_on`` is the
    week in which what it rests on ends (None: it does not end within sight); ``acts`` is the work it takes
    to meet it (again).
    """

    code: str
    unit: int
    gain: Fraction
    dimension: str
    mandatory_for: frozenset[str] = frozenset()
    met: bool = False
    lost_on: int | None = None
    acts: int = 1


@dataclass(frozen=True)
class ForecastProblem:
    """What is to be forecast: the requirements, the levels, the fixed part of the score, the horizon."""

    items: tuple[Item, ...]
    levels: tuple[Level, ...]
    denominator: Fraction
    dimension_denominators: Mapping[str, Fraction]
    base: Fraction
    dimension_bases: Mapping[str, Fraction]
    evaluation_week: int
    horizon: int


@dataclass(frozen=True)
class LevelOdds:
    """One level: its probability on the day of the evaluation, and the week from which it is likely."""

    code: str
    probability: float
    by_week: tuple[float, ...]
    likely_from: int | None


@dataclass(frozen=True)
class Forecast:
    """The outcome of the runs, and the history that it rests on.

    ``low``, ``middle`` and ``high`` are shares from 0 to 1 on the week of the evaluation; the truth lies
    between low and high in BAND of the cases.
    """

    weeks: int
    closings: int
    runs: int
    low: float
    middle: float
    high: float
    levels: tuple[LevelOdds, ...]


def forecast(
    history: Mapping[int, Sequence[int]], problem: ForecastProblem, *, runs: int = 10_000, seed: int = 1
) -> Forecast:
    """Simulate the coming weeks from the acts concluded per unit and week on record (the oldest first).

    Every unit's record covers the same weeks. Raises TooLittleHistory.
    """
    weeks, closings = _require_enough(history)
    pace = _Pace.of(history, weeks)
    drawn = [_Group(problem, pace, size, seed + n) for n, size in enumerate(_groups(problem, runs))]
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
    )


def _require_enough(history: Mapping[int, Sequence[int]]) -> tuple[int, int]:
    weeks = max((len(counts) for counts in history.values()), default=0)
    closings = sum(sum(counts) for counts in history.values())
    if weeks < LEAST_WEEKS or closings < LEAST_CLOSINGS:
        raise TooLittleHistory(
            closings=closings, weeks=weeks, least_closings=LEAST_CLOSINGS, least_weeks=LEAST_WEEKS
        )
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
    )


def _groups(problem: ForecastProblem, runs: int) -> list[int]:
    width = max(1, len(problem.items) + (problem.horizon + 1) * 4)
    size = max(1, min(runs, CELLS // width))
    return [min(size, runs - start) for start in range(0, runs, size)]


@dataclass(frozen=True)
class _Pace:
    """What the record says of each unit's rate, and of how uneven weeks are.

    ``own`` is what each unit's record adds to its rate's Gamma distribution and ``trusted`` how many even
    weeks that record is worth; ``common`` is the institution's part, known with ``certainty`` (closings);
    ``evenness`` is the shape of the Gamma of mean one that multiplies a week's rate (None: even weeks).
    """

    own: Mapping[int, float]
    trusted: float
    common: float
    certainty: float
    evenness: float | None

    @classmethod
    def of(cls, history: Mapping[int, Sequence[int]], weeks: int) -> "_Pace":
        counts = np.zeros((len(history), weeks))
        for row, unit in enumerate(history.values()):
            counts[row, weeks - len(unit) :] = unit
        mean = float(counts.mean())
        evenness = _evenness(counts)
        trusted = weeks / (1 + (mean / evenness if evenness else 0))
        return cls(
            own={unit: float(counts[row].mean()) * trusted for row, unit in enumerate(history)},
            trusted=trusted,
            common=mean * BORROWED_WEEKS,
            certainty=float(counts.sum()) * trusted / weeks,
            evenness=evenness,
        )

    def lent(self, runs: int, dice: np.random.Generator) -> NDArray[np.float64]:
        """The institution's pace as lent to every unit, one for each run: it is uncertain too."""
        drawn: NDArray[np.float64] = self.common * dice.gamma(self.certainty, 1 / self.certainty, runs)
        return drawn

    def rates(self, unit: int, lent: NDArray[np.float64], dice: np.random.Generator) -> NDArray[np.float64]:
        """Weekly rates of a unit, one for each run; a unit without record has the institution's pace."""
        if unit not in self.own:
            return dice.gamma(lent, 1 / BORROWED_WEEKS)
        return dice.gamma(lent + self.own[unit], 1 / (BORROWED_WEEKS + self.trusted))


def _evenness(counts: NDArray[np.float64]) -> float | None:
    """How even weeks are: the shape of a Gamma of mean one, by moments; None where chance explains it.

    A short record shows less unevenness than there is, so one part in the number of weeks is added to what
    is seen beyond chance.
    """
    means = counts.mean(axis=1)
    beyond = float((counts.var(axis=1, ddof=1) - means).sum())
    if beyond <= 0:
        return None
    squares = float((means**2).sum())
    return float(squares / (beyond * (1 + UNSEEN / counts.shape[1])))


class _Group:
    """Some runs, drawn together: shares on the evaluation week; per level and week, the runs that hold it."""

    def __init__(self, problem: ForecastProblem, pace: _Pace, runs: int, seed: int) -> None:
        self.problem = problem
        self.runs = runs
        dice = np.random.default_rng(seed)
        closed_on = self._closings(pace, dice)
        self._account(closed_on)

    def _closings(self, pace: _Pace, dice: np.random.Generator) -> NDArray[np.int64]:
        """The week in which each requirement is met (again), per run; the horizon plus one means never."""
        weeks = self.problem.horizon
        closed = np.full((self.runs, len(self.problem.items)), weeks + 1, dtype=np.int64)
        lent = pace.lent(self.runs, dice)
        for unit, columns in self._work().items():
            done = self._cumulative(pace, pace.rates(unit, lent, dice), dice)
            needed = self._needed(columns, dice)
            reached = np.full((self.runs, len(columns)), weeks + 1, dtype=np.int64)
            for week in range(weeks, 0, -1):
                reached[needed <= done[:, week, None]] = week
            closed[:, columns] = reached
        return closed

    def _needed(self, columns: list[int], dice: np.random.Generator) -> NDArray[np.int64]:
        """After how many acts of its unit each requirement is met, per run, in a random order of work."""
        acts = np.array([self.problem.items[column].acts for column in columns], dtype=np.int64)
        order = dice.permuted(np.tile(np.arange(len(columns)), (self.runs, 1)), axis=1)
        needed = np.empty_like(order)
        np.put_along_axis(needed, order, np.cumsum(acts[order], axis=1), axis=1)
        return needed

    def _work(self) -> dict[int, list[int]]:
        """Per unit, the columns that ask for work: what is not met, and what will be lost."""
        work: dict[int, list[int]] = {}
        for column, item in enumerate(self.problem.items):
            if not item.met or item.lost_on is not None:
                work.setdefault(item.unit, []).append(column)
        return work

    def _cumulative(
        self, pace: _Pace, weekly: NDArray[np.float64], dice: np.random.Generator
    ) -> NDArray[np.int64]:
        """How many acts a unit has concluded by each week, from week 0 (none) to the horizon."""
        weeks = self.problem.horizon
        rates = np.repeat(weekly[:, None], weeks, axis=1)
        if pace.evenness is not None:
            rates = rates * dice.gamma(pace.evenness, 1 / pace.evenness, rates.shape)
        done = np.zeros((self.runs, weeks + 1), dtype=np.int64)
        np.cumsum(dice.poisson(rates), axis=1, out=done[:, 1:])
        return done

    def _account(self, closed_on: NDArray[np.int64]) -> None:
        """Add gains up week by week in whole numbers, and note shares and levels."""
        problem = self.problem
        scale = lcm(*(item.gain.denominator for item in problem.items), 1)
        whole = self._weekly(closed_on, [int(item.gain * scale) for item in problem.items])
        base = problem.base * scale
        self.shares = (float(base) + whole[:, problem.evaluation_week]) / float(problem.denominator * scale)
        self.reached = [self._holds(level, whole, closed_on, scale) for level in problem.levels]

    def _holds(
        self, level: Level, whole: NDArray[np.int64], closed_on: NDArray[np.int64], scale: int
    ) -> NDArray[np.float64]:
        """In how many runs a level holds, per week."""
        problem = self.problem
        asked = (level.threshold * problem.denominator - problem.base) * scale
        holds = whole >= -(-asked.numerator // asked.denominator)
        mandatory = [int(level.code in item.mandatory_for) for item in problem.items]
        if any(mandatory):
            holds &= self._weekly(closed_on, mandatory) >= sum(mandatory)
        for dimension, floor in level.floors.items():
            own = [int(i.gain * scale) if i.dimension == dimension else 0 for i in problem.items]
            lack = floor * problem.dimension_denominators[dimension] - problem.dimension_bases[dimension]
            lack *= scale
            holds &= self._weekly(closed_on, own) >= -(-lack.numerator // lack.denominator)
        result: NDArray[np.float64] = holds.sum(axis=0).astype(np.float64)
        return result

    def _weekly(self, closed_on: NDArray[np.int64], worth: Sequence[int]) -> NDArray[np.int64]:
        """What the met requirements are worth together, per run and week."""
        width = self.problem.horizon + 2
        items = self.problem.items
        start = sum(value for item, value in zip(items, worth, strict=True) if item.met)
        moving = [n for n, i in enumerate(items) if worth[n] and (not i.met or i.lost_on is not None)]
        values = np.array([worth[n] for n in moving], dtype=np.float64)
        closed = closed_on[:, moving]
        lost = np.array([min(self._lost_on(items[n]), width - 1) for n in moving], dtype=np.int64)
        gone = (
            closed > lost
        )  # of what is met today, only what is not renewed in time is lost and gained again
        rows = np.arange(self.runs)[:, None] * width
        size = self.runs * width
        gained = np.bincount((rows + closed).ravel(), (values * gone).ravel(), size)
        dropped = np.bincount(
            (rows + np.maximum(lost, 0)).ravel(), (values * (gone & (lost >= 0))).ravel(), size
        )
        steps = (gained - dropped).reshape(self.runs, width)[:, :-1]
        result: NDArray[np.int64] = start + np.rint(np.cumsum(steps, axis=1)).astype(np.int64)
        return result

    @staticmethod
    def _lost_on(item: Item) -> int:
        """The week in which an item is lost; -1 for one that is not met today and so can only be gained."""
        return item.lost_on if item.met and item.lost_on is not None else -1
