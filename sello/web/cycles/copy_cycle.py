"""Copying a cycle: what to carry is asked for, and what was carried is told."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from sello.accounts.permissions import Action
from sello.cycles.domain.stages import Stage, proposed, validity_of
from sello.cycles.queries import cycles
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.service.cycles import CycleDraft
from sello.transfers.copy_cycle import queries
from sello.transfers.copy_cycle.domain import Carry
from sello.transfers.copy_cycle.queries import Offer
from sello.transfers.copy_cycle.service import CopyDraft, copy_cycle
from sello.web.answers import accepted
from sello.web.cycles import bp
from sello.web.fields import WITHOUT_DAY, DayField, LastDayField, SelectMultipleCheckboxes, labels, offered
from sello.web.guard import current_actor, permits
from sello.web.moment import moment


class CopyForm(FlaskForm):
    """How the copy is called and dated, and what it takes along: nothing, unless it is marked."""

    name = StringField(
        _l("Nombre del nuevo ciclo"),
        description=_l("Por ejemplo, «Sello 2029, renovación»."),
        validators=[InputRequired(_l("Escriba un nombre para el ciclo.")), Length(max=200)],
    )
    target_level = SelectField(_l("Nivel que se busca"), [InputRequired(_l("Elija el nivel que se busca."))])
    starts_on = DayField(_l("Inicio"), [InputRequired(_l("Elija la fecha de inicio."))])
    evaluation_on = LastDayField(
        _l("Evaluación externa"),
        [Optional()],
        description=_l("Con ella se proponen las etapas y la vigencia; después las puede corregir."),
        instead=WITHOUT_DAY,
    )
    carry = SelectMultipleCheckboxes(
        _l("Qué se lleva"),
        choices=labels(Carry),
        description=_l("Lo que no marque queda solo en el ciclo de origen, que no cambia."),
    )
    close_originals = BooleanField(
        _l("Cerrar en el ciclo de origen las tareas que se llevan"),
        description=_l("Así nadie recibe dos recordatorios por lo mismo. Su historia se conserva."),
    )
    current = BooleanField(_l("Hacerlo el ciclo en curso"))

    def offer(self, cycle: CycleRow) -> None:
        """Offer the levels of the edition."""
        self.target_level.choices = offered((level.code, level.name) for level in cycle.known.edition.levels)

    def draft(self) -> CopyDraft:
        """What the valid form asks for."""
        starts_on, evaluation_on = self.starts_on.data, self.evaluation_on.data
        assert starts_on is not None
        valid_until = validity_of(evaluation_on) if evaluation_on else None
        return CopyDraft(
            cycle=CycleDraft(
                name=self.name.data or "",
                target_level=self.target_level.data or "",
                starts_on=starts_on,
                evaluation_on=evaluation_on,
                valid_until=valid_until,
                stages=_stages(starts_on, evaluation_on, valid_until),
            ),
            carry=frozenset(carry for carry in Carry if carry.value in (self.carry.data or ())),
            current=bool(self.current.data),
            close_originals=bool(self.close_originals.data),
        )


def _stages(starts_on: date, evaluation_on: date | None, valid_until: date | None) -> tuple[Stage, ...]:
    """The stages that the dates propose; none while the dates do not follow each other."""
    if evaluation_on is None or evaluation_on < starts_on:
        return ()
    return proposed(starts_on, evaluation_on, valid_until)


@bp.get("/ciclos/<int:cycle_id>/copiar")
@permits(Action.CYCLE_MANAGE)
def copy_form(cycle_id: int) -> ResponseReturnValue:
    """Ask what a copy takes along; it would start today."""
    cycle = cycles.find(cycle_id)
    form = CopyForm(formdata=None, starts_on=moment().today, target_level=cycle.target_level)
    return render_template("cycles/copy.html", **_page(cycle, form))


@bp.post("/ciclos/<int:cycle_id>/copiar")
@permits(Action.CYCLE_MANAGE)
def copy(cycle_id: int) -> ResponseReturnValue:
    """Copy a cycle; «contar» only counts again what there is to carry on the new start."""
    cycle = cycles.find(cycle_id)
    form = CopyForm()
    form.offer(cycle)
    if "count" in request.form:
        return render_template("cycles/copy.html", **_page(cycle, form))
    copied = accepted(
        form,
        lambda: copy_cycle(current_actor(), cycle_id, form.draft(), at=moment()),
    )
    if copied is None:
        return render_template("cycles/copy.html", **_page(cycle, form)), 422
    flash(gettext("El nuevo ciclo está abierto. Esto es lo que se llevó."), "success")
    return redirect(url_for("cycles.copied", cycle_id=copied), 303)


@bp.get("/ciclos/<int:cycle_id>/copia")
@permits(Action.CYCLE_MANAGE)
def copied(cycle_id: int) -> ResponseReturnValue:
    """Tell what a copy took along, what it left and why."""
    cycle = cycles.find(cycle_id)
    return render_template("cycles/copied.html", cycle=cycle, page=queries.copy_page(cycle.id), carries=Carry)


def _page(cycle: CycleRow, form: CopyForm) -> dict[str, Any]:
    form.offer(cycle)
    return {"cycle": cycle, "form": form, "offers": _offers(cycle, form)}


def _offers(cycle: CycleRow, form: CopyForm) -> tuple[Offer, ...]:
    """What there is to carry to a cycle that starts on the day of the form."""
    starts_on = form.starts_on.data or moment().today
    return queries.offers(queries.inventory(cycle, starts_on=starts_on, at=moment()))
