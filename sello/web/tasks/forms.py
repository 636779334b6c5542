"""Forms of tasks: one task, a dimension's preview and its rows, a step, a comment, a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from sello.tasks.domain.checklist import lines
from sello.tasks.domain.drafts import TITLE_LIMIT
from sello.tasks.domain.due import DueKind, Priority, Term
from sello.tasks.domain.states import Step
from sello.tasks.domain.templates import Wording
from sello.tasks.domain.turn import Turn
from sello.tasks.queries.belongings import AwaitedOption
from sello.tasks.queries.options import PersonOption, RequirementOption, UnitOption
from sello.web.fields import (
    AsChosen,
    Chooser,
    DayField,
    Subform,
    WholeField,
    by_dimension,
    indented,
    labels,
    nothing,
    offered,
    optional_int,
    row_id,
)
from sello.web.picking import PickField
from sello.web.request_values import read_ids


class TermFields:
    """Until when: the three ways of saying it, and the term that they make."""

    due_kind = RadioField(
        _l("Plazo"), [InputRequired()], choices=labels(DueKind), default=DueKind.BUSINESS.value
    )
    days = WholeField(
        _l("Número de días"),
        [AsChosen()],
        description=_l(
            "El día en que se pide no cuenta. En días hábiles no cuentan sábados, domingos ni feriados."
        ),
    )
    due_on = DayField(_l("Fecha"), [AsChosen()], description=_l("Solo si eligió «En una fecha»: dd-mm-aaaa."))

    def term(self) -> Term:
        """What was asked for."""
        return Term(DueKind(self.due_kind.data), on=self.due_on.data, days=self.days.data)


class TaskForm(TermFields, FlaskForm):
    """What a task asks."""

    title = StringField(
        _l("Qué se pide"),
        [InputRequired(_l("Diga en una frase qué se pide.")), Length(max=TITLE_LIMIT)],
        description=_l("Una frase que empiece con un verbo: «Enviar el decreto que aprueba el plan»."),
    )
    description = TextAreaField(_l("Detalle"), [Optional(), Length(max=5000)])
    unit_id = PickField(
        _l("Unidad responsable"), [InputRequired(_l("Elija la unidad que responde."))], coerce=optional_int
    )
    person_id = PickField(
        _l("Persona"), [Optional()], coerce=optional_int, description=_l("Sin persona, responde la jefatura.")
    )
    requirement_ids = Chooser(_l("Requerimientos a los que aporta"), coerce=row_id)
    priority = RadioField(
        _l("Prioridad"), [InputRequired()], choices=labels(Priority), default=Priority.NORMAL.value
    )
    helper_ids = Chooser(
        _l("Otras unidades que contribuyen"),
        coerce=row_id,
        description=_l("La ven, suben evidencia y comentan; la entrega la hace la unidad responsable."),
    )
    awaited_ids = Chooser(
        _l("Espera a otras tareas"),
        coerce=row_id,
        description=_l("Mientras una de ellas siga abierta, esta no se atrasa ni se recuerda."),
    )
    checks = TextAreaField(
        _l("Lista de lo que hay que hacer"),
        [Optional(), Length(max=5000)],
        description=_l("Un punto por línea. La unidad los marca a medida que avanza."),
    )
    checks_first = BooleanField(_l("Pedir la lista completa antes de entregar"))
    version = HiddenField(default="0")

    def offer(
        self,
        units: Sequence[UnitOption],
        people: Iterable[PersonOption],
        requirements: Iterable[RequirementOption],
        awaited: Iterable[AwaitedOption] = (),
    ) -> None:
        """Fill the choices."""
        self.helper_ids.choices = indented(units)
        self.awaited_ids.choices = offered((one.id, f"{one.title} · {one.unit_name}") for one in awaited)
        self.unit_id.choices = [nothing(_l("Elija una unidad")), *indented(units)]
        self.person_id.choices = people_choices(people)
        self.requirement_ids.choices = by_dimension(requirements)

    def begin_with(self, wording: Wording, requirements: Iterable[RequirementOption]) -> None:
        """Fill in what a template says."""
        self.title.data, self.description.data = wording.title, wording.description
        self.due_kind.data, self.days.data = DueKind.BUSINESS.value, wording.days
        self.checks.data, self.checks_first.data = lines(wording.checks), wording.checks_first
        if wording.code:
            self.requirement_ids.data = [one.id for one in requirements if one.code == wording.code]

    def names(self, field: str) -> dict[Any, Any]:
        """What a list calls each of its values, to tell two versions of a task in words."""
        return {choice.value: choice.label for choice in self[field].choices}


def ids(raw: str | None) -> tuple[int, ...]:
    """The numbers of a list with commas; what is no number is left out."""
    return tuple(read_ids((raw or "").split(",")))


def people_choices(people: Iterable[PersonOption]) -> list[Any]:
    """Whoever a task can be given to, with her post; first nobody."""
    named = ((one.id, f"{one.name} ({one.post})" if one.post else one.name) for one in people)
    return [nothing(_l("Nadie en particular")), *offered(named)]


class PreviewForm(TermFields, FlaskForm):
    """For which dimension, with what title and until when: makes the preview, and is read from the URL."""

    class Meta:
        csrf = False

    dimension = SelectField(_l("Dimensión"), coerce=optional_int)
    # Ids of requirements, comma between them: the preview of a plan names its own instead of a dimension.
    only = HiddenField()
    pattern = StringField(_l("Qué se pide en cada una"), [Length(max=TITLE_LIMIT)])
    priority = RadioField(
        _l("Prioridad"), [InputRequired()], choices=labels(Priority), default=Priority.NORMAL.value
    )

    def offer(self, requirements: Iterable[RequirementOption]) -> None:
        """Fill the choices with the dimensions of the requirements, and with the chosen requirements."""
        dimensions = {one.dimension_id: f"{one.dimension_code}. {one.dimension_name}" for one in requirements}
        chosen = [nothing(_l("Los requerimientos elegidos"))] if ids(self.only.data) else []
        self.dimension.choices = [*chosen, *offered(dimensions.items())]


class DraftForm(Subform):
    """One row of the preview."""

    requirement_id = HiddenField()
    chosen = BooleanField(_l("Crear"))
    title = TextAreaField(_l("Qué se pide"), [Length(max=TITLE_LIMIT)])
    unit_id = PickField(_l("Unidad"), coerce=optional_int)
    due_on = DayField(_l("Plazo"), [Optional()])
    priority = SelectField(_l("Prioridad"), choices=labels(Priority))


class DimensionForm(FlaskForm):
    """The whole preview, to be confirmed at once; it remembers the term that the rows began with."""

    dimension = HiddenField()
    only = HiddenField()
    due_kind = HiddenField()
    days = HiddenField()
    rows = FieldList(FormField(DraftForm))

    def offer(self, units: Sequence[UnitOption]) -> None:
        """Fill the choices of every row."""
        choices = [nothing(_l("Sin unidad")), *indented(units)]
        for row in self.rows:
            row.form.unit_id.choices = choices


class StepForm(FlaskForm):
    """One step of a task's life; each of its buttons is a step."""

    step = SelectField(_l("Paso"), choices=labels(Step), validators=[InputRequired()])
    carries = HiddenField()
    why = TextAreaField(_l("Motivo u observación"), [AsChosen(), Length(max=5000)])


