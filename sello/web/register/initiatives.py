"""Screens of the register: the list, an initiative's page, its form, its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.views import ListKind
from sello.accounts.permissions import Action
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.workbook import Sheet
from sello.duties.queries import duty as duties
from sello.indicators.queries import rows as indicators
from sello.register.domain import InitiativeKind, Purpose, Validity, name_on
from sello.register.parts import queries as parts
from sello.register.parts.domain.columns import COLUMNS, Part
from sello.register.parts.domain.kinds import KINDS, to_be_renewed
from sello.register.parts.domain.money import in_thousands, write_pesos
from sello.register.parts.domain.summaries import lacking, summary
from sello.register.queries import initiative, lists, renewed
from sello.register.queries.orders import USUAL
from sello.register.service import initiatives, linking
from sello.reports import lists as sheets
from sello.tasks.queries import options
from sello.web import once, saved_views, view_rows
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.list_files import FORMS, give_list
from sello.web.moment import moment
from sello.web.picking import settled
from sello.web.register import bp, chain_names
from sello.web.register.drafts import draft, saved_form
from sello.web.register.filters import chosen, read
from sello.web.register.forms import EvidenceForm, InitiativeForm
from sello.web.register.part_forms import called
from sello.web.revisits import revisited
from sello.web.spelling import meant
from sello.web.stale_form import edited

FIELDS = {
    "name": N_("nombre"),
    "kind": N_("tipo"),
    "starts_on": N_("inicio"),
    "starts_precision": N_("precisión del inicio"),
    "ends_on": N_("término"),
    "ends_precision": N_("precisión del término"),
    "act_kind": N_("acto que la aprueba"),
    "act_number": N_("número del acto"),
    "act_on": N_("fecha del acto"),
    "aim": N_("objetivo"),
    "description": N_("descripción"),
    "stage": N_("estado"),
    "territory": N_("territorio"),
    "basis": N_("base de su vigencia"),
    "open_ended": N_("si rige sin plazo"),
    "renew_days": N_("cuándo se pide su renovación"),
    "source": N_("fuente"),
    "units": N_("unidades responsables"),
    "feeds": N_("requerimientos"),
    "former": N_("nombres anteriores"),
    **{part.value: part.label for part in Part},
}
"""How the history says which fields changed; a field without a word is not said."""


@bp.get("")
@permits(Action.REGISTER_VIEW)
@revisited
def index() -> ResponseReturnValue:
    """Show the register."""
    actor = current_actor()
    units, requirements = _units(()), options.requirements()
    if (led := settled(unidad=units, requerimiento=requirements)) is not None:
        return led
    asked = read(request.args)
    views = saved_views.above(ListKind.REGISTER, asked.query(page=1))
    if (beginning := saved_views.beginning(views)) is not None:
        return beginning
    found = lists.page(
        chosen(asked, units),
        actor.visibility,
        number=asked.page,
        today=moment().today,
        order=asked.order,
    )
    return render_template(
        "register/index.html",
        found=found,
        asked=asked,
        usual=USUAL,
        views=views,
        units=units,
        requirements=requirements,
        kinds=InitiativeKind,
        states=Validity,
        meant=meant("q", found.total, lambda: lists.names(actor.visibility)),
    )


@bp.get(f"/lista.{FORMS}")
@permits(Action.REGISTER_VIEW)
def file(form: str) -> ResponseReturnValue:
    """The same initiatives on somebody's disk, those of every page."""
    return give_list(sheet(request.args, current_actor(), moment()), "registro", form)


@view_rows.reads(ListKind.REGISTER)
def sheet(address: Mapping[str, str], actor: Actor, at: Moment) -> Sheet:
    """The initiatives that an address asks for."""
    asked, seen = read(address), actor.visibility.units
    units = [one for one in options.units(today=at.today) if seen is None or one.id in seen]
    found = lists.page(
        chosen(asked, units),
        actor.visibility,
        number=1,
        today=at.today,
        size=sheets.MOST,
        order=asked.order,
    )
    sheets.check_length(found.total)
    return sheets.initiatives(found.rows, gettext)


@bp.get("/<int:initiative_id>")
@permits(Action.REGISTER_VIEW)
@revisited
def show(initiative_id: int) -> ResponseReturnValue:
    """Show an initiative."""
    return _page(initiative_id)


@bp.get("/nueva")
@permits(Action.REGISTER_MANAGE)
def new() -> ResponseReturnValue:
    """Show the form of a new initiative."""
    form = InitiativeForm(formdata=None, kind=request.args.get("tipo", ""))
    form.of_kind(_kind_asked())
    form.offer(_units(()), options.requirements())
    return _new_page(form)


