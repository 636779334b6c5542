"""How fast the town works, read off its record: of many guesses, those that explain it survive.

A guess says how many acts the whole town concludes in a week, where that is heading, how it moves and how
uneven weeks are (for all units at once: the week of a committee, a holiday). Each week of the record moves
every guess on and keeps it in proportion to how well it foretold what happened (a bootstrap particle filter),
so recent weeks decide where the town stands and old ones only how it behaves. A guess may also fall idle and
wake up: that is how silence is told from a quiet week.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import lgamma, log

import numpy as np
from numpy.typing import NDArray

from sello.planning.domain.claim import changed

Floats = NDArray[np.float64]
Dice = np.random.Generator

EVENNESS = (0.3, 0.7, 1.5, 4.0, 20.0, 400.0)
"""How even a town's weeks may be: shapes of a Gamma of mean one that multiplies a week's pace."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a town's pace moves in a week: its logarithm wanders, and heads somewhere that turns.

    ``odds`` is how likely such a town is thought before its record is read; ``heading`` the spread of where
    it heads at first. All are standard deviations of the logarithm by week.
    """

    odds: float
    wanders: float
    heading: float = 0.0
    turns: float = 0.0


MANNERS = (
    Manner(odds=0.6, wanders=0.005),
    Manner(odds=0.2, wanders=0.06),
    Manner(odds=0.2, wanders=0.02, heading=0.04, turns=0.006),
)
"""A town that keeps its pace, one that changes it this way and that, one that gets slower or quicker."""

UNSTEADY = (
    Manner(odds=0.3, wanders=0.12),
    Manner(odds=0.3, wanders=0.03, heading=0.06, turns=0.01),
    Manner(odds=0.4, wanders=0.05, heading=0.06, turns=0.025),
)
"""What is thought of a town whose pace has changed on record: it may do so again, and more."""

HOLDS = 0.98
"""What is left of a heading after a week: no trend goes on for ever."""

GUESSES = 4_000
"""How many guesses read the record."""

FALLS_IDLE, WAKES = 0.001, 0.06
"""The chance by week that a town that works falls idle, and that an idle one works again."""

WONDERS = 0.01
"""The share of guesses that change their mind by week on the town's manner, and on its evenness."""

STOPS = 0.0005
"""The chance by week that a unit stops for good."""

STOPPED = 0.004
"""The same, of the weeks since its last act: a record that ends in silence is no chance pick among weeks."""

HALF_LIFE = 26.0
"""Weeks after which an act counts half for the share that its unit has in the town's work."""

LENT = 3.0
"""Acts that every unit is lent, so that one without any may still begin."""


@dataclass
class Guesses:
    """Guesses: logarithm of acts by week, its heading, how both move, evenness (an index), idleness."""

    level: Floats
    heading: Floats
    wanders: Floats
    turns: Floats
    evenness: NDArray[np.int64]
    idle: NDArray[np.bool_]

    @classmethod
    def before(cls, mean: float, manners: Sequence[Manner], dice: Dice) -> "Guesses":
        """What may be thought before the record is read: around its mean, and widely so."""
        picked = dice.choice(len(manners), GUESSES, p=[manner.odds for manner in manners])
        return cls(
            level=log(mean + 0.05) + dice.normal(0, 0.8, GUESSES),
            heading=dice.normal(0, 1, GUESSES) * np.array([manner.heading for manner in manners])[picked],
            wanders=np.array([manner.wanders for manner in manners])[picked],
            turns=np.array([manner.turns for manner in manners])[picked],
            evenness=dice.integers(0, len(EVENNESS), GUESSES),
            idle=np.zeros(GUESSES, dtype=bool),
        )

    def move(self, dice: Dice) -> None:
        """Let a week pass."""
        count = len(self.level)
        self.heading = HOLDS * self.heading + dice.normal(0, 1, count) * self.turns
        self.level = self.level + self.heading + dice.normal(0, 1, count) * self.wanders
        turn = dice.random(count)
        self.idle = np.where(self.idle, turn >= WAKES, turn < FALLS_IDLE)

    def wonder(self, manners: Sequence[Manner], dice: Dice) -> None:
        """Let a few change their mind on what a record seldom settles: manner and evenness."""
        fresh = Guesses.before(1, manners, dice)
        other = dice.random(GUESSES) < WONDERS
        for name in ("heading", "wanders", "turns"):
            setattr(self, name, np.where(other, getattr(fresh, name), getattr(self, name)))
        self.evenness = np.where(dice.random(GUESSES) < WONDERS, fresh.evenness, self.evenness)

    @classmethod
    def after(cls, totals: Floats, dice: Dice) -> "Guesses":
        """What may be thought once a record was read."""
        manners = UNSTEADY if changed(totals) else MANNERS
        guesses = cls.before(float(totals.mean()), manners, dice)
        for total in totals:
            guesses.move(dice)
            guesses.wonder(manners, dice)
            guesses = guesses.seen(int(total), dice)
        return guesses

    def seen(self, total: int, dice: Dice) -> "Guesses":
        """The guesses in proportion to how well they foretold a week's acts."""
        shapes = np.array(EVENNESS)[self.evenness]
        known = np.array([lgamma(total + shape) - lgamma(shape) for shape in EVENNESS])[self.evenness]
        mean = np.exp(self.level)
        weight = known + shapes * np.log(shapes / (shapes + mean)) + total * np.log(mean / (shapes + mean))
        asleep = 0.0 if total == 0 else -np.inf
        weight = np.where(self.idle, asleep, weight - lgamma(total + 1))
        marks = np.cumsum(np.exp(weight - weight.max()))
        drawn = np.searchsorted(marks / marks[-1], (np.arange(GUESSES) + dice.random()) / GUESSES)
        return self.picked(np.minimum(drawn, GUESSES - 1))

    def picked(self, which: NDArray[np.int64]) -> "Guesses":
        """Some of them, each as often as it is named."""
        return Guesses(**{name: values[which] for name, values in vars(self).items()})

    def paces(self, weeks: int, ceiling: float, dice: Dice) -> Floats:
        """Acts to be expected of the whole town, by run and coming week; the mean below ``ceiling``."""
        runs = len(self.level)
        paces = np.empty((runs, weeks))
        shapes = np.array(EVENNESS)[self.evenness]
        for week in range(weeks):
            self.move(dice)
            self.level = np.minimum(self.level, log(ceiling))
            paces[:, week] = np.exp(self.level) * ~self.idle
        return paces * dice.gamma(shapes[:, None], 1 / shapes[:, None], paces.shape)


