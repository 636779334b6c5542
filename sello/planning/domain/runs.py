"""The runs of the forecast: from a pace to the week in which every requirement is met, to shares and levels.

Each run meets the open requirements of every unit in a random order, as its acts suffice, and loses those
whose evidence ends. Weeks are counted from today; week 0 is today.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from sello.catalogue.domain.rules import Level
from sello.planning.domain.pace import GUESSES, Guesses, Pace

CELLS = 4_000_000
"""Runs are drawn in groups of at most this many numbers at once, to bound memory."""


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


def groups(problem: ForecastProblem, runs: int) -> list[slice]:
    """Which runs are drawn together."""
    width = max(1, len(problem.items) + (problem.horizon + 1) * 4)
    size = max(1, min(runs, CELLS // width))
    return [slice(start, min(start + size, runs)) for start in range(0, runs, size)]


class Runs:
    """Some runs, drawn together: shares on the evaluation week; per level and week, the runs that hold it."""

    def __init__(self, problem: ForecastProblem, pace: Pace, part: slice, seed: int) -> None:
        self.problem = problem
        self.runs = part.stop - part.start
        dice = np.random.default_rng((seed, 1, part.start))
        closed_on = self._closings(pace, pace.guesses.picked(dice.integers(0, GUESSES, self.runs)), dice)
        self._account(closed_on)

    def _closings(self, pace: Pace, guesses: Guesses, dice: np.random.Generator) -> NDArray[np.int64]:
        """The week in which each requirement is met (again), per run; the horizon plus one means never."""
        weeks = self.problem.horizon
        closed = np.full((self.runs, len(self.problem.items)), weeks + 1, dtype=np.int64)
        town = guesses.paces(weeks, pace.ceiling, dice)
        parts = pace.of_units(town, dice)
        for unit, columns in self._work().items():
            rates = parts.get(unit, town / max(1, len(parts)))
            done = np.zeros((self.runs, weeks + 1), dtype=np.int64)
            np.cumsum(dice.poisson(rates), axis=1, out=done[:, 1:])
            closed[:, columns] = first_week(done, self._needed(columns, dice))
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


def first_week(done: NDArray[np.int64], needed: NDArray[np.int64]) -> NDArray[np.int64]:
    """Per run and requirement, the first week with as many acts as it needs; past the last: never.

    ``done`` never falls along its weeks, so one search answers for all runs, each set above the one before.
    """
    runs, width = done.shape
    above = np.arange(runs)[:, None] * (int(max(done.max(), needed.max())) + 1)
    found = np.searchsorted((done + above).ravel(), (needed + above).ravel())
    result: NDArray[np.int64] = found.reshape(needed.shape) - np.arange(runs)[:, None] * width
    return result
