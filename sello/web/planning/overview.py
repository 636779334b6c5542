"""What is missing and when: the cheapest ways up, the forecast, the hours behind both."""

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.cycles.queries import cycles
from sello.cycles.queries.cycles import CycleRow
from sello.planning import service
from sello.planning.domain.forecast import BAND
from sello.planning.queries import kept
from sello.planning.queries.overview import overview
from sello.web.answers import accepted, spoken
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.planning import bp
from sello.web.planning.forms import HoursForm
from sello.web.planning.scenarios import no_cycle

RUNS = 2_000
"""Simulations for a page: within one point of what ten thousand say, in a fifth of their time."""


@bp.get("/")
@permits(Action.SCENARIO_USE)
def index() -> ResponseReturnValue:
    """Show the ways to every level above today's, the forecast, and the scenarios."""
    cycle = cycles.current(current_actor().visibility)
    if cycle is None:
        return no_cycle()
    found = overview(current_actor(), cycle, at=moment(), runs=RUNS)
    return render_template(
        "planning/index.html",
        **vars(found) | {"refused": found.refused and spoken(found.refused)},
        refusals={line.level.code: spoken(line.refused) for line in found.levels if line.refused},
        band=BAND,
        today=moment().today,
        weeks=lambda count: timedelta(weeks=count),
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
        service.set_efforts(current_actor(), cycle.id, form.values(), now=moment().now)
        return True

    if not accepted(form, act):
        return _effort_page(cycle, form, None), 422
    flash(gettext("Las horas quedaron guardadas."), "success")
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
        service.set_unit_hours(current_actor(), form.values(), at=moment())
        return True

    if not accepted(form, act):
        return _effort_page(cycle, None, form), 422
    flash(gettext("Las horas quedaron guardadas."), "success")
    return redirect(url_for("planning.effort"), 303)


def _effort_page(cycle: CycleRow, requirements: HoursForm | None, units: HoursForm | None) -> str:
    efforts = kept.efforts(cycle.id)
    hours = kept.unit_hours(moment().today)
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