@bp.post("/nueva")
@permits(Action.REGISTER_MANAGE)
def create() -> ResponseReturnValue:
    """Add an initiative."""
    form = InitiativeForm()
    form.of_kind(_kind_asked())
    form.offer(_units(()), options.requirements())
    made = accepted(form, lambda: initiatives.create(current_actor(), draft(form), at=moment()))
    if made is None:
        return _new_page(form), 422
    flash(gettext("La iniciativa quedó en el registro. Aquí está lo que falta de su ficha."), "success")
    return redirect(url_for("register.show", initiative_id=made), 303)


def _new_page(form: InitiativeForm) -> str:
    """The form of a new initiative: of the kind that the address names, or what all kinds are asked."""
    kind = _kind_asked()
    return render_template("register/new.html", form=form, kind=kind, kinds=InitiativeKind)


def _kind_asked() -> InitiativeKind | None:
    asked = request.args.get("tipo", "")
    return InitiativeKind(asked) if asked in set(InitiativeKind) else None


@bp.get("/<int:initiative_id>/editar")
@permits(Action.REGISTER_MANAGE)
def edit(initiative_id: int) -> ResponseReturnValue:
    """Show the form of an initiative as it is saved."""
    requirements = options.requirements()
    saved = initiative.detail(initiative_id, current_actor(), today=moment().today)
    form = saved_form(saved, requirements)
    form.of_kind(saved.row.kind)
    form.offer(_units(unit.id for unit in saved.row.units), requirements)
    return render_template("register/edit.html", form=form, saved=saved, stale=False)


@bp.post("/<int:initiative_id>/editar")
@permits(Action.REGISTER_MANAGE)
@once.sets
def save(initiative_id: int) -> ResponseReturnValue:
    """Save what is known of an initiative; over another person's change, show both and let her decide."""
    saved = initiative.detail(initiative_id, current_actor(), today=moment().today)
    form = InitiativeForm()
    form.of_kind(saved.row.kind)
    form.offer(_units(unit.id for unit in saved.row.units), options.requirements())
    return edited(
        form,
        saved,
        lambda version: initiatives.edit(
            current_actor(), initiative_id, draft(form), version=version, at=moment()
        ),
        template="register/edit.html",
        back=url_for("register.show", initiative_id=initiative_id),
    )


@bp.post("/<int:initiative_id>/evidencia")
@permits(Action.REGISTER_MANAGE)
def link(initiative_id: int) -> ResponseReturnValue:
    """Say that a piece of evidence shows the initiative."""
    actor = current_actor()
    form = EvidenceForm()
    form.offer(initiative.evidence_to_link(initiative_id, actor))
    linked = accepted(
        form,
        lambda: linking.link_evidence(
            actor, initiative_id, form.evidence_id.data or 0, now=moment().now, is_act=form.is_act.data
        ),
    )
    if linked is None:
        return _page(initiative_id, form=form, status=422)
    flash(gettext("La evidencia quedó vinculada a la iniciativa."), "success")
    return redirect(url_for("register.show", initiative_id=initiative_id), 303)


def _page(initiative_id: int, *, form: EvidenceForm | None = None, status: int = 200) -> ResponseReturnValue:
    actor, at = current_actor(), moment()
    detail = initiative.detail(initiative_id, actor, today=at.today)
    if form is None:
        form = EvidenceForm(formdata=None)
        form.offer(initiative.evidence_to_link(initiative_id, actor))
    kind = KINDS[detail.row.kind]
    found = parts.read(initiative_id, [part for part in kind.parts if part is not Part.SHARES])
    evidence, events = initiative.evidence_of(initiative_id, actor), initiative.history(initiative_id)
    html = render_template(
        "register/show.html",
        detail=detail,
        kind_form=kind,
        parts=found,
        chain_names=chain_names.named(found),
        unwritten=[part for part, rows in found.rows.items() if not rows],
        summary=summary({part: [(row.id, row.values) for row in rows] for part, rows in found.rows.items()}),
        asked=initiative.asked_of(initiative_id),
        purposes=Purpose,
        columns=COLUMNS,
        called=called,
        lacking=lacking,
        name_in=lambda year: name_on(date(year, 12, 31), detail.row.name, detail.former),
        pesos=write_pesos,
        thousands=in_thousands,
        renewing=to_be_renewed(
            detail.row.kind, detail.ends, detail.renew_days, today=at.today, calendar=at.calendar
        ),
        offer=renewed.new_end(initiative_id, detail.row.kind, detail.ends, actor, today=at.today),
        basis=renewed.basis(events, evidence, detail.ends),
        evidence=evidence,
        tasks=initiative.tasks_of(initiative_id, actor, at=at),
        owed=duties.of_initiative(initiative_id, at=at),
        measured=indicators.of_initiative(initiative_id, current_actor().visibility),
        form=form,
        events=events,
        fields=FIELDS,
    )
    return html, status


def _units(keep: Any) -> list[options.UnitOption]:
    """The units that the actor may choose, and those that an initiative already has."""
    held = frozenset(keep)
    seen = current_actor().visibility.units
    return [
        one
        for one in options.units(today=moment().today, keep=held)
        if seen is None or one.id in seen or one.id in held
    ]
