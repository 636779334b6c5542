"""The checklist, and the assigning of its requirements."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.views import ListKind
from sello.accounts.permissions import Action, allows
from sello.core.counting import ngettext
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.ordering import Order, read_order
from sello.core.refusal import Stale
from sello.core.workbook import Sheet
from sello.cycles.queries import cycles
from sello.cycles.queries.answers import answers
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.service.answers import NothingChosen, NoUnitSaid, UnknownUnit
from sello.level.status import Status, Turn
from sello.progress import checklist as queries
from sello.progress import service_many as batches
from sello.progress.checklist import Filters
from sello.progress.checklist_order import COLUMNS, USUAL, ordered, rows_of
from sello.reports import lists as sheets
from sello.tasks.domain.due import DueKind, Priority
from sello.tasks.queries import options
from sello.web import once, saved_views, undoing, view_rows
from sello.web.addresses import came_from, next_target
from sello.web.cycles import bp
from sello.web.cycles.which_cycle import NoCycleYet, asked_cycle
from sello.web.guard import current_actor, permits
from sello.web.list_files import FORMS, give_list
from sello.web.moment import moment
from sello.web.ordering import NAME, asked_order, written
from sello.web.picking import sent
from sello.web.request_values import asked_id, read_id, read_ids
from sello.web.revisits import revisited
from sello.web.spelling import meant

STATUSES = {status.value: status for status in Status}
NOBODY = "nadie"
"""What the form says to take requirements away from their units."""

LONGEST_ID = 10
"""Digits of an id, and more: what is longer is none of ours."""

TURNS = {turn.value: turn for turn in Turn}


@bp.get("/requerimientos")
@permits(Action.CHECKLIST_VIEW)
@revisited
def checklist() -> ResponseReturnValue:
    """Show every requirement that the reader may see, filtered as the address says."""
    actor = current_actor()
    cycle = asked_cycle()
    if cycle is None:
        return render_template("cycles/no_cycle.html", text=NoCycleYet.message)
    filters, order = read_filters(request.args), asked_order(COLUMNS, USUAL)
    views = saved_views.above(ListKind.REQUIREMENTS, query(filters)[1:])
    if (beginning := saved_views.beginning(views)) is not None:
        return beginning
    assigns = allows(actor, Action.CHECKLIST_ASSIGN)
    units = options.units(today=moment().today)
    found = queries.checklist(cycle, actor.visibility, filters, units=units, at=moment())
    page = ordered(found, order)
    return render_template(
        "cycles/checklist.html",
        page=page,
        meant=meant("q", page.shown, lambda: page.called),
        filters=filters,
        order=order,
        usual=USUAL,
        shorts=options.short_names(units),
        statuses=Status,
        turns=Turn,
        levels=cycle.known.edition.levels,
        units=units if assigns else (),
        assigns=assigns,
        marked=request.args.get("marcar") == "todas",
        marked_ones=frozenset(read_ids(request.args.get("marcar", "").split(","))),
        towards=asked_id("para"),
        views=views,
        query=query,
    )


@bp.get(f"/requerimientos/lista.{FORMS}")
@permits(Action.CHECKLIST_VIEW)
def checklist_file(form: str) -> ResponseReturnValue:
    """The same requirements on somebody's disk."""
    return give_list(sheet(request.args, current_actor(), moment()), "requerimientos", form)


@view_rows.reads(ListKind.REQUIREMENTS)
def sheet(address: Mapping[str, str], actor: Actor, at: Moment) -> Sheet:
    """The requirements that an address asks for."""
    cycle = cycles.choose(read_id(address.get("ciclo")), actor.visibility)
    if cycle is None:
        raise NoCycleYet
    units = options.units(today=at.today)
    found = queries.checklist(cycle, actor.visibility, read_filters(address), units=units, at=at)
    page = ordered(found, read_order(address.get(NAME), COLUMNS, USUAL))
    dimensions = {each.value: each.label for each in page.dimensions}
    return sheets.requirements(rows_of(page), dimensions, at, gettext)


@bp.post("/requerimientos/asignar")
@permits(Action.CHECKLIST_ASSIGN)
@once.sets
def assign() -> ResponseReturnValue:
    """Give the marked requirements to a unit, once what changes was looked at."""
    cycle = cycles.find(read_id(request.form.get("cycle_id")) or 0, current_actor().visibility)
    chosen = read_ids(request.form.getlist("requirements"))
    if not chosen:
        raise NothingChosen
    if "pedir" in request.form:
        return redirect(_asking(chosen), 303)
    said = sent("unit_id", options.units(today=moment().today))
    back = next_target(request.form.get("back") or came_from())
    if not said:
        flash(gettext(NoUnitSaid.message), "error")
        return redirect(_still_marked(back, chosen), 303)
    seen = _seen()
    if seen is None:
        return _preview(cycle, chosen, said, back)
    try:
        batch = batches.assign(current_actor(), cycle.id, chosen, _unit_of(said), seen=seen, at=moment())
    except Stale as stale:
        db.session.rollback()
        flash(gettext(stale.message), "error")
        return _preview(cycle, chosen, said, back), 409
    undoing.offer(batch.undo_id)
    flash(
        ngettext(
            "%(num)s requerimiento cambió de unidad.",
            "%(num)s requerimientos cambiaron de unidad.",
            batch.count,
            none=gettext("Ningún requerimiento cambió de unidad: los marcados ya estaban así."),
        ),
        "success",
    )
    return redirect(back, 303)


