"""The forecast of a cycle, from the pace on its record.

What works it out is loaded by the first who asks for one: numbers are a good part of the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from sello.core.moment import Moment
from sello.level.state import Reading
from sello.planning.domain.outcome import Forecast
from sello.planning.queries import kept
from sello.progress.standing import Standing

if TYPE_CHECKING:
    from sello.planning.domain.runs import ForecastProblem

READING = Reading.VALIDATED
"""Plans and forecasts are about what the secretariat would accept, the reading that work can move."""

RUNS = 2_000
"""Simulations for a page: within one point of what ten thousand say, in a fifth of their time."""


def forecast_of(stands: Standing, *, evaluation: date, at: Moment, runs: int = 10_000) -> Forecast:
    """The forecast of a cycle from its own pace. Raises TooLittleHistory and Silence."""
    from sello.planning.domain.forecast_problem import forecast_problem_of

    units = {row.unit_id for row in stands.answers if row.unit_id is not None}
    pace = kept.pace(stands.cycle, sorted(units), at=at)
    codes = {row.requirement_id: row.code for row in stands.answers}
    problem = forecast_problem_of(
        stands.assess(READING, at.today),
        units={row.code: row.unit_id for row in stands.answers},
        acts={codes[key]: count for key, count in pace.by_requirement.items() if key in codes},
        evaluation=evaluation,
    )
    return _played(_Game(repr((sorted(pace.history.items()), problem, runs)), pace.history, problem, runs))


@dataclass(frozen=True)
class _Game:
    """What a forecast is made of; two with the same key are the same."""

    key: str
    history: Mapping[int, tuple[int, ...]] = field(compare=False)
    problem: ForecastProblem = field(compare=False)
    runs: int = field(compare=False)


@lru_cache(maxsize=32)
def _played(game: _Game) -> Forecast:
    """Every page asks for the same forecast until something moves; equal facts give an equal one."""
    from sello.planning.domain.forecast import forecast

    return forecast(game.history, game.problem, runs=game.runs)
