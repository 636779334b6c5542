"""Forms of the improvement plan."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.improvement.domain.plan import Action, Objective, Plan
from sello.improvement.queries.options import MinutesRef
from sello.improvement.service.actions import ActionDraft
from sello.improvement.service.approving import Approval
from sello.improvement.service.objectives import ObjectiveDraft
from sello.indicators.queries.rows import indicators
from sello.tasks.queries.options import people, requirements, units
from sello.web.fields import (
    Chooser,
    DayField,
    PesosField,
    by_dimension,
    nothing,
    offered,
    optional_int,
    placed,
    row_id,
)
from sello.web.picking import PickField


class GapsForm(FlaskForm):
    """The gaps that are marked: checkboxes of the page."""


class ObjectiveForm(FlaskForm):
    """What the plan wants to reach, and which requirements that meets."""

    title = StringField(
        _l("Objetivo"), [InputRequired(_l("Escriba qué quiere lograr el plan.")), Length(max=300)]
    )
    gap = TextAreaField(
        _l("Brecha de la que viene"),
        [Optional(), Length(max=5000)],
        description=_l("Qué falta hoy, y cómo se sabe."),
    )
    requirement_ids = Chooser(_l("Requerimientos que cumplirá"), coerce=row_id)
    version = HiddenField(default="0")

    def offer(self) -> None:
        """Fill the list of requirements."""
        self.requirement_ids.choices = by_dimension(requirements())

    def draft(self) -> ObjectiveDraft:
        """What the form says, once it is valid."""
        return ObjectiveDraft(
            title=self.title.data or "",
            gap=self.gap.data or "",
            requirement_ids=frozenset(self.requirement_ids.data or ()),
        )


class ActionForm(FlaskForm):
    """What is to be done, by whom, when, with how much, and how it will be known."""

    objective_id = PickField(_l("Objetivo"), [InputRequired(_l("Elija el objetivo."))], coerce=row_id)
    title = StringField(_l("Acción"), [InputRequired(_l("Escriba qué se hará.")), Length(max=300)])
    unit_id = PickField(
        _l("Unidad responsable"), [InputRequired(_l("Elija la unidad."))], coerce=optional_int
    )
    person_id = PickField(_l("Persona responsable"), coerce=optional_int)
    starts_on = DayField(
        _l("Inicio"), [InputRequired(_l("Escriba cuándo comienza."))], description=_l("Un día hábil.")
    )
    ends_on = DayField(
        _l("Término"), [InputRequired(_l("Escriba cuándo termina."))], description=_l("Un día hábil.")
    )
    budget = PesosField(
        _l("Presupuesto"),
        [Optional()],
        description=_l("Pesos enteros, por ejemplo 1.000.000, o M$ 1.000. Vacío si todavía no se sabe."),
    )
    indicator_id = PickField(_l("Indicador del registro"), coerce=optional_int)
    indicator = StringField(
        _l("Otro indicador"),
        [Optional(), Length(max=300)],
        description=_l("Si no está en la lista, escríbalo."),
    )
    verification = StringField(
        _l("Medio de verificación"),
        [InputRequired(_l("Diga con qué documento o registro se probará.")), Length(max=300)],
    )
    version = HiddenField(default="0")

    def offer(self, plan: Plan, actor: Actor, at: Moment, held: Action | None = None) -> None:
        """Fill the lists, with what an action already has."""
        staff = people(keep=[held.person_id if held else None])
        here = units(today=at.today, keep=[held.unit_id if held else None])
        measured = indicators(actor.visibility)
        self.objective_id.choices = offered((one.id, f"{one.number}. {one.title}") for one in plan.objectives)
        self.unit_id.choices = [nothing(_l("Elija una unidad")), *placed(here)]
        self.person_id.choices = [nothing(_l("Todavía no se sabe")), *offered((p.id, p.name) for p in staff)]
        self.indicator_id.choices = [
            nothing(_l("Ninguno de la lista")),
            *offered((one.id, f"{one.name} ({one.initiative})") for one in measured),
        ]

    def draft(self) -> ActionDraft:
        """What the form says, once it is valid."""
        assert self.starts_on.data is not None  # required, and so is the other
        assert self.ends_on.data is not None
        return ActionDraft(
            objective_id=self.objective_id.data,
            title=self.title.data or "",
            unit_id=self.unit_id.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            person_id=self.person_id.data,
            budget=self.budget.data,
            indicator_id=self.indicator_id.data,
            indicator=self.indicator.data or "",
            verification=self.verification.data or "",
        )


class ApprovalForm(FlaskForm):
    """The act by which the committee approves the plan."""

    act_number = StringField(
        _l("Número del acta"),
        [InputRequired(_l("Escriba el número del acta, tal como está en ella.")), Length(max=80)],
    )
    act_on = DayField(_l("Fecha del acta"), [InputRequired(_l("Escriba la fecha del acta."))])
    evidence_id = PickField(
        _l("Evidencia que la contiene"), [InputRequired(_l("Elija la evidencia."))], coerce=optional_int
    )
    asks = BooleanField(_l("Pedir en tareas las acciones que todavía no se piden"))
    version = HiddenField(default="0")

    def offer(self, pieces: Sequence[MinutesRef]) -> None:
        """Fill the list of acts."""
        self.evidence_id.choices = [
            nothing(_l("Elija una evidencia")),
            *offered((one.id, one.title) for one in pieces),
        ]

    def approval(self) -> Approval:
        """What the form says, once it is valid."""
        assert self.act_on.data is not None  # required
        return Approval(
            act_number=self.act_number.data or "",
            act_on=self.act_on.data,
            evidence_id=self.evidence_id.data,
            asks=bool(self.asks.data),
        )


def objective_form(row: Objective, version: int) -> ObjectiveForm:
    """The form of an objective as it is saved."""
    form = ObjectiveForm(
        formdata=None,
        title=row.title,
        gap=row.gap,
        requirement_ids=[one.id for one in row.requirements],
        version=str(version),
    )
    form.offer()
    return form


def action_form(row: Action, objective_id: int, version: int) -> ActionForm:
    """The form of an action as it is saved, without its lists."""
    return ActionForm(
        formdata=None,
        objective_id=objective_id,
        title=row.title,
        unit_id=row.unit_id,
        person_id=row.person_id,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        budget=row.budget,
        indicator_id=row.indicator_id,
        indicator="" if row.indicator_id else row.indicator,
        verification=row.verification,
        version=str(version),
    )
