"""Objectives of the plan: written by hand, changed, taken out."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.improvement.domain.plan import Objective
from sello.improvement.queries import rows
from sello.improvement.service import objectives
from sello.web import once, undoing
from sello.web.answers import accepted
from sello.web.fields import version_of
from sello.web.guard import current_actor, permits
from sello.web.improvement import bp
from sello.web.improvement.forms import ObjectiveForm, objective_form
from sello.web.moment import moment
from sello.web.stale_form import Row, caught_up

COMPARED = ("title", "gap", "requirement_ids")


@bp.get("/objetivos/nuevo")
@permits(Action.PLAN_MANAGE)
def new_objective() -> ResponseReturnValue:
    """Show the form of a new objective."""
    form = ObjectiveForm(formdata=None)
    form.offer()
    return _page(form)


@bp.post("/objetivos/nuevo")
@permits(Action.PLAN_MANAGE)
def create_objective() -> ResponseReturnValue:
    """Add an objective."""
    form = ObjectiveForm()
    form.offer()
    made = accepted(form, lambda: objectives.add(current_actor(), form.draft(), at=moment()))
    if made is None:
        return _page(form), 422
    flash(gettext("El objetivo quedó en el plan. Agregue su primera acción."), "success")
    return redirect(url_for("improvement.new_action", objetivo=made), 303)


@bp.get("/objetivos/<int:plan_objective_id>/editar")
@permits(Action.PLAN_MANAGE)
def edit_objective(plan_objective_id: int) -> ResponseReturnValue:
    """Show the form of an objective as it is saved."""
    row, version = rows.objective(plan_objective_id)
    return _page(objective_form(row, version), row)


@bp.post("/objetivos/<int:plan_objective_id>/editar")
@permits(Action.PLAN_MANAGE)
@once.sets
def save_objective(plan_objective_id: int) -> ResponseReturnValue:
    """Save an objective; over another person's change, show both versions."""
    row, saved = rows.objective(plan_objective_id)
    form = ObjectiveForm()
    form.offer()
    actor, version = current_actor(), version_of(form.version)
    changed = accepted(
        form, lambda: objectives.edit(actor, plan_objective_id, form.draft(), version=version, at=moment())
    )
    if changed is None:
        compared = caught_up(form, objective_form(row, saved), COMPARED)
        return _page(form, row, compared), 409 if compared else 422
    flash(
        gettext("Los cambios quedaron guardados.") if changed else gettext("No había nada que cambiar."),
        "success",
    )
    return redirect(url_for("improvement.index"), 303)


@bp.post("/objetivos/<int:plan_objective_id>/quitar")
@permits(Action.PLAN_MANAGE)
@once.takes_back
def drop_objective(plan_objective_id: int) -> ResponseReturnValue:
    """Take an objective out of the plan, with its actions."""
    undoing.offer(objectives.drop(current_actor(), plan_objective_id, at=moment()).id)
    flash(gettext("El objetivo salió del plan. Las versiones aprobadas lo conservan."), "success")
    return redirect(url_for("improvement.index"), 303)


def _page(form: ObjectiveForm, row: Objective | None = None, compared: tuple[Row, ...] = ()) -> str:
    return render_template("improvement/objective.html", form=form, row=row, compared=compared)
