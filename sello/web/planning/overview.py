"""What is missing and when: the cheapest ways up, the forecast, the hours behind both."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.cycles.queries import cycles
from sello.cycles.queries.cycles import CycleRow
from sello.planning import service
from sello.planning.queries import kept
from sello.planning.queries.forecasts import RUNS
from sello.planning.queries.overview import overview
from sello.web import once
from sello.web.answers import accepted, spoken
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.paging import asked_page, paged, pages_open
from sello.web.path import path_view
from sello.web.planning import bp
from sello.web.planning.forms import HoursForm, NameForm
from sello.web.planning.scenarios import no_cycle
from sello.web.planning.trust import said_of
from sello.web.revisits import revisited
from sello.web.stale_form import Row

LISTS = ("requerimientos", "unidades")
"""What the addresses of the hours call the pages of their two lists."""


@bp.get("/")
@permits(Action.SCENARIO_USE)
@revisited
def index() -> ResponseReturnValue:
    """Show the ways to every level above today's, the forecast, and the scenarios."""
    cycle = cycles.current(current_actor().visibility)
    return no_cycle() if cycle is None else _ways_page(cycle, NameForm(formdata=None))


@bp.post("/escenarios")
@permits(Action.SCENARIO_USE)
def create_scenario() -> ResponseReturnValue:
    """Begin a scenario."""
    cycle = cycles.current(current_actor().visibility)
    if cycle is None:
        return no_cycle()
    form = NameForm()
    made = accepted(
        form,
        lambda: service.create_scenario(current_actor(), cycle.id, form.name.data or "", now=moment().now),
    )
    if made is None:
        return _ways_page(cycle, form), 422
    return redirect(url_for("planning.scenario", scenario_id=made), 303)


def _ways_page(cycle: CycleRow, form: NameForm) -> str:
    number = asked_page("escenarios")
    found = overview(current_actor(), cycle, scenarios=number, at=moment(), runs=RUNS)
    return render_template(
        "planning/index.html",
        form=form,
        **vars(found)
        | {
            "refused": found.refused and spoken(found.refused),
            "way": path_view(found.way, cycle),
            "today": moment().today,
            "now": found.today,
        },
        unasked=lambda steps: [step for step in steps if step.requirement_id not in found.tasks],
        refusals={line.level.code: spoken(line.refused) for line in found.levels if line.refused},
        claim=found.forecast and said_of(found.forecast.claim),
        weeks=lambda count: timedelta(weeks=count),
    )


@bp.get("/esfuerzo")
@permits(Action.CYCLE_MANAGE)
def effort() -> ResponseReturnValue:
    """Show the hours of requirements and units, to be set."""
    cycle = cycles.current(current_actor().visibility)
    return no_cycle() if cycle is None else _effort_page(cycle)[0]


@bp.post("/esfuerzo/requerimientos")
@permits(Action.CYCLE_MANAGE)
@once.sets
def set_efforts() -> ResponseReturnValue:
    """Save the hours of requirements."""
    cycle = cycles.current(current_actor().visibility)
    if cycle is None:
        return no_cycle()
    form = HoursForm(prefix="requirements")

    def act() -> bool:
        service.set_efforts(current_actor(), cycle.id, form.values(), seen=form.seen(), now=moment().now)
        return True

    if not accepted(form, act):
        return _effort_page(cycle, requirements=form)
    flash(gettext("Las horas quedaron guardadas."), "success")
    return redirect(url_for("planning.effort", **pages_open(*LISTS)), 303)


@bp.post("/esfuerzo/unidades")
@permits(Action.CYCLE_MANAGE)
@once.sets
def set_unit_hours() -> ResponseReturnValue:
    """Save the weekly hours of units."""
    cycle = cycles.current(current_actor().visibility)
    if cycle is None:
        return no_cycle()
    form = HoursForm(prefix="units")

    def act() -> bool:
        service.set_unit_hours(current_actor(), form.values(), seen=form.seen(), at=moment())
        return True

    if not accepted(form, act):
        return _effort_page(cycle, units=form)
    flash(gettext("Las horas quedaron guardadas."), "success")
    return redirect(url_for("planning.effort", **pages_open(*LISTS)), 303)


def _effort_page(
    cycle: CycleRow, requirements: HoursForm | None = None, units: HoursForm | None = None
) -> tuple[str, int]:
    """The hours as they are saved, or as a refused form has them beside what somebody set meanwhile."""
    efforts = kept.efforts(cycle.id)
    hours = kept.unit_hours(moment().today)
    compared: tuple[Row, ...] = ()
    if requirements:
        compared = requirements.caught_up(
            _efforts_form(efforts), {row.requirement_id: row.code for row in efforts}
        )
    if units:
        compared = units.caught_up(_weekly_form(hours), {row.unit_id: row.name for row in hours})
    efforts_page, hours_page = paged(efforts, LISTS[0]), paged(hours, LISTS[1])
    page = render_template(
        "planning/effort.html",
        cycle=cycle,
        efforts=efforts,
        hours=hours,
        efforts_page=efforts_page,
        hours_page=hours_page,
        requirements=requirements or _efforts_form(efforts_page.rows),
        units=units or _weekly_form(hours_page.rows),
        compared=compared,
        open=pages_open(*LISTS),
    )
    return page, 409 if compared else 422


def _efforts_form(rows: Iterable[kept.EffortRow]) -> HoursForm:
    return _hours_form("requirements", {row.requirement_id: row.hours for row in rows})


def _weekly_form(rows: Iterable[kept.UnitHoursRow]) -> HoursForm:
    return _hours_form("units", {row.unit_id: row.weekly for row in rows})


def _hours_form(prefix: str, saved: Mapping[int, int | None]) -> HoursForm:
    rows = [{"key": key, "was": "" if held is None else held, "hours": held} for key, held in saved.items()]
    return HoursForm(formdata=None, prefix=prefix, rows=rows)
