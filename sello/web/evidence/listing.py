"""The list of evidence and the page of one piece."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.views import ListKind
from sello.accounts.permissions import Action, allows
from sello.core.labels import LabelledEnum
from sello.core.moment import Moment
from sello.core.ordering import Order, read_order
from sello.core.paging import Page as Numbered
from sello.core.refusal import NotFound
from sello.core.workbook import Sheet
from sello.cycles.queries import cycles
from sello.evidence.domain.details import Classification, EvidenceType, Validity
from sello.evidence.domain.review import EvidenceState, open_parts
from sello.evidence.queries import choices, closed, listing
from sello.evidence.queries import piece as piece_queries
from sello.evidence.queries.duplicates import Near, near_piece
from sello.evidence.queries.listing import Filters
from sello.evidence.queries.orders import COLUMNS, USUAL
from sello.evidence.queries.piece import Piece, downloads
from sello.evidence.queries.rows import Row
from sello.files import kinds
from sello.reports import lists as sheets
from sello.tasks.queries import options, receipts
from sello.tasks.queries.options import meant_by
from sello.tasks.queries.turns import WITHOUT_TASK
from sello.web import saved_views, view_rows
from sello.web.evidence import bp
from sello.web.evidence.many import Deed
from sello.web.evidence.proposing import completing, suggestions
from sello.web.guard import current_actor, permits
from sello.web.list_files import FORMS, give_list
from sello.web.moment import moment
from sello.web.ordering import NAME, asked_order, written
from sello.web.picking import settled
from sello.web.request_values import asked_id, read_id
from sello.web.revisits import revisited
from sello.web.spelling import meant
from sello.web.told import told

E = TypeVar("E", bound=LabelledEnum)


@dataclass(frozen=True)
class Offers:
    """What the filters of the list offer."""

    units: tuple[choices.Choice, ...]
    requirements: tuple[choices.RequirementChoice, ...]
    states: tuple[EvidenceState, ...]
    types: type[EvidenceType] = EvidenceType
    validities: type[Validity] = Validity


@bp.get("/evidencia")
@permits(Action.EVIDENCE_VIEW)
@revisited
def index() -> ResponseReturnValue:
    """List what the reader may see, narrowed by the address."""
    actor = current_actor()
    offers = _offers(actor)
    if (led := settled(unidad=offers.units, requerimiento=offers.requirements)) is not None:
        return led
    filters, order = filters_of(request.args, moment().today), asked_order(COLUMNS, USUAL)
    views = saved_views.above(ListKind.EVIDENCE, _asked(filters, order))
    if (beginning := saved_views.beginning(views)) is not None:
        return beginning
    marked = "marcar" in request.args
    page = _marked_or_page(actor, filters, order, marked=marked)
    return render_template(
        "evidence/index.html",
        page=page,
        filters=filters,
        order=order,
        usual=USUAL,
        views=views,
        unit_id=asked_id("unidad"),
        alone="sola" in request.args,
        offers=offers,
        acts=Deed if allows(actor, Action.EVIDENCE_RELEASE) else (),
        marked=marked,
        at_once=AT_ONCE,
        shorts=options.short_names(options.units(today=moment().today)) if len(offers.units) > 1 else {},
        address=_address,
        meant=meant("texto", page.total, lambda: listing.titles(actor.visibility)),
    )


@bp.get(f"/evidencia/lista.{FORMS}")
@permits(Action.EVIDENCE_VIEW)
def file(form: str) -> ResponseReturnValue:
    """The same pieces on somebody's disk, those of every page."""
    return give_list(sheet(request.args, current_actor(), moment()), "evidencias", form)


@view_rows.reads(ListKind.EVIDENCE)
def sheet(address: Mapping[str, str], actor: Actor, at: Moment) -> Sheet:
    """The pieces that an address asks for."""
    found = listing.ordered_page(
        filters_of(address, at.today),
        actor.visibility,
        alone=WITHOUT_TASK,
        today=at.today,
        order=read_order(address.get(NAME), COLUMNS, USUAL),
        number=1,
        size=sheets.MOST,
    )
    sheets.check_length(found.total)
    return sheets.evidence(found.rows, at, gettext)


def _marked_or_page(
    actor: Actor, filters: Filters, order: Order, *, marked: bool
) -> listing.Page | Numbered[Row]:
    if marked:
        return _ordered(actor, filters, order, number=1, size=AT_ONCE)
    return _newest(actor, filters) if order == USUAL else _ordered(actor, filters, order)


def _newest(actor: Actor, filters: Filters) -> listing.Page:
    return listing.evidence_page(
        filters,
        actor.visibility,
        alone=WITHOUT_TASK,
        today=moment().today,
        before=asked_id("antes"),
        after=asked_id("despues"),
    )


