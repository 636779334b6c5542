"""Who answers for each requirement, proposed by what the edition says of who usually does."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.units import UnitSpan
from sello.accounts.permissions import Action
from sello.accounts.queries import units as unit_queries
from sello.core.counting import ngettext
from sello.core.refusal import NotFound
from sello.cycles.domain.owners import probable
from sello.cycles.queries import cycles
from sello.cycles.queries.answers import AnswerRow, answers
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.service.owning import assign_each
from sello.tasks.queries import options
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.paging import PAGE, paged, pages_open
from sello.web.request_values import read_id
from sello.web.start import bp
from sello.web.start.forms import OwnersForm


@dataclass(frozen=True, slots=True)
class Line:
    """A requirement, whom its edition names, who has it, and who is proposed."""

    requirement_id: int
    code: str
    title: str
    usual: str
    unit_id: int | None
    unit_name: str | None
    proposed: int | None


@bp.get("/comenzar/responsables")
@permits(Action.CHECKLIST_ASSIGN)
def owners() -> ResponseReturnValue:
    """Show who answers for each requirement, or who is proposed to."""
    lines = _lines(_cycle())
    form = OwnersForm(
        formdata=None,
        rows=[
            {
                "requirement_id": line.requirement_id,
                "seen": line.unit_id or "",
                "unit_id": line.unit_id or line.proposed,
            }
            for line in paged(lines).rows
        ],
    )
    return _page(form, lines)


@bp.post("/comenzar/responsables")
@permits(Action.CHECKLIST_ASSIGN)
def keep_owners() -> ResponseReturnValue:
    """Give every requirement to the unit that its row says."""
    form, cycle = OwnersForm(), _cycle()
    form.offer(options.units(today=moment().today))
    changed = accepted(form, lambda: _keep(form, cycle))
    if changed is None:
        lines = _lines(cycle)
        stale = _catch_up(form, lines)
        return _page(form, lines), 409 if stale else 422
    flash(
        ngettext(
            "%(num)s requerimiento cambió de unidad.",
            "%(num)s requerimientos cambiaron de unidad.",
            len(changed),
            none=gettext("No había nada que cambiar."),
        ),
        "success",
    )
    return redirect(_next(), 303)


def _next() -> str:
    """On to the steps, or back to the page of a list of several, which are saved one by one."""
    if paged(_lines(_cycle())).last == 1:
        return url_for("start.steps")
    return url_for("start.owners", **pages_open(PAGE))


def _cycle() -> CycleRow:
    cycle = cycles.current()
    if cycle is None:
        raise NotFound
    return cycle


def _keep(form: OwnersForm, cycle: CycleRow) -> tuple[int, ...]:
    wanted: dict[int, int | None] = {}
    seen: dict[int, int | None] = {}
    for row in form.rows:
        requirement_id = read_id(row.form.requirement_id.data)
        if requirement_id is not None:
            wanted[requirement_id] = row.form.unit_id.data
            seen[requirement_id] = read_id(row.form.seen.data)
    return assign_each(current_actor(), cycle.id, wanted, seen=seen, now=moment().now)


def _catch_up(form: OwnersForm, lines: list[Line]) -> bool:
    """Let the rows go on from the units that are kept now, which the page shows; tells if any was another."""
    now = {str(line.requirement_id): str(line.unit_id or "") for line in lines}
    stale = False
    for row in form.rows:
        kept = now.get(str(row.form.requirement_id.data), "")
        stale = stale or str(row.form.seen.data or "") != kept
        row.form.seen.data = kept
    return stale


def _lines(cycle: CycleRow) -> list[Line]:
    units = tuple(unit_queries.tree().in_force(moment().today).values())
    usual = {code: found.text().owner for code, found in cycle.known.requirements.items()}
    return [_line(row, usual.get(row.code, ""), units) for row in answers(cycle.id)]


def _line(row: AnswerRow, usual: str, units: tuple[UnitSpan, ...]) -> Line:
    proposed = probable(usual, units) if row.unit_id is None else None
    return Line(row.requirement_id, row.code, row.title, usual, row.unit_id, row.unit_name, proposed)


def _page(form: OwnersForm, lines: list[Line]) -> str:
    form.offer(options.units(today=moment().today))
    return render_template(
        "start/owners.html",
        form=form,
        lines={str(line.requirement_id): line for line in lines},
        page=paged(lines),
        proposed=sum(line.proposed is not None for line in lines),
        open=sum(line.unit_id is None for line in lines),
    )
