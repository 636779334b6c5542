"""The runs of the forecast: from a pace to the week in which every requirement is met, to shares and levels.

Each run meets the open requirements of every unit in a random order, as its acts suffice, and loses those
whose evidence ends. Weeks are counted from today; week 0 is today.

In the order of its work, what a unit has met by a week is a beginning of the whole: it is summed up once
along that order, and read off where the acts of each week end. Only what may be lost is followed one by one.
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

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Item:
    """A requirement as the simulation sees it.

    ``gain`` is what it adds to the score once met; ``met`` says whether it holds today; ``lost_on`` is the
    week in which what it rests on ends (None: it does not end within sight; never 0); ``acts`` is the work it
    takes to meet it (again), one act or more.
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


@dataclass(frozen=True)
class Rule:
    """One thing that a level asks: how much of a sum (an index of `Sums.worths`) there has to be."""

    summed: int
    least: int


@dataclass(frozen=True)
class Sums:
    """What is added up over the met requirements, in whole numbers, and what each level asks of it.

    The first of ``worths`` (per requirement) are the gains, in parts of one ``scale``-th.
    """

    scale: int
    worths: tuple[Ints, ...]
    levels: tuple[tuple[Rule, ...], ...]

    @classmethod
    def of(cls, problem: ForecastProblem) -> "Sums":
        """State a problem in sums."""
        items = problem.items
        scale = lcm(*(item.gain.denominator for item in items), 1)
        gains = [int(item.gain * scale) for item in items]
        worths, levels = [gains], []
        for level in problem.levels:
            rules = [Rule(0, _whole((level.threshold * problem.denominator - problem.base) * scale))]
            mandatory = [int(level.code in item.mandatory_for) for item in items]
            rules.append(Rule(len(worths), sum(mandatory)))
            worths.append(mandatory)
            for dimension, floor in level.floors.items():
                lack = floor * problem.dimension_denominators[dimension] - problem.dimension_bases[dimension]
                rules.append(Rule(len(worths), _whole(lack * scale)))
                parts = zip(items, gains, strict=True)
                worths.append([gain if item.dimension == dimension else 0 for item, gain in parts])
            levels.append(tuple(rules))
        return cls(scale, tuple(np.array(worth, dtype=np.int64) for worth in worths), tuple(levels))