def _still_marked(back: str, chosen: list[int]) -> str:
    """The list again, with what was marked in it."""
    place, _, query_of = back.partition("?")
    kept = [(name, value) for name, value in parse_qsl(query_of) if name != "marcar"]
    return f"{place}?{urlencode([*kept, ('marcar', ','.join(map(str, chosen)))])}"


def _asking(chosen: list[int]) -> str:
    """The proposal of a task for each of the marked requirements."""
    return url_for(
        "tasks.dimension",
        dimension="",
        only=",".join(map(str, chosen)),
        due_kind=DueKind.BUSINESS.value,
        days=10,
        priority=Priority.NORMAL.value,
        pattern=gettext("Reunir la evidencia de"),
    )


def _preview(cycle: CycleRow, chosen: list[int], said: str, back: str) -> str:
    """What would change hands, and from whom: a form of its own, to be confirmed."""
    marked = [row for row in answers(cycle.id) if row.requirement_id in chosen]
    unit_id, unit = _unit_in_force(said)
    return render_template(
        "cycles/assign.html",
        cycle=cycle,
        unit_id=unit_id,
        unit=unit,
        said=said,
        moved=[row for row in marked if row.unit_id != unit_id],
        nobodys=[row.code for row in marked if unit_id is None and _is_mandatory(cycle, row.code)],
        same=[row for row in marked if row.unit_id == unit_id],
        back=back,
    )


def _is_mandatory(cycle: CycleRow, code: str) -> bool:
    return bool(cycle.known.requirements[code].rule.mandatory_for)


def _unit_in_force(said: str) -> tuple[int | None, str | None]:
    """The unit that the form says and its name; nothing of either for nobody."""
    unit_id = _unit_of(said)
    if unit_id is None:
        return None, None
    units = {one.id: one.name for one in options.units(today=moment().today)}
    if unit_id not in units:
        raise UnknownUnit
    return unit_id, units[unit_id]


def _unit_of(raw: str) -> int | None:
    """The unit that the form says; NOBODY is an answer too, and never the one given by leaving it alone."""
    if raw == NOBODY:
        return None
    if not (raw.isascii() and raw.isdecimal() and len(raw) < LONGEST_ID):
        raise UnknownUnit
    return int(raw)


def _seen() -> dict[int, int | None] | None:
    """The units that the preview showed, by requirement; None for a form that comes from the checklist."""
    if "seen" not in request.form:
        return None
    pairs = [pair.partition(":")[::2] for pair in request.form.getlist("seen")]
    return {one: read_id(unit) for raw, unit in pairs if (one := read_id(raw)) is not None}


def read_filters(args: Mapping[str, str]) -> Filters:
    """The filters that an address bears; what makes no sense is left out."""
    return Filters(
        dimension=args.get("dimension") or None,
        unit_id=read_id(args.get("unidad")),
        alone="sola" in args and read_id(args.get("unidad")) is not None,
        status=STATUSES.get(args.get("estado", "")),
        turn=TURNS.get(args.get("turno", "")),
        overdue=args.get("atrasados") == "1",
        mandatory=args.get("obligatorio") or None,
        text=args.get("q", "").strip()[:100],
    )


def query(filters: Filters, *, order: Order | None = None, **changes: object) -> str:
    """The address's query for filters with some changed; nothing chosen is left out, the order stays."""
    asked = replace(filters, **changes)  # type: ignore[arg-type] # names of its own fields
    order = order or asked_order(COLUMNS, USUAL)
    pairs = {
        "dimension": asked.dimension,
        "unidad": asked.unit_id,
        "sola": 1 if asked.alone else None,
        "estado": asked.status.value if asked.status else None,
        "turno": asked.turn.value if asked.turn else None,
        "atrasados": "1" if asked.overdue else None,
        "obligatorio": asked.mandatory,
        "q": asked.text,
        "ciclo": asked_id("ciclo"),
        "orden": written(order, USUAL),
    }
    return "?" + urlencode({name: value for name, value in pairs.items() if value not in (None, "")})
