"""What may be said of the forecast's band: how often its lower end is reached while the pace goes on.

No rule of the past sees a brake of last week, so the claim has a condition that anybody can check later:
GOES_ON of the mean pace. Of towns that fall below it nothing is claimed.

Its upper end is never claimed: towns rush before their evaluation, and no record shows a rush beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SILENT_WEEKS = 6
"""A pause shorter than this is no silence."""

LONGER = 1.5
"""How much longer than any pause before it a silence is."""

PARTS = 3
"""A record is compared part by part."""

APART = 1.8
"""How many standard errors lie between two parts that are not of one pace."""

GOES_ON = 0.9
"""The share of its mean pace that a town has to keep, on average, for the claim to be about it."""

BELOW = 2.0
"""How many standard errors the last weeks lie below those before them when the pace has fallen."""


class Claim(Enum):
    """What is said of the band beside its figures."""

    HOLDS = "holds"
    CHANGED = "changed"
    FAR = "far"


def claim_of(totals: Sequence[int], stopped: int, ahead: int) -> Claim:
    """What may be said: nothing of a pace that changed, nor of what is further off than half the record."""
    if stopped or changed(totals) or fell(totals):
        return Claim.CHANGED
    return Claim.FAR if 2 * ahead > len(totals) else Claim.HOLDS


def silent_weeks(totals: Sequence[int]) -> int:
    """For how many weeks a town that worked has been silent; 0 while its pauses are usually as long."""
    pauses = [0]
    for total in totals:
        pauses[-1] += not total
        if total:
            pauses.append(0)
    *before, last = pauses
    return last if last >= SILENT_WEEKS and last > LONGER * max(before[1:], default=0) else 0


def changed(totals: Sequence[float] | NDArray[np.float64]) -> bool:
    """Whether two parts of the record differ by more than weeks differ within a part."""
    size = len(totals) // PARTS
    if size < 2:
        return False
    parts = [totals[len(totals) - (n + 1) * size : len(totals) - n * size] for n in range(PARTS)]
    means = [sum(part) / size for part in parts]
    spread = sum((week - mean) ** 2 for part, mean in zip(parts, means, strict=True) for week in part)
    variance = max(spread / (PARTS * (size - 1)), sum(means) / PARTS)
    return max(means) - min(means) > APART * sqrt(2 * variance / size)


def fell(totals: Sequence[int]) -> bool:
    """Whether the last weeks, from two of them to half the record, lie clearly below those before them."""
    return any(_below(totals[:-last], totals[-last:]) > BELOW for last in range(2, len(totals) // 2 + 1))


def _below(before: Sequence[int], after: Sequence[int]) -> float:
    """How many standard errors a pace lies below the one before it; weeks differ as by chance, or more."""
    mean, now = sum(before) / len(before), sum(after) / len(after)
    spread = sum((week - mean) ** 2 for week in before) / max(1, len(before) - 1)
    variance = max(spread, mean)
    return (mean - now) / sqrt(variance * (1 / len(before) + 1 / len(after))) if variance else 0.0
