"""What is missing and when, for the current state of a cycle: the ways up, the forecast, the scenarios."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.cycles.queries.cycles import CycleRow
from sello.level.state import Reading
from sello.planning.domain.forecast import Forecast, forecast
from sello.planning.domain.forecast_problem import forecast_problem_of
from sello.planning.domain.next_steps import LevelAdvice, UnitTime, Work, next_steps
from sello.planning.domain.runs import ForecastProblem
from sello.planning.domain.suppose import judged_on
from sello.planning.queries import kept
from sello.planning.queries.kept import ScenarioRow
from sello.progress.standing import Standing, standing

READING = Reading.VALIDATED
"""Plans and forecasts are about what the secretariat would accept, the reading that work can move."""

RUNS = 2_000
"""Simulations for a page: within one point of what ten thousand say, in a fifth of their time."""


@dataclass(frozen=True)
class Overview:
    """What the page of planning shows; `refused` says why there is no forecast."""

    cycle: CycleRow
    as_of: date
    levels: tuple[LevelAdvice, ...]
    forecast: Forecast | None
    refused: Refusal | None
    scenarios: tuple[ScenarioRow, ...]


def overview(actor: Actor, cycle: CycleRow, *, at: Moment, runs: int) -> Overview:
    """Read what is missing to every level of a cycle, and when each is likely."""
    stands = standing(cycle, actor.visibility, at=at)
    as_of = judged_on(cycle.evaluation_on, at.today)
    levels = tuple(
        replace(line, ways=tuple(way.seen_with(actor.visibility.sees_unit) for way in line.ways))
        for line in ways_up(stands, as_of=as_of, today=at.today)
    )
    found: Forecast | None = None
    refused: Refusal | None = None
    try:
        found = forecast_of(stands, evaluation=as_of, at=at, runs=runs)
    except Refusal as refusal:
        refused = refusal
    return Overview(
        cycle=cycle,
        as_of=as_of,
        levels=levels,
        forecast=found,
        refused=refused,
        scenarios=kept.scenarios(actor, cycle.id),
    )


def ways_up(stands: Standing, *, as_of: date, today: date) -> tuple[LevelAdvice, ...]:
    """The cheapest ways to every level, for a cycle judged on a day (three statements)."""
    cycle_id = stands.cycle.id
    hours = {row.code: row.hours for row in kept.efforts(cycle_id)}
    open_tasks = kept.load_by_unit(cycle_id)
    works = [
        Work(row.requirement_id, row.code, row.title, row.unit_id, row.unit_name, hours[row.code])
        for row in stands.answers
    ]
    units = [
        UnitTime(row.unit_id, row.name, row.weekly, open_tasks.get(row.unit_id, 0))
        for row in kept.unit_hours(today)
    ]
    return next_steps(stands.assess(READING, as_of), works, units, today=today)


def forecast_of(stands: Standing, *, evaluation: date, at: Moment, runs: int = 10_000) -> Forecast:
    """The forecast of a cycle from its own pace. Raises TooLittleHistory and Silence."""
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
    return forecast(game.history, game.problem, runs=game.runs)