def _ordered(
    actor: Actor, filters: Filters, order: Order, number: int | None = None, size: int = listing.PAGE
) -> Numbered[Row]:
    return listing.ordered_page(
        filters,
        actor.visibility,
        alone=WITHOUT_TASK,
        today=moment().today,
        order=order,
        number=number or asked_id("pagina") or 1,
        size=size,
    )


@bp.get("/evidencia/<int:evidence_id>")
@permits(Action.EVIDENCE_VIEW)
def piece(evidence_id: int) -> ResponseReturnValue:
    """Show one piece: what it is, its files, its review, what it serves."""
    actor = current_actor()
    found = load(actor, evidence_id)
    secretariat = actor.is_secretariat
    may_edit = allows(actor, Action.EVIDENCE_SUBMIT)
    proposed = suggestions(actor, found)
    guards = secretariat and found.details.classification is not Classification.PUBLIC
    return render_template(
        "evidence/piece.html",
        piece=found,
        kinds=kinds.BY_MEDIA_TYPE,
        told=told({each.sha256: each.checked for each in found.versions[:1]}),
        near=near_to(actor, found),
        editable=may_edit and bool(open_parts(found.position, secretariat=secretariat)),
        downloads=downloads(evidence_id) if secretariat else None,
        **closed.beside(evidence_id, found.versions[0].sha256, actor.visibility, guards=guards),
        receipts=receipts.of_piece(evidence_id, actor, at=moment()) if may_edit else (),
        suggestions=proposed,
        full=completing(actor, found, proposed),
        framework=cycles.current_edition_id() if proposed else None,
    )


def load(actor: Actor, evidence_id: int) -> Piece:
    """The piece of an address, if the actor may know of it."""
    found = piece_queries.piece(evidence_id, actor.visibility, today=moment().today)
    if found is None:
        raise NotFound
    return found


def near_to(actor: Actor, found: Piece) -> tuple[Near, ...]:
    """The pieces that say nearly the same as the newest file of this one."""
    replaced = found.replaces.id if found.replaces else None
    return near_piece(found.row.id, found.versions[0].sha256, actor.visibility, replaces_id=replaced)


AT_ONCE = 200
"""Pieces that are marked with one press; they stand on one page, so that what is marked is seen."""

FILTERS = ("texto", "unidad", "sola", "requerimiento", "estado", "tipo", "vigencia", "sin_tarea")


def filters_of(args: Mapping[str, str], today: date) -> Filters:
    """Read the filters that an address bears; a value that is none of ours narrows nothing."""
    return Filters(
        text=args.get("texto", "").strip()[:200],
        unit_ids=_units(args, today),
        requirement_id=read_id(args.get("requerimiento")),
        state=_member(EvidenceState, args.get("estado")),
        type=_member(EvidenceType, args.get("tipo")),
        validity=_member(Validity, args.get("vigencia")),
        alone=args.get("sin_tarea") == "1",
    )


def _asked(filters: Filters, order: Order) -> str:
    """What the list asks for, as a view keeps it."""
    pairs = {
        "texto": filters.text,
        "unidad": asked_id("unidad"),
        "sola": 1 if "sola" in request.args and filters.unit_ids is not None else "",
        "requerimiento": filters.requirement_id,
        "estado": filters.state,
        "tipo": filters.type,
        "vigencia": filters.validity,
        "sin_tarea": 1 if filters.alone else "",
        NAME: written(order, USUAL),
    }
    return urlencode({name: value for name, value in pairs.items() if value})


def _units(args: Mapping[str, str], today: date) -> frozenset[int] | None:
    """The units that an address means, if it means any; the tree is read only then."""
    unit_id = read_id(args.get("unidad"))
    tree = () if unit_id is None else options.units(today=today)
    return meant_by(tree, unit_id, alone="sola" in args)


def _member(kind: type[E], value: str | None) -> E | None:
    return kind(value) if value in {member.value for member in kind} else None


def _offers(actor: Actor) -> Offers:
    cycle_id = cycles.current_id()
    return Offers(
        units=choices.unit_choices(actor.visibility.units, today=moment().today),
        requirements=choices.requirement_choices(cycle_id) if cycle_id else (),
        states=() if actor.visibility.released_only else tuple(EvidenceState),
    )


def _address(**changes: Any) -> str:
    """The address of this list with some parameters changed; None takes one away."""
    kept = {name: value for name in (*FILTERS, NAME) if (value := request.args.get(name))}
    endpoint = "evidence.file" if "form" in changes else "evidence.index"
    return url_for(endpoint, **{**kept, **changes})
