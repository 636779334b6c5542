"""Asking a unit for what its initiative lacks, or for its renewal: one button each."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.refusal import NotFound
from sello.cycles.queries import cycles
from sello.register.domain import Purpose
from sello.register.parts import queries as parts
from sello.register.parts import service
from sello.register.parts.domain.columns import Part
from sello.register.queries import initiative
from sello.register.queries.initiative import InitiativeDetail
from sello.register.service import linking
from sello.tasks.domain.drafts import TITLE_LIMIT
from sello.tasks.domain.due import DueKind, Term
from sello.tasks.service.assigning import TaskDraft
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.register import bp

DAYS = 10
"""Business days that a unit is given."""


@bp.post("/<int:initiative_id>/pedir")
@permits(Action.TASK_MANAGE)
def ask_unit(initiative_id: int) -> ResponseReturnValue:
    """Open the conversation with the unit that answers most for the initiative."""
    actor, at, asked = current_actor(), moment(), request.form.get("purpose", "")
    if asked not in set(Purpose):
        raise NotFound
    purpose = Purpose(asked)
    detail = initiative.detail(initiative_id, actor, today=at.today)
    draft = TaskDraft(
        title=_title(detail, purpose)[:TITLE_LIMIT],
        unit_id=max(detail.row.units, key=lambda unit: unit.share or 0).id,
        term=Term(DueKind.BUSINESS, days=DAYS),
        description=_words(detail, purpose),
    )
    linking.ask(actor, initiative_id, draft, cycle_id=cycles.current_id(), at=at, purpose=purpose)
    flash(gettext("Se pidió a la unidad; la conversación quedó abierta."), "success")
    return redirect(url_for("register.show", initiative_id=initiative_id), 303)


@bp.post("/<int:initiative_id>/acuerdos/<int:row_id>/pedir")
@permits(Action.TASK_MANAGE)
def open_thread(initiative_id: int, row_id: int) -> ResponseReturnValue:
    """Open the conversation that sees to what a committee agreed on."""
    actor, at = current_actor(), moment()
    detail = initiative.detail(initiative_id, actor, today=at.today)
    row = next((one for one in parts.rows_of(initiative_id, Part.RESOLUTIONS) if one.id == row_id), None)
    if row is None:
        raise NotFound
    due = row.values["due_on"]
    ahead = due is not None and due > at.today
    draft = TaskDraft(
        title=row.values["text"][:TITLE_LIMIT],
        unit_id=row.values["unit_id"],
        term=Term(DueKind.DATE, on=due) if ahead else Term(DueKind.BUSINESS, days=DAYS),
        description=str(gettext("Acuerdo de %(name)s.", name=detail.row.name)),
    )
    task_id = service.open_thread(actor, initiative_id, row_id, draft, at=at)
    flash(gettext("Se pidió a la unidad; la conversación quedó abierta."), "success")
    return redirect(url_for("tasks.show", task_id=task_id), 303)


def _title(detail: InitiativeDetail, purpose: Purpose) -> str:
    if purpose is Purpose.RENEWAL:
        return str(gettext("Renovar: %(name)s", name=detail.row.name))
    return str(gettext("Completar la ficha: %(name)s", name=detail.row.name))


def _words(detail: InitiativeDetail, purpose: Purpose) -> str:
    if purpose is Purpose.RENEWAL:
        return str(
            gettext(
                "Rige hasta %(ends)s. Diga si se renueva y, con el nuevo acto, cambie su término.",
                ends=detail.ends or "…",
            )
        )
    return str(
        gettext(
            "Falta: %(missing)s. Abra la iniciativa y complete su ficha; si algo no se sabe, "
            "dígalo en esta conversación y déjelo vacío.",
            missing=", ".join(gettext(ask.label) for ask in detail.row.missing),
        )
    )
