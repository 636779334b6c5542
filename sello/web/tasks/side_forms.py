"""Forms beside a task: its checklist, the pause of its reminders; and the templates of tasks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, Optional

from sello.register.domain import InitiativeKind
from sello.tasks.domain.checklist import items, lines
from sello.tasks.domain.drafts import TITLE_LIMIT
from sello.tasks.domain.moves import DEEDS, Moves
from sello.tasks.domain.templates import Wording
from sello.tasks.domain.turn import Turn
from sello.tasks.queries.belongings import CheckRow
from sello.tasks.queries.options import RequirementOption
from sello.tasks.queries.templates import TemplateRow
from sello.web.fields import (
    AsChosen,
    DayField,
    SelectMultipleCheckboxes,
    WholeField,
    labels,
    nothing,
    offered,
    row_id,
    version_of,
)
from sello.web.picking import PickField


class ChecksForm(FlaskForm):
    """Which items of a task's checklist are done."""

    done = SelectMultipleCheckboxes(_l("Marque lo que ya está hecho"), coerce=row_id)

    def offer(self, rows: Iterable[CheckRow]) -> None:
        """Fill the choices."""
        self.done.choices = offered((one.id, one.text) for one in rows)


class PauseForm(FlaskForm):
    """Until when a task is not recalled, and why."""

    until = DayField(_l("Hasta el"), [InputRequired(_l("Elija hasta qué día."))])
    text = TextAreaField(_l("Por qué se pausa"), [InputRequired(_l("Escriba el motivo.")), Length(max=1000)])


class MoveForm(FlaskForm):
    """Where a task is moved to on the board, and the words that the act needs."""

    # Which of these leads anywhere is for the rules to say: a card may be dropped where nothing does.
    to = RadioField(
        _l("Qué hacer"),
        [AnyOf([turn.value for turn in Turn], _l("Elija adónde pasa la tarea."))],
        validate_choice=False,
    )
    carries = HiddenField()
    why = TextAreaField(_l("Motivo, observación o pregunta"), [AsChosen(), Length(max=5000)])

    def offer(self, found: Moves) -> None:
        """Fill the choices with what each move does."""
        self.to.choices = offered((to.value, _l(DEEDS[step])) for to, step in found.items())


class TemplateForm(FlaskForm):
    """What a template of tasks says."""

    title = StringField(
        _l("Qué se pide"),
        [InputRequired(_l("Diga en una frase qué se pide.")), Length(max=TITLE_LIMIT)],
        description=_l("Una frase que empiece con un verbo: «Enviar el decreto que aprueba el plan»."),
    )
    description = TextAreaField(_l("Detalle"), [Optional(), Length(max=5000)])
    days = WholeField(_l("Plazo en días hábiles"), [InputRequired(_l("Escriba un número de días."))])
    checks = TextAreaField(
        _l("Lista de lo que hay que hacer"),
        [Optional(), Length(max=5000)],
        description=_l("Un punto por línea. La unidad los marca a medida que avanza."),
    )
    checks_first = BooleanField(_l("Pedir la lista completa antes de entregar"))
    code = PickField(
        _l("Para qué requerimiento"),
        description=_l(
            "Al pedir la evidencia de una dimensión, ese requerimiento se pide con esta plantilla."
        ),
    )
    initiative_kind = SelectField(
        _l("Para qué tipo de iniciativa"),
        description=_l(
            "Las obligaciones de las iniciativas de ese tipo se piden con este detalle y esta lista."
        ),
    )
    version = HiddenField(default="0")

    def offer(self, requirements: Iterable[RequirementOption], *, keep: str = "") -> None:
        """Fill the choices; a code of another edition stays as it is."""
        codes = {one.code: f"{one.code} {one.title}" for one in requirements}
        if keep:
            codes.setdefault(keep, keep)
        anything: Any = nothing(_l("Para cualquiera"))
        self.code.choices = [anything, *offered(codes.items())]
        self.initiative_kind.choices = [anything, *labels(InitiativeKind)]

    def show(self, row: TemplateRow) -> None:
        """Fill in what is saved."""
        saved = row.wording
        self.version.data = str(row.version)
        self.checks.data = lines(saved.checks)
        for name in ("title", "description", "days", "checks_first", "code", "initiative_kind"):
            self[name].data = getattr(saved, name)

    def wording(self) -> Wording:
        """What was sent; refuses a checklist that is none."""
        return Wording(
            title=self.title.data or "",
            days=self.days.data or 0,
            description=self.description.data or "",
            checks=items(self.checks.data or ""),
            checks_first=self.checks_first.data,
            code=self.code.data or "",
            initiative_kind=self.initiative_kind.data or "",
        )

    def number(self) -> int:
        """The version that the form was opened on."""
        return version_of(self.version)