class CommentForm(FlaskForm):
    """What somebody says about a task."""

    text = TextAreaField(_l("Comentario"), [InputRequired(_l("Escriba su comentario.")), Length(max=5000)])


class ConsultForm(FlaskForm):
    """A question that begins a conversation of its own."""

    text = TextAreaField(_l("Pregunta"), [InputRequired(_l("Escriba su pregunta.")), Length(max=5000)])


class AskForm(FlaskForm):
    """A question to the other side."""

    to = RadioField(_l("A quién"), [InputRequired(_l("Diga a quién pregunta."))])
    text = TextAreaField(_l("Pregunta"), [InputRequired(_l("Escriba su pregunta.")), Length(max=5000)])

    def offer(self, turns: Sequence[Turn]) -> None:
        """Fill the choices; the first is the usual one."""
        self.to.choices = offered((turn.value, ASKED[turn]) for turn in turns)
        if self.to.data is None and turns:
            self.to.data = turns[0].value


ASKED = {
    Turn.UNIT: _l("La unidad"),
    Turn.SECRETARIAT: _l("La Secretaría Ejecutiva"),
    Turn.EVALUATION: _l("La evaluación externa"),
}
"""Whom a question can be asked, as the form says it."""


class AnswerForm(FlaskForm):
    """The answer to the question that waits."""

    text = TextAreaField(_l("Respuesta"), [InputRequired(_l("Escriba su respuesta.")), Length(max=5000)])


class TimeForm(FlaskForm):
    """A request for more time."""

    until = DayField(_l("Hasta cuándo"), [InputRequired(_l("Elija el nuevo plazo."))])
    text = TextAreaField(_l("Por qué"), [InputRequired(_l("Escriba el motivo.")), Length(max=5000)])


class GrantForm(FlaskForm):
    """The answer to a request for more time: its day, another one, or no."""

    decision = RadioField(
        _l("Decisión"),
        [InputRequired(_l("Elija si concede el plazo."))],
        choices=offered([("conceder", _l("Conceder hasta la fecha")), ("rechazar", _l("No conceder"))]),
        default="conceder",
    )
    until = DayField(_l("Nuevo plazo"), [AsChosen()])
    text = TextAreaField(
        _l("Motivo"), [AsChosen(), Length(max=5000)], description=_l("Necesario si no lo concede.")
    )


class AttachForm(FlaskForm):
    """A piece of evidence that was handed in before, and answers the task too."""

    evidence_id = PickField(
        _l("Usar una evidencia ya entregada"),
        [InputRequired(_l("Elija una evidencia de la lista."))],
        coerce=optional_int,
    )
    complete = BooleanField(_l("Con esto queda entregado lo que se pidió"), default=True)

    def offer(self, pieces: Iterable[tuple[int, str]]) -> None:
        """Fill the choices."""
        self.evidence_id.choices = [nothing(_l("Elija una evidencia")), *offered(pieces)]


class AssignForm(FlaskForm):
    """The person to whom an open task is given."""

    person_id = PickField(_l("Persona"), coerce=optional_int)
    version = HiddenField()

    def offer(self, people: Iterable[PersonOption]) -> None:
        """Fill the choices."""
        self.person_id.choices = people_choices(people)
