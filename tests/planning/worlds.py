"""Towns that never read the forecast's model: how they work, week by week, before and after it is made.

Each world is a generator of its own making (binomial committee days, batches, straight lines, a sine, a
switch); none is drawn from the model. A town is its units' acts by week, the record and what came of it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Dice = np.random.Generator


@dataclass(frozen=True)
class Town:
    """Acts by unit (row) and week (column): those on record, and those that came afterwards."""

    past: Counts
    coming: Counts

    @property
    def history(self) -> dict[int, list[int]]:
        """The record as the forecast is given it."""
        return {unit: row.tolist() for unit, row in enumerate(self.past)}


@dataclass(frozen=True)
class Size:
    """How many units a town has, for how many weeks it is on record, and how many are to come."""

    units: int
    record: int
    ahead: int

    @classmethod
    def drawn(cls, dice: Dice, longest: int) -> "Size":
        """Three to twelve units, 12 weeks to a year on record, up to ``longest`` weeks ahead."""
        return cls(
            int(dice.integers(3, 13)),
            int(dice.integers(12, 53)),
            int(dice.integers(longest // 3, longest + 1)),
        )

    @property
    def weeks(self) -> int:
        """All of them."""
        return self.record + self.ahead

    def town(self, counts: Counts) -> Town:
        """The town whose weeks are these."""
        return Town(counts[:, : self.record], counts[:, self.record :])


def _rates(dice: Dice, size: Size) -> NDArray[np.float64]:
    """Units that differ: from a tenth of an act a week to one and a half."""
    return dice.uniform(0.1, 1.5, (size.units, 1))


def _worked(dice: Dice, size: Size, shape: NDArray[np.float64] | float) -> Town:
    return size.town(dice.poisson(_rates(dice, size) * np.ones(size.weeks) * shape))


def steady(dice: Dice, size: Size) -> Town:
    """Every unit at its pace; each working day it concludes something or not."""
    return size.town(dice.binomial(5, _rates(dice, size) / 5 * np.ones(size.weeks)))


def few(dice: Dice, size: Size) -> Town:
    """Hardly anything happens: from five to twelve acts on record in the whole town."""
    wanted = dice.integers(5, 13)
    chance = wanted / (size.units * size.record)
    counts = dice.binomial(1, chance, (size.units, size.weeks))
    while counts[:, : size.record].sum() < 5:
        counts[:, : size.record] += dice.binomial(1, chance, (size.units, size.record))
    return size.town(counts)


def own_bursts(dice: Dice, size: Size) -> Town:
    """Each unit sends what it has gathered in one week of every few, from two to six acts at once."""
    every = dice.uniform(3, 9, (size.units, 1))
    sends = dice.random((size.units, size.weeks)) < 1 / every
    return size.town(sends * dice.integers(2, 7, (size.units, size.weeks)))


def shared_bursts(dice: Dice, size: Size) -> Town:
    """Everything is concluded in the week of the committee, which meets every three to six weeks."""
    meets = np.zeros(size.weeks, dtype=bool)
    at = int(dice.integers(0, 5))
    while at < size.weeks:
        meets[at] = True
        at += int(dice.integers(3, 7))
    return size.town(dice.binomial(6, np.where(meets, dice.uniform(0.3, 0.7, (size.units, 1)), 0.02)))


def slowing(dice: Dice, size: Size) -> Town:
    """A straight line down, from the first week to a tenth at the evaluation."""
    return _worked(dice, size, np.linspace(1.6, 0.16, size.weeks))


def accelerating(dice: Dice, size: Size) -> Town:
    """A straight line up, from a fifth of the pace to nearly twice of it."""
    return _worked(dice, size, np.linspace(0.2, 1.8, size.weeks))


def seasonal(dice: Dice, size: Size) -> Town:
    """A wave of a year, from a fifth of the mean pace to nearly twice of it, at any point of it today."""
    phase = dice.uniform(0, 2 * np.pi)
    return _worked(dice, size, 1 + 0.8 * np.sin(phase + 2 * np.pi * np.arange(size.weeks) / 52))


def unit_stops(dice: Dice, size: Size) -> Town:
    """One unit, the quickest, stops between the half of the record and today, and does not come back."""
    counts = dice.poisson(_rates(dice, size) * np.ones(size.weeks))
    quickest = counts[:, : size.record // 2].sum(axis=1).argmax()
    counts[quickest, int(dice.integers(size.record // 2, size.record)) :] = 0
    return size.town(counts)


def halves(dice: Dice, size: Size) -> Town:
    """The authority changes in some week on record: from then on, two fifths of the pace."""
    shape = np.ones(size.weeks)
    shape[int(dice.integers(size.record // 3, size.record)) :] = 0.4
    return _worked(dice, size, shape)


def pauses(dice: Dice, size: Size) -> Town:
    """Holidays: the whole town stops for three weeks, twice or thrice a year, on record and later."""
    shape = np.ones(size.weeks)
    start = int(dice.integers(0, 20))
    while start < size.weeks:
        shape[start : start + 3] = 0
        start += int(dice.integers(16, 26))
    return _worked(dice, size, shape)


def silent(dice: Dice, size: Size) -> Town:
    """Nothing at all in the last eight weeks; afterwards half of the towns go on, half remain silent."""
    counts = dice.poisson(_rates(dice, size) * np.ones(size.weeks))
    counts[:, size.record - 8 : size.record] = 0
    if dice.random() < 0.5:
        counts[:, size.record :] = 0
    return size.town(counts)


def rush(dice: Dice, size: Size) -> Town:
    """A steady record; in the last six weeks before the evaluation, three times the pace."""
    shape = np.ones(size.weeks)
    shape[-6:] = 3
    return _worked(dice, size, shape)


WORLDS: dict[str, Callable[[Dice, Size], Town]] = {
    "steady": steady,
    "few": few,
    "own_bursts": own_bursts,
    "shared_bursts": shared_bursts,
    "pauses": pauses,
    "slowing": slowing,
    "accelerating": accelerating,
    "seasonal": seasonal,
    "unit_stops": unit_stops,
    "halves": halves,
    "silent": silent,
    "rush": rush,
}
