"""Cuts: made with a name, and shown as they were."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.accounts.queries.units import unit_names
from sello.core.labels import N_
from sello.cycles.queries import cuts as queries
from sello.cycles.queries import cycles
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.queries.editions import edition_told
from sello.level.state import Reading
from sello.level.verdict import Reason
from sello.progress import service
from sello.web.answers import accepted
from sello.web.cycles import bp
from sello.web.cycles.forms import CutForm
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.paging import SIZE, asked_page
from sello.web.revisits import revisited

REASONS = {reason.value: reason.label for reason in Reason} | {Reason.NOT_DECIDED.value: N_("sin decisión")}
"""In a column that bears the name of the reading, whose decision it is was said already."""


@bp.get("/ciclos/<int:cycle_id>/cortes")
@permits(Action.CYCLE_VIEW)
@revisited
def cuts(cycle_id: int) -> ResponseReturnValue:
    """List the cuts of a cycle, with the form that makes one."""
    cycle = cycles.find(cycle_id, current_actor().visibility)
    return render_template("cycles/cuts.html", **_list(cycle, CutForm(as_of=moment().today)))


@bp.post("/ciclos/<int:cycle_id>/cortes")
@permits(Action.CUT_MAKE)
def make_cut(cycle_id: int) -> ResponseReturnValue:
    """Freeze the state of a cycle under a name."""
    actor = current_actor()
    cycle = cycles.find(cycle_id, actor.visibility)
    form = CutForm()
    cut_id = accepted(
        form,
        lambda: service.make_cut(
            actor,
            cycle.id,
            form.name.data or "",
            as_of=form.as_of.data or moment().today,
            is_baseline=form.is_baseline.data,
            at=moment(),
        ),
    )
    if cut_id is None:
        return render_template("cycles/cuts.html", **_list(cycle, form)), 422
    flash(gettext("El corte quedó guardado y ya no cambia."), "success")
    return redirect(url_for("cycles.cut", cycle_id=cycle.id, cut_id=cut_id), 303)


@bp.get("/ciclos/<int:cycle_id>/cortes/<int:cut_id>")
@permits(Action.CYCLE_VIEW)
def cut(cycle_id: int, cut_id: int) -> ResponseReturnValue:
    """Show a cut as it was frozen."""
    actor = current_actor()
    cycle = cycles.find(cycle_id, actor.visibility)
    found = queries.find_cut(cycle.id, cut_id, actor.visibility)
    seen = {
        code: frozen
        for code, frozen in found.snapshot["requirements"].items()
        if actor.visibility.sees_unit(frozen["unit"])
    }
    return render_template(
        "cycles/cut.html",
        cycle=cycle,
        cut=found,
        seen=seen,
        known=edition_told(found.snapshot["edition"], cycle.known),
        readings=Reading,
        names=unit_names(),
        reason_label=REASONS.__getitem__,
    )


def _list(cycle: CycleRow, form: CutForm) -> dict[str, Any]:
    page = queries.cuts(cycle.id, number=asked_page(), size=SIZE)
    return {
        "cycle": cycle,
        "page": page,
        "first_cut": queries.earliest(cycle.id, page),
        "form": form,
        "readings": Reading,
    }
