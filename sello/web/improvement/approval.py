"""The committee approves the plan."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.counting import ngettext
from sello.improvement.queries.options import minutes
from sello.improvement.queries.plan import PlanRow, draft
from sello.improvement.service import approving
from sello.reports.improvement.document import budget_words
from sello.web.answers import accepted
from sello.web.fields import version_of
from sello.web.guard import current_actor, permits
from sello.web.improvement import bp
from sello.web.improvement.forms import ApprovalForm
from sello.web.improvement.shown import plan_here
from sello.web.moment import moment


@bp.get("/aprobar")
@permits(Action.PLAN_MANAGE)
def approval() -> ResponseReturnValue:
    """Show what would be approved, and ask for the act."""
    plan = plan_here()
    form = ApprovalForm(formdata=None, act_on=moment().today, asks=True, version=str(plan.version))
    return _page(form, plan)


@bp.post("/aprobar")
@permits(Action.PLAN_MANAGE)
def approve() -> ResponseReturnValue:
    """Keep the plan as the version that the committee approved."""
    plan, form = plan_here(), ApprovalForm()
    form.offer(minutes(current_actor()))
    done = accepted(form, lambda: _approve(plan.id, form))
    if done is None:
        is_stale = version_of(form.version) != plan.version
        form.version.raw_data, form.version.data = None, str(plan.version)
        return _page(form, plan), 409 if is_stale else 422
    told = gettext("La versión %(number)s quedó aprobada y guardada: ya no cambia.", number=done.number)
    asked = ngettext(
        "Se pidió %(num)s acción en una tarea.",
        "Se pidieron %(num)s acciones, cada una en una tarea.",
        done.asked,
        none=gettext("No se pidió ninguna acción."),
    )
    flash(f"{told} {asked}", "success")
    return redirect(url_for("improvement.version", number=done.number), 303)


def _approve(plan_id: int, form: ApprovalForm) -> approving.Approved:
    return approving.approve(
        current_actor(),
        plan_id,
        form.approval(),
        version=version_of(form.version),
        at=moment(),
        translate=gettext,
    )


def _page(form: ApprovalForm, row: PlanRow) -> str:
    pieces, plan = minutes(current_actor()), draft(row.id)
    form.offer(pieces)
    return render_template(
        "improvement/approval.html", form=form, plan=plan, pieces=pieces, budget=budget_words(plan, gettext)
    )