def _whole(asked: Fraction) -> int:
    """The least whole number that is enough."""
    return -(-asked.numerator // asked.denominator)


class Runs:
    """Some runs, drawn together: shares on the evaluation week; per level and week, the runs that hold it."""

    def __init__(self, problem: ForecastProblem, sums: Sums, pace: Pace, part: slice, seed: int) -> None:
        self.problem, self.sums = problem, sums
        self.runs = part.stop - part.start
        dice = np.random.default_rng((seed, 1, part.start))
        totals = self._play(pace, pace.guesses.picked(dice.integers(0, GUESSES, self.runs)), dice)
        base = float(problem.base * sums.scale)
        self.shares = (base + totals[0][:, problem.evaluation_week]) / float(problem.denominator * sums.scale)
        self.reached = [self._holding(rules, totals) for rules in sums.levels]

    @staticmethod
    def _holding(rules: Sequence[Rule], totals: Sequence[Ints]) -> NDArray[np.float64]:
        """In how many runs all that a level asks is there, per week."""
        holds = np.all([totals[rule.summed] >= rule.least for rule in rules], axis=0)
        result: NDArray[np.float64] = holds.sum(axis=0).astype(np.float64)
        return result

    def _play(self, pace: Pace, guesses: Guesses, dice: np.random.Generator) -> list[Ints]:
        """Every sum, per run and week, as all units work."""
        weeks = self.problem.horizon
        met = np.array([item.met for item in self.problem.items], dtype=bool)
        totals = [np.full((self.runs, weeks + 1), worth[met].sum()) for worth in self.sums.worths]
        town = guesses.paces(weeks, pace.ceiling, dice)
        parts = pace.of_units(town, dice)
        for unit, columns in self._work().items():
            rates = parts.get(unit, town / max(1, len(parts)))
            done = np.zeros((self.runs, weeks + 1), dtype=np.int64)
            np.cumsum(dice.poisson(rates), axis=1, out=done[:, 1:])
            order = dice.permuted(np.tile(np.arange(len(columns)), (self.runs, 1)), axis=1)
            work = Work([self.problem.items[column] for column in columns], done, order)
            for at, worth in enumerate(self.sums.worths):
                if worth[columns].any():
                    totals[at] += work.change(worth[columns])
        return totals

    def _work(self) -> dict[int, list[int]]:
        """Per unit, the columns that ask for work: what is not met, and what will be lost."""
        work: dict[int, list[int]] = {}
        for column, item in enumerate(self.problem.items):
            if not item.met or item.lost_on is not None:
                work.setdefault(item.unit, []).append(column)
        return work


class Work:
    """What one unit does: its acts by the end of each week, and the order of its work, both by run."""

    def __init__(self, items: Sequence[Item], done: Ints, order: Ints) -> None:
        self.done, self.order = done, order
        needed = np.cumsum(np.array([item.acts for item in items], dtype=np.int64)[order], axis=1)
        self.finished = np.take_along_axis(_steps(needed), np.minimum(done, needed[0, -1]), axis=1)
        self.is_open = np.array([not item.met for item in items], dtype=bool)
        ends = [item.lost_on if item.met and item.lost_on is not None else 0 for item in items]
        self.lost_on = np.array(ends, dtype=np.int64)
        self.losable = (self.lost_on > 0) & (self.lost_on < done.shape[1])
        losing = self.losable[order]
        self.losing = order[losing].reshape(len(order), -1)
        self.regained = first_week(done, needed[losing].reshape(self.losing.shape))

    def change(self, worth: Ints) -> Ints:
        """What is won and lost of a sum by each week, by run."""
        change = np.zeros_like(self.done)
        if worth[self.is_open].any():
            change += self._won(np.where(self.is_open, worth, 0))
        if worth[self.losable].any():
            change -= self._lost(worth)
        return change

    def _won(self, worth: Ints) -> Ints:
        """What the open ones are worth that are met by each week: a beginning of the order of work."""
        summed = np.zeros((len(self.order), self.order.shape[1] + 1), dtype=np.int64)
        np.cumsum(worth[self.order], axis=1, out=summed[:, 1:])
        return np.take_along_axis(summed, self.finished, axis=1)

    def _lost(self, worth: Ints) -> Ints:
        """What those are worth that have ended by each week and were not renewed."""
        runs, weeks = self.done.shape
        starts = np.arange(runs)[:, None] * (weeks + 1)
        lost, value = self.lost_on[self.losing], worth[self.losing]
        late = self.regained > lost
        size = runs * (weeks + 1)
        steps = np.bincount((starts + lost)[late], value[late], size)
        steps -= np.bincount((starts + self.regained)[late], value[late], size)
        result: Ints = np.rint(np.cumsum(steps.reshape(runs, -1)[:, :-1], axis=1)).astype(np.int64)
        return result


def _steps(needed: Ints) -> Ints:
    """Per run, how many requirements are met after so many acts, from none to all that are needed."""
    met = np.zeros((len(needed), int(needed[0, -1]) + 1), dtype=np.int64)
    np.put_along_axis(met, needed, 1, axis=1)
    np.cumsum(met, axis=1, out=met)
    return met


def first_week(done: Ints, needed: Ints) -> Ints:
    """Per run and requirement, the first week with as many acts as it needs; past the last: never.

    ``done`` never falls along its weeks, so one search answers for all runs, each set above the one before.
    """
    runs, width = done.shape
    above = np.arange(runs)[:, None] * (int(max(np.max(done), np.max(needed, initial=0))) + 1)
    found = np.searchsorted((done + above).ravel(), (needed + above).ravel())
    result: Ints = found.reshape(needed.shape) - np.arange(runs)[:, None] * width
    return result
