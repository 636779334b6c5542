"""What is missing and when, for the current state of a cycle: the path, the ways up, the scenarios."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.core.paging import Page
from sello.core.refusal import Refusal
from sello.cycles.queries.cycles import CycleRow
from sello.level.status import Status
from sello.planning.domain.next_steps import LevelAdvice, PlanRow, UnitTime, Work, next_steps, plan_of
from sello.planning.domain.outcome import Forecast
from sello.planning.domain.suppose import judged_on
from sello.planning.queries import kept
from sello.planning.queries.forecasts import READING, forecast_of
from sello.planning.queries.kept import ScenarioRow
from sello.planning.queries.path import PathPage, laid, page_of
from sello.progress.standing import Standing, standing_ahead
from sello.tasks.queries.summaries import first_open


@dataclass(frozen=True)
class Overview:
    """What the page of planning shows; `refused` says why there is no forecast.

    `plan` has each requirement of the cheapest ways once, `today` how those stand now by code, and `tasks`
    the open task of each by its id.
    """

    cycle: CycleRow
    as_of: date
    way: PathPage
    levels: tuple[LevelAdvice, ...]
    plan: tuple[PlanRow, ...]
    today: Mapping[str, Status]
    tasks: Mapping[int, int]
    forecast: Forecast | None
    refused: Refusal | None
    scenarios: Page[ScenarioRow]


def overview(actor: Actor, cycle: CycleRow, *, scenarios: int = 1, at: Moment, runs: int) -> Overview:
    """Read what is missing to every level of a cycle, and when each is likely; a page of the scenarios."""
    visibility = actor.visibility
    stands = standing_ahead(cycle, visibility, at=at)
    as_of = judged_on(cycle.evaluation_on, at.today)
    levels = tuple(
        replace(line, ways=tuple(way.seen_with(visibility.sees_unit) for way in line.ways))
        for line in ways_up(stands, as_of=as_of, today=at.today)
    )
    plan = plan_of(levels, [row.requirement_id for row in stands.answers])
    statuses = stands.statuses(at.today)
    found: Forecast | None = None
    refused: Refusal | None = None
    try:
        found = forecast_of(stands, evaluation=as_of, at=at, runs=runs)
    except Refusal as refusal:
        refused = refusal
    return Overview(
        cycle=cycle,
        as_of=as_of,
        way=page_of(laid(stands, found), stands, visibility),
        levels=levels,
        plan=plan,
        today={row.step.code: statuses[row.step.code] for row in plan},
        tasks=first_open(cycle.id, [row.step.requirement_id for row in plan], visibility, today=at.today),
        forecast=found,
        refused=refused,
        scenarios=kept.scenarios(actor, cycle.id, scenarios),
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
