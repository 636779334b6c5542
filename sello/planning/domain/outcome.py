"""What a forecast says: its band, the odds of each level, and why there may be none.

Apart from what works it out, so that a page that only tells of it loads no numbers.
"""

from dataclasses import dataclass
from fractions import Fraction

from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.planning.domain.claim import Claim

BAND = Fraction(4, 5)
"""The share of cases in which the truth falls inside the stated band."""

LIKELY = 0.5


class TooLittleHistory(Refusal):
    """The record is too short to say anything about the future."""

    message = N_(
        "Aún no hay historia suficiente para pronosticar. Cierres registrados: %(closings)s, de al menos "
        "%(least_closings)s. Semanas: %(weeks)s, de al menos %(least_weeks)s."
    )


class Silence(Refusal):
    """The town stopped for longer than it ever did: nothing on record says whether and when it goes on."""

    message = N_(
        "Semanas seguidas sin movimientos en este ciclo: %(weeks)s. Así no se puede prever. "
        "El pronóstico vuelve cuando se cierren tareas o se acepten evidencias."
    )


@dataclass(frozen=True)
class LevelOdds:
    """One level: its probability on the day of the evaluation, and when it is likely.

    ``held`` says whether it stands today, ``lost_on`` the first week in which it then more probably does not,
    ``likely_from`` the week from which it stays likely until the horizon (0: from today on).
    """

    code: str
    probability: float
    by_week: tuple[float, ...]
    likely_from: int | None
    held: bool
    lost_on: int | None


@dataclass(frozen=True)
class Forecast:
    """The outcome of the runs, and the history that it rests on.

    ``low``, ``middle`` and ``high`` are shares from 0 to 1 on the week of the evaluation; whether the truth
    lies between low and high in BAND of the cases is what ``claim`` says. ``stopped`` is how many units that
    worked have probably stopped.
    """

    weeks: int
    closings: int
    runs: int
    low: float
    middle: float
    high: float
    levels: tuple[LevelOdds, ...]
    claim: Claim
    stopped: int