@dataclass(frozen=True)
class Pace:
    """What the record says: the guesses that it left, and what part each unit has in the town's work.

    ``totals`` are the town's acts by week, ``parts`` the acts that speak for each unit (recent ones more),
    ``stopped`` the probability that it has stopped, ``ceiling`` the most acts by week thought possible.
    """

    totals: tuple[int, ...]
    guesses: Guesses
    units: tuple[int, ...]
    parts: Floats
    stopped: Floats
    ceiling: float

    @classmethod
    def of(cls, history: Mapping[int, Sequence[int]], weeks: int, seed: int) -> "Pace":
        """Read a record."""
        counts = np.zeros((len(history), weeks))
        for row, unit in enumerate(history.values()):
            counts[row, weeks - len(unit) :] = unit
        totals = counts.sum(axis=0)
        clump = clumping(counts, totals)
        recent = 0.5 ** (np.arange(weeks)[::-1] / HALF_LIFE)
        return cls(
            totals=tuple(int(total) for total in totals),
            guesses=Guesses.after(totals, np.random.default_rng((seed, 0))),
            units=tuple(history),
            parts=LENT + (counts * recent).sum(axis=1) / clump,
            stopped=np.array([stopped(row, totals, clump) for row in counts]),
            ceiling=4 * max(float(totals.mean()), 0.25) + float(np.max(totals)),
        )

    @property
    def gone(self) -> int:
        """How many units have more probably stopped than not."""
        return int((self.stopped > 0.5).sum())

    def of_units(self, town: Floats, dice: Dice) -> dict[int, Floats]:
        """Every unit's part of the pace, by run and week; one that has stopped leaves its part to others."""
        runs, weeks = town.shape
        shares = dice.gamma(self.parts, 1.0, (runs, len(self.units)))
        gone = dice.random(shares.shape) < self.stopped
        gone[gone.all(axis=1)] = False
        shares[gone] = 0
        shares /= shares.sum(axis=1, keepdims=True)
        works = np.arange(weeks) < dice.geometric(STOPS, shares.shape)[:, :, None]
        return {unit: town * shares[:, row, None] * works[:, row] for row, unit in enumerate(self.units)}


def clumping(counts: Floats, totals: Floats) -> float:
    """How many acts come together in a unit, beyond what the town's week explains (Pearson; 1: none)."""
    active = totals > 0
    shares = counts.sum(axis=1) / max(totals.sum(), 1)
    expected = shares[:, None] * totals[None, active]
    told = expected > 0
    free = (int((shares > 0).sum()) - 1) * (int(active.sum()) - 1)
    if free < 1:
        return 1.0
    seen = ((counts[:, active] - expected)[told] ** 2 / expected[told]).sum()
    return max(1.0, float(seen) / free)


def stopped(own: Floats, totals: Floats, clump: float) -> float:
    """The probability that a unit has stopped, from how much the others did since its last act."""
    acts = np.flatnonzero(own)
    if not acts.size:
        return 0.0
    last = int(acts[-1])
    since = float(totals[last + 1 :].sum())
    share = float(own[: last + 1].sum()) / float(totals[: last + 1].sum())
    chance = (1 - share) ** (since / clump) if share < 1 else 1.0
    prior = 1 - (1 - STOPPED) ** (len(own) - last - 1)
    return prior / (prior + (1 - prior) * chance)
