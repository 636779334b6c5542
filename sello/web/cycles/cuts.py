"""Cuts: made with a name, shown as they were, compared two by two (or with today)."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.accounts.queries.units import unit_names
from sello.core import clock
from sello.core.lights import Light
from sello.cycles.domain.cut import Movement
from sello.cycles.domain.cut import compare as compare_states
from sello.cycles.domain.state import Reading
from sello.cycles.domain.verdict import Reason
from sello.cycles.queries import cuts as queries
from sello.cycles.queries import cycles
from sello.cycles.queries.cuts import CutRow
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.service.cuts import make_cut as keep_cut
from sello.evidence.standing import standing
from sello.web.base import accepted, current_actor, permits
from sello.web.cycles.blueprint import bp, today
from sello.web.cycles.forms import CutForm
from sello.web.cycles.level import READINGS

REASONS = {reason.value: reason.label for reason in Reason}
TONES = {
    Movement.UP: Light.GREEN,
    Movement.ADDED: Light.GREEN,
    Movement.DOWN: Light.RED,
    Movement.REMOVED: Light.RED,
    Movement.CHANGED: Light.GREY,
}
NOW = 0
"""In the address of a comparison, stands for the state of today instead of a cut."""


@bp.get("/ciclos/<int:cycle_id>/cortes")
@permits(Action.CYCLE_VIEW)
def cuts(cycle_id: int) -> ResponseReturnValue:
    """List the cuts of a cycle, with the form that makes one."""
    cycle = cycles.find(cycle_id, current_actor().visibility)
    return render_template("cycles/cuts.html", **_list(cycle, CutForm(as_of=today())))


@bp.post("/ciclos/<int:cycle_id>/cortes")
@permits(Action.CUT_MAKE)
def make_cut(cycle_id: int) -> ResponseReturnValue:
    """Freeze the state of a cycle under a name."""
    actor = current_actor()
    cycle = cycles.find(cycle_id, actor.visibility)
    form = CutForm()
    cut_id = accepted(
        form,
        lambda: keep_cut(
            actor,
            cycle.id,
            form.name.data or "",
            standing(cycle).snapshot(form.as_of.data or today()),
            is_baseline=form.is_baseline.data,
            today=today(),
            now=clock.now(),
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
    found = queries.find_cut(cycle.id, cut_id)
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
        readings=Reading,
        names=unit_names(),
        reason_label=REASONS.__getitem__,
    )


@bp.get("/ciclos/<int:cycle_id>/comparar")
@permits(Action.CYCLE_VIEW)
def compare(cycle_id: int) -> ResponseReturnValue:
    """Put two cuts of a cycle (or one and today) side by side."""
    actor = current_actor()
    cycle = cycles.find(cycle_id, actor.visibility)
    rows = queries.cuts(cycle.id)
    if not rows:
        return redirect(url_for("cycles.cuts", cycle_id=cycle.id), 303)
    before, after = _sides(rows)
    reading = READINGS.get(request.args.get("lectura", ""), Reading.VALIDATED)
    found = compare_states(_state(before, cycle), _state(after, cycle), reading)
    return render_template(
        "cycles/compare.html",
        cycle=cycle,
        rows=rows,
        before=before,
        after=after,
        reading=reading,
        found=found,
        moves=[move for move in found.moves if actor.visibility.sees_unit(move.unit_id)],
        names=unit_names(),
        readings=Reading,
        known=cycle.known,
        tone=TONES.__getitem__,
    )


def _list(cycle: CycleRow, form: CutForm) -> dict[str, Any]:
    return {"cycle": cycle, "rows": queries.cuts(cycle.id), "form": form, "readings": Reading}


def _sides(rows: tuple[CutRow, ...]) -> tuple[CutRow, CutRow | None]:
    """The cuts that the address names: by default the oldest one beside today."""
    by_id = {row.id: row for row in rows}
    before = by_id.get(request.args.get("antes", NOW, type=int), rows[-1])
    return before, by_id.get(request.args.get("despues", NOW, type=int))


def _state(cut: CutRow | None, cycle: CycleRow) -> dict[str, Any]:
    return standing(cycle).snapshot(today()) if cut is None else cut.snapshot
