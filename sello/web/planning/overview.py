"""What is missing and when: the cheapest ways up, the forecast, the hours behind both."""

from datetime import date, timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from sello.accounts.permissions import Action
from sello.core import clock
from sello.core.refusal import Refusal
from sello.cycles.queries import cycles
from sello.cycles.queries.cycles import CycleRow
from sello.planning import advice, queries, service
from sello.planning.domain.forecast import BAND, Forecast
from sello.progress.standing import Standing, standing
from sello.web.answers import accepted, spoken
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.planning import bp
from sello.web.planning import scenarios as _scenarios
from sello.web.planning.forms import HoursForm
from sello.web.planning.scenarios import no_cycle

SCREENS = (_scenarios,)
__all__ = ["SCREENS", "bp"]

RUNS = 2_000
"""Simulations for a page: within one point of what ten thousand say, in a fifth of their time."""


@bp.get("/")
@permits(Action.SCENARIO_USE)
def index() -> ResponseReturnValue:
    """Show the ways to every level above today's, the forecast, and the scenarios."""
    cycle = cycles.current(current_actor().visibility)
    if cycle is None:
        return no_cycle()
    today = clock.today(config().zone)
    stands = standing(cycle, current_actor().visibility)
    as_of = evaluation_day(cycle, today)
    levels = advice.next_steps(
        stands,
        as_of=as_of,
        today=today,
        efforts=queries.efforts(cycle.id),
        hours=queries.unit_hours(today),
        open_tasks=queries.load_by_unit(cycle.id),
    )
    found, refused = _forecast(stands, cycle, today)
    return render_template(
        "planning/index.html",
        cycle=cycle,
        as_of=as_of,
        levels=levels,
        refusals={line.level.code: spoken(line.refused) for line in levels if line.refused},
        forecast=found,
        refused=refused,
        band=BAND,
        today=today,
        weeks=lambda count: timedelta(weeks=count),
        scenarios=queries.scenarios(current_actor(), cycle.id),
    )


@bp.get("/esfuerzo")
@permits(Action.CYCLE_MANAGE)
def effort() -> ResponseReturnValue:
    """Show the hours of requirements and units, to be set."""
    cycle = cycles.current(current_actor().visibility)
    return no_cycle() if cycle is None else _effort_page(cycle, None, None)


@bp.post("/esfuerzo/requerimientos")
@permits(Action.CYCLE_MANAGE)
def set_efforts() -> ResponseReturnValue:
    """Save the hours of requirements."""
    cycle = cycles.current(current_actor().visibility)
    if cycle is None:
        return no_cycle()
    form = HoursForm(prefix="requirements")

    def act() -> bool:
        known = [row.requirement_id for row in queries.efforts(cycle.id)]
        service.set_efforts(current_actor(), cycle.id, form.values(known), now=clock.now())
        return True

    if not accepted(form, act):
        return _effort_page(cycle, form, None), 422
    flash(_("Las horas quedaron guardadas."), "success")
    return redirect(url_for("planning.effort"), 303)


@bp.post("/esfuerzo/unidades")
@permits(Action.CYCLE_MANAGE)
def set_unit_hours() -> ResponseReturnValue:
    """Save the weekly hours of units."""
    cycle = cycles.current(current_actor().visibility)
    if cycle is None:
        return no_cycle()
    form = HoursForm(prefix="units")

    def act() -> bool:
        known = [row.unit_id for row in queries.unit_hours(clock.today(config().zone))]
        service.set_unit_hours(current_actor(), form.values(known), now=clock.now())
        return True

    if not accepted(form, act):
        return _effort_page(cycle, None, form), 422
    flash(_("Las horas quedaron guardadas."), "success")
    return redirect(url_for("planning.effort"), 303)


def evaluation_day(cycle: CycleRow, today: date) -> date:
    """The day that plans are judged on: the evaluation's, or today while it has no date or has passed."""
    return max(cycle.evaluation_on or today, today)


def _forecast(stands: Standing, cycle: CycleRow, today: date) -> tuple[Forecast | None, str | None]:
    pace = queries.pace(cycle.id, today=today, zone=config().zone)
    try:
        evaluation = evaluation_day(cycle, today)
        return advice.outlook_and_odds(stands, pace, today=today, evaluation=evaluation, runs=RUNS), None
    except Refusal as refusal:
        return None, spoken(refusal)


def _effort_page(cycle: CycleRow, requirements: HoursForm | None, units: HoursForm | None) -> str:
    efforts = queries.efforts(cycle.id)
    hours = queries.unit_hours(clock.today(config().zone))
    own = [{"key": row.requirement_id, "hours": row.hours} for row in efforts]
    weekly = [{"key": row.unit_id, "hours": row.weekly} for row in hours]
    return render_template(
        "planning/effort.html",
        cycle=cycle,
        efforts=efforts,
        hours=hours,
        requirements=requirements or HoursForm(formdata=None, prefix="requirements", rows=own),
        units=units or HoursForm(formdata=None, prefix="units", rows=weekly),
    )
