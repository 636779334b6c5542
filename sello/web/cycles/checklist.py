"""The checklist, and the assigning of its requirements."""

from dataclasses import replace
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from sello.accounts.permissions import Action, allows
from sello.cycles.service.answers import assign as assign_units
from sello.level.status import Status, Turn
from sello.progress import checklist as queries
from sello.progress.checklist import Filters
from sello.web.addresses import came_from
from sello.web.asking import asked_id, read_id, read_ids
from sello.web.cycles import bp
from sello.web.cycles.asked import NoCycleYet, asked_cycle
from sello.web.guard import current_actor, permits
from sello.web.moment import moment

STATUSES = {status.value: status for status in Status}
TURNS = {turn.value: turn for turn in Turn}


@bp.get("/requerimientos")
@permits(Action.CHECKLIST_VIEW)
def checklist() -> ResponseReturnValue:
    """Show every requirement that the reader may see, filtered as the address says."""
    actor = current_actor()
    cycle = asked_cycle()
    if cycle is None:
        return render_template("cycles/no_cycle.html", text=NoCycleYet.message)
    day, filters = moment().today, read_filters()
    assigns = allows(actor, Action.CHECKLIST_ASSIGN)
    return render_template(
        "cycles/checklist.html",
        page=queries.checklist(cycle, actor.visibility, filters, at=moment()),
        filters=filters,
        statuses=Status,
        turns=Turn,
        levels=cycle.known.edition.levels,
        units=queries.assignable_units(day) if assigns else (),
        assigns=assigns,
        query=query,
    )


@bp.post("/requerimientos/asignar")
@permits(Action.CHECKLIST_ASSIGN)
def assign() -> ResponseReturnValue:
    """Give the marked requirements to a unit."""
    count = assign_units(
        current_actor(),
        read_id(request.form.get("cycle_id")) or 0,
        read_ids(request.form.getlist("requirements")),
        read_id(request.form.get("unit_id")),
        now=moment().now,
    )
    flash(
        ngettext(
            "%(num)d requerimiento cambió de unidad.", "%(num)d requerimientos cambiaron de unidad.", count
        ),
        "success",
    )
    return redirect(came_from(), 303)


def read_filters() -> Filters:
    """The filters that the address bears; what makes no sense is left out."""
    args = request.args
    return Filters(
        dimension=args.get("dimension") or None,
        unit_id=read_id(args.get("unidad")),
        status=STATUSES.get(args.get("estado", "")),
        turn=TURNS.get(args.get("turno", "")),
        overdue=args.get("atrasados") == "1",
        mandatory=args.get("obligatorio") or None,
        text=args.get("q", "").strip()[:100],
    )


def query(filters: Filters, **changes: object) -> str:
    """The address's query for filters with some changed; nothing chosen is left out."""
    asked = replace(filters, **changes)  # type: ignore[arg-type] # names of its own fields
    pairs = {
        "dimension": asked.dimension,
        "unidad": asked.unit_id,
        "estado": asked.status.value if asked.status else None,
        "turno": asked.turn.value if asked.turn else None,
        "atrasados": "1" if asked.overdue else None,
        "obligatorio": asked.mandatory,
        "q": asked.text,
        "ciclo": asked_id("ciclo"),
    }
    return "?" + urlencode({name: value for name, value in pairs.items() if value not in (None, "")})
