"""Actions of the plan: added, changed, taken out, asked for as tasks."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.refusal import NotFound
from sello.improvement.domain.plan import Action as PlanAction
from sello.improvement.domain.plan import Plan
from sello.improvement.queries import rows
from sello.improvement.queries.plan import draft
from sello.improvement.service import actions
from sello.web import once, undoing
from sello.web.answers import accepted
from sello.web.fields import version_of
from sello.web.guard import current_actor, permits
from sello.web.improvement import bp
from sello.web.improvement.forms import ActionForm, action_form
from sello.web.improvement.shown import plan_here
from sello.web.moment import moment
from sello.web.request_values import asked_id
from sello.web.stale_form import Row, caught_up

COMPARED = (
    "objective_id", "title", "unit_id", "person_id", "starts_on", "ends_on", "budget", "indicator_id",
    "indicator", "verification",
)  # fmt: skip


@bp.get("/acciones/nueva")
@permits(Action.PLAN_MANAGE)
def new_action() -> ResponseReturnValue:
    """Show the form of a new action."""
    form = ActionForm(formdata=None, objective_id=asked_id("objetivo"))
    form.offer(_plan(), current_actor(), moment())
    return _page(form)


@bp.post("/acciones/nueva")
@permits(Action.PLAN_MANAGE)
def create_action() -> ResponseReturnValue:
    """Add an action."""
    actor, at, form = current_actor(), moment(), ActionForm()
    form.offer(_plan(), actor, at)
    made = accepted(form, lambda: actions.add(actor, form.draft(), at=at))
    if made is None:
        return _page(form), 422
    flash(gettext("La acción quedó en el plan."), "success")
    return redirect(url_for("improvement.index", _anchor=f"objetivo-{form.objective_id.data}"), 303)


@bp.get("/acciones/<int:plan_action_id>/editar")
@permits(Action.PLAN_MANAGE)
def edit_action(plan_action_id: int) -> ResponseReturnValue:
    """Show the form of an action as it is saved."""
    row, objective_id, version = rows.action(plan_action_id)
    return _page(_saved(row, objective_id, version), row)


@bp.post("/acciones/<int:plan_action_id>/editar")
@permits(Action.PLAN_MANAGE)
@once.sets
def save_action(plan_action_id: int) -> ResponseReturnValue:
    """Save an action; over another person's change, show both versions."""
    row, objective_id, saved = rows.action(plan_action_id)
    actor, at, form = current_actor(), moment(), ActionForm()
    form.offer(_plan(), actor, at, row)
    version = version_of(form.version)
    changed = accepted(
        form, lambda: actions.edit(actor, plan_action_id, form.draft(), version=version, at=at)
    )
    if changed is None:
        compared = caught_up(form, _saved(row, objective_id, saved), COMPARED)
        return _page(form, row, compared), 409 if compared else 422
    flash(
        gettext("Los cambios quedaron guardados.") if changed else gettext("No había nada que cambiar."),
        "success",
    )
    return redirect(url_for("improvement.index", _anchor=f"objetivo-{form.objective_id.data}"), 303)


@bp.post("/acciones/<int:plan_action_id>/quitar")
@permits(Action.PLAN_MANAGE)
@once.takes_back
def drop_action(plan_action_id: int) -> ResponseReturnValue:
    """Take an action out of the plan."""
    undoing.offer(actions.drop(current_actor(), plan_action_id, at=moment()).id)
    flash(gettext("La acción salió del plan. Las versiones aprobadas la conservan."), "success")
    return redirect(url_for("improvement.index"), 303)


@bp.post("/acciones/<int:plan_action_id>/pedir")
@permits(Action.PLAN_MANAGE)
def ask_action(plan_action_id: int) -> ResponseReturnValue:
    """Ask the unit of an action for it, in a task."""
    task_id = actions.ask(current_actor(), plan_action_id, at=moment(), translate=gettext)
    flash(gettext("La acción quedó pedida en esta tarea."), "success")
    return redirect(url_for("tasks.show", task_id=task_id), 303)


def _plan() -> Plan:
    """The plan to whose objectives an action may lead; raises NotFound while it has none."""
    plan = draft(plan_here().id)
    if not plan.objectives:
        raise NotFound
    return plan


def _saved(row: PlanAction, objective_id: int, version: int) -> ActionForm:
    form = action_form(row, objective_id, version)
    form.offer(_plan(), current_actor(), moment(), row)
    return form


def _page(form: ActionForm, row: PlanAction | None = None, compared: tuple[Row, ...] = ()) -> str:
    return render_template("improvement/action.html", form=form, row=row, compared=compared)
