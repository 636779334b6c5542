"""All that was found in one place, page by page, narrowed by the address: each filter can be taken off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action
from sello.core.dates import written
from sello.core.labels import LabelledEnum
from sello.evidence.domain.review import EvidenceState
from sello.evidence.queries import choices
from sello.search.domain.marks import marked, marked_code
from sello.search.domain.narrowing import DATED, STATES, TYPES, Narrow, Where, is_offered
from sello.search.domain.question import parse
from sello.search.queries.narrowing import DimensionChoice, dimensions
from sello.search.queries.results import open_to, results
from sello.tasks.queries import options
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.navigation import places
from sello.web.picking import settled
from sello.web.request_values import UNUSED, asked_day, asked_id
from sello.web.search import bp
from sello.web.search.leads import lead

KEPT = ("q", "en", "tipo", "unidad", "dimension", "estado", "desde", "hasta")
"""What an address of this page says; its number of page is begun anew where any of it changes."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What the filters offer; nothing where a place has no such thing."""

    wheres: tuple[Where, ...]
    types: tuple[LabelledEnum, ...]
    states: tuple[LabelledEnum, ...]
    units: tuple[choices.Choice, ...]
    dimensions: tuple[DimensionChoice, ...]
    dated: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that narrows the page, in words, and the address without it."""

    label: str
    value: str
    without: str


@bp.get("/en")
@permits(Action.START)
def within() -> ResponseReturnValue:
    """Show a page of what was found in one place."""
    actor, at = current_actor(), moment()
    open_places = open_to(actor)
    asked = is_offered(open_places, request.args.get("en"))
    where = Where(asked.value) if asked else open_places[0]
    offers = _offers(actor, where, open_places)
    if (led := settled(unidad=offers.units)) is not None:
        return led
    only, question = _narrow(offers), parse(request.args.get("q", ""))
    found = results(question, actor, where, only, number=asked_id("pagina") or 1, at=at)
    known = places(actor)
    return render_template(
        "search/within.html",
        question=question,
        where=where,
        found=found,
        offers=offers,
        only=only,
        unit_id=asked_id("unidad") if only.unit_ids is not None else None,
        filters=tuple(_filters(only, offers)),
        address=_address,
        lead=lambda hit: lead(hit, actor, known),
        marked=lambda text: marked(text, question),
        marked_code=lambda code: marked_code(code, question),
    )


def _offers(actor: Actor, where: Where, wheres: tuple[Where, ...]) -> Offers:
    states = STATES[where]
    if actor.visibility.released_only and states == tuple(EvidenceState):
        states = ()
    return Offers(
        wheres=wheres,
        types=TYPES[where],
        states=states,
        units=choices.unit_choices(actor.visibility.units, today=moment().today),
        dimensions=dimensions(),
        dated=DATED.get(where, ""),
    )


def _narrow(offers: Offers) -> Narrow:
    """What the address asks for; what is none of the offered narrows nothing."""
    code, unit_id = request.args.get("dimension", ""), asked_id("unidad")
    known = unit_id in {unit.id for unit in offers.units}
    tree = options.units(today=moment().today) if known else ()
    return Narrow(
        type=is_offered(offers.types, request.args.get("tipo")),
        unit_ids=options.meant_by(tree, unit_id) if known else None,
        dimension=code if code in {one.code for one in offers.dimensions} else None,
        state=is_offered(offers.states, request.args.get("estado")),
        since=asked_day("desde", UNUSED) if offers.dated else None,
        until=asked_day("hasta", UNUSED) if offers.dated else None,
    )


def _filters(only: Narrow, offers: Offers) -> Iterator[Filter]:
    """The filters that are on, in words."""
    units = {unit.id: unit.name for unit in offers.units}
    names = {one.code: one.name for one in offers.dimensions}
    unit = units.get(asked_id("unidad") or 0) if only.unit_ids is not None else None
    told = (
        ("tipo", gettext("Tipo"), _label(only.type)),
        ("unidad", gettext("Unidad"), unit),
        ("dimension", gettext("Dimensión"), names.get(only.dimension or "")),
        ("estado", gettext("Estado"), _label(only.state)),
        ("desde", gettext("Desde"), _day(only.since)),
        ("hasta", gettext("Hasta"), _day(only.until)),
    )
    for name, label, value in told:
        if value is not None:
            yield Filter(label, value, _address(**{name: None}))


def _label(member: LabelledEnum | None) -> str | None:
    return gettext(member.label) if member else None


def _day(day: date | None) -> str | None:
    return written(day) if day else None


def _address(**changes: Any) -> str:
    """The address of this page with some of it changed; None takes it away."""
    kept = {name: value for name in KEPT if (value := request.args.get(name))}
    return url_for("search.within", **{**kept, **changes})
