"""Forms of indicators: what is measured, the values of a period, the cuts and the threshold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from sello.core.refusal import Refusal
from sello.indicators.domain.cuts import Axis
from sello.indicators.domain.indicators import Direction, IndicatorDraft
from sello.indicators.domain.numbers import Measure, is_unknown, read_figure, typed_figure
from sello.indicators.domain.periods import Periodicity
from sello.indicators.domain.suppression import Cut
from sello.indicators.domain.tables import LEAST, MOST
from sello.indicators.queries.rows import IndicatorRow
from sello.indicators.queries.rules import Rules
from sello.web.answers import spoken
from sello.web.fields import DayField, WholeField, labels, nothing

NO_CUT = _l("Sin corte")


class IndicatorForm(FlaskForm):
    """What is measured of an initiative."""

    name = StringField(
        _l("Nombre"),
        [InputRequired(_l("Escriba qué se mide, por ejemplo «Mujeres atendidas».")), Length(max=200)],
    )
    measure = SelectField(_l("Qué se cuenta"), [InputRequired()], choices=labels(Measure))
    formula = TextAreaField(
        _l("Fórmula"), [Optional(), Length(max=2000)], description=_l("Cómo se calcula, con palabras.")
    )
    direction = SelectField(_l("Hacia dónde mejora"), [InputRequired()], choices=labels(Direction))
    periodicity = SelectField(_l("Se mide por"), [InputRequired()], choices=labels(Periodicity))
    first_axis = SelectField(_l("Primer corte"), default="", choices=[nothing(NO_CUT), *labels(Axis)])
    second_axis = SelectField(_l("Segundo corte"), default="", choices=[nothing(NO_CUT), *labels(Axis)])
    baseline = StringField(
        _l("Línea de base"),
        [Optional(), Length(max=40)],
        description=_l("Desde dónde se partió: 1.234,5 o 12 %."),
    )
    baseline_on = DayField(_l("Fecha de la línea de base"), [Optional()])
    target = StringField(_l("Meta"), [Optional(), Length(max=40)])
    target_on = DayField(_l("Fecha de la meta"), [Optional()])
    version = HiddenField(default="0")

    def validate_baseline(self, field: StringField) -> None:
        """Refuse what is no figure of its measure."""
        self._figure(field)

    def validate_target(self, field: StringField) -> None:
        """Refuse what is no figure of its measure."""
        self._figure(field)

    def draft(self) -> IndicatorDraft:
        """What the form says, once it is valid."""
        return IndicatorDraft(
            name=self.name.data or "",
            measure=Measure(self.measure.data),
            periodicity=Periodicity(self.periodicity.data),
            direction=Direction(self.direction.data),
            formula=self.formula.data or "",
            first_axis=Axis(self.first_axis.data) if self.first_axis.data else None,
            second_axis=Axis(self.second_axis.data) if self.second_axis.data else None,
            baseline=self._figure(self.baseline),
            baseline_on=self.baseline_on.data,
            target=self._figure(self.target),
            target_on=self.target_on.data,
        )

    def _figure(self, field: StringField) -> int | None:
        typed = (field.data or "").strip()
        if not typed or self.measure.data not in set(Measure):
            return None
        try:
            return read_figure(typed, Measure(self.measure.data))
        except Refusal as refusal:
            raise ValidationError(spoken(refusal)) from None


def saved_form(row: IndicatorRow) -> IndicatorForm:
    """The form of an indicator as it is saved."""
    figures = {
        name: None if kept is None else typed_figure(kept, row.measure)
        for name, kept in (("baseline", row.baseline), ("target", row.target))
    }
    return IndicatorForm(
        formdata=None,
        name=row.name,
        measure=row.measure.value,
        formula=row.formula,
        direction=row.direction.value,
        periodicity=row.periodicity.value,
        first_axis=row.first_axis.value if row.first_axis else "",
        second_axis=row.second_axis.value if row.second_axis else "",
        baseline_on=row.baseline_on,
        target_on=row.target_on,
        version=str(row.version),
        **figures,
    )


class GridForm(FlaskForm):
    """The values of a period, cell by cell, in the order of their table."""

    cells = FieldList(StringField(validators=[Length(max=40)]), label=_l("Valores"), max_entries=3000)
    source = StringField(
        _l("Fuente"),
        [InputRequired(_l("Diga de dónde vienen los valores.")), Length(max=300)],
        description=_l("El registro, la planilla o el informe del que salen."),
    )
    provisional = BooleanField(_l("Son provisorios: se confirmarán después"))
    cuts = HiddenField(default="")
    """Of which cells the values are, so that none lands in another after a list changed."""
    version = HiddenField(default="0")

    measure = Measure.INDEX

    def validate_cells(self, field: FieldList[Any]) -> None:
        """Refuse, each beside its cell, what is no figure of the indicator."""
        wrong = 0
        for entry in field:
            try:
                read_cell(entry.data, self.measure)
            except Refusal as refusal:
                entry.errors = [*entry.errors, spoken(refusal)]
                wrong += 1
        if wrong:
            raise ValidationError(gettext("Hay valores que no se entienden: están marcados en la tabla."))

    def written(self, inner: Sequence[Cut]) -> dict[Cut, int | None]:
        """What the form says of each cell; an empty one says nothing."""
        said = (str(entry.data or "") for entry in self.cells)
        return {
            cut: read_cell(typed, self.measure)
            for cut, typed in zip(inner, said, strict=True)
            if typed.strip()
        }


def read_cell(typed: str | None, measure: Measure) -> int | None:
    """The figure of a cell; None where it is empty or says that there is no information."""
    if not (typed or "").strip() or is_unknown(typed or ""):
        return None
    return read_figure(typed or "", measure)


def signature(inner: Sequence[Cut]) -> str:
    """The cells of a table as its form names them."""
    return ";".join(",".join(cut) for cut in inner)


class RulesForm(FlaskForm):
    """The options of each cut, one on each line, and below which count figures stay hidden."""

    threshold = WholeField(
        _l("Umbral"),
        [
            InputRequired(_l("Escriba el umbral.")),
            NumberRange(LEAST, MOST, _l("Escriba entre %(least)s y %(most)s.", least=LEAST, most=MOST)),
        ],
        description=_l("Los conteos de personas o de casos menores que este número se ocultan."),
    )
    sex = TextAreaField(_l(Axis.SEX.label), [Length(max=4000)])
    age = TextAreaField(_l(Axis.AGE.label), [Length(max=4000)])
    nationality = TextAreaField(_l(Axis.NATIONALITY.label), [Length(max=4000)])
    people = TextAreaField(_l(Axis.PEOPLE.label), [Length(max=4000)])
    disability = TextAreaField(_l(Axis.DISABILITY.label), [Length(max=4000)])
    territory = TextAreaField(_l(Axis.TERRITORY.label), [Length(max=4000)])
    staff = TextAreaField(_l(Axis.STAFF.label), [Length(max=4000)])
    version = HiddenField(default="0")

    def lists(self) -> Mapping[Axis, str]:
        """What was typed for each cut."""
        return {axis: self[axis.value].data or "" for axis in Axis}


def saved_rules(held: Rules) -> RulesForm:
    """The form of what holds now."""
    typed = {axis.value: "\n".join(one.name for one in held.lists[axis]) for axis in Axis}
    return RulesForm(formdata=None, threshold=held.threshold, version=str(held.version), **typed)
