"""Forms of the register: an initiative, the requirements that it feeds, a link to evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from sello.core.refusal import Refusal
from sello.register.domain import ActKind, Basis, InitiativeKind, PartialDate, Stage, read_partial
from sello.register.parts.domain.kinds import AHEAD, KINDS
from sello.tasks.queries.options import RequirementOption, UnitOption
from sello.web.answers import spoken
from sello.web.fields import (
    Chooser,
    DayField,
    Subform,
    WholeField,
    coded,
    labels,
    nothing,
    offered,
    optional_int,
    placed,
    row_id,
)
from sello.web.picking import PickField

SPARE_ROWS = 3
"""Empty rows offered for further requirements."""


NOT_KNOWN = _l("Todavía no se sabe")


class PartialDateField(StringField):
    """A date as far as it is known: a day, a month or only a year."""

    data: PartialDate | None  # type: ignore[assignment]  # the base holds text

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return str(self.data) if self.data else ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed."""
        self.data = None
        try:
            self.data = read_partial(valuelist[0]) if valuelist else None
        except Refusal as refusal:
            raise ValueError(spoken(refusal)) from None


NOT_HERE = _l("Ese requerimiento no es de la edición en uso. Elija otro; lo que escribió sigue aquí.")


class FeedForm(Subform):
    """One requirement that an initiative feeds, and how."""

    requirement_id = PickField(
        _l("Requerimiento"),
        coerce=optional_int,
        invalid_choice_message=NOT_HERE,  # type: ignore[call-arg]  # newer than its stubs
        invalid_value_message=NOT_HERE,
    )
    contribution = StringField(_l("Cómo aporta"), [Length(max=500)])

    def validate_requirement_id(self, field: SelectField) -> None:
        """Without its requirement nothing could keep how it contributes."""
        if field.data is None and not field.errors and (self.contribution.data or "").strip():
            raise ValidationError(
                gettext("Elija a qué requerimiento aporta, o borre lo que escribió al lado.")
            )


class FormerForm(Subform):
    """A name that an initiative had before."""

    name = StringField(_l("Nombre anterior"), [Length(max=300)])
    until = PartialDateField(_l("Hasta"))

    def validate_name(self, field: StringField) -> None:
        """Without its name nothing could keep until when it was in use."""
        if self.until.data is not None and not (field.data or "").strip():
            raise ValidationError(gettext("Escriba el nombre que se usó hasta esa fecha, o borre la fecha."))


class InitiativeForm(FlaskForm):
    """What is known of an initiative; only its name, its kind and who answers for it have to be."""

    name = StringField(
        _l("Nombre"), [InputRequired(_l("Escriba el nombre de la iniciativa.")), Length(max=300)]
    )
    kind = SelectField(
        _l("Tipo"),
        [InputRequired(_l("Elija de qué tipo es."))],
        choices=[nothing(_l("Elija un tipo")), *labels(InitiativeKind)],
    )
    unit_ids = Chooser(
        _l("Unidades responsables"),
        [InputRequired(_l("Elija al menos una unidad responsable."))],
        coerce=row_id,
    )
    aim = TextAreaField(_l("Objetivo"), [Optional(), Length(max=5000)])
    description = TextAreaField(_l("Descripción"), [Optional(), Length(max=10000)])
    starts = PartialDateField(
        _l("Inicio"), description=_l("dd-mm-aaaa, mm-aaaa o solo el año: lo que se sepa.")
    )
    ends = PartialDateField(
        _l("Término"), description=_l("Vacío si no tiene fecha de término o no se conoce.")
    )
    act_kind = SelectField(_l("Acto que la aprueba"), choices=[nothing(NOT_KNOWN), *labels(ActKind)])
    act_number = StringField(
        _l("Número del acto"), [Length(max=80)], description=_l("Tal como está escrito: 1200/46.")
    )
    act_on = DayField(_l("Fecha del acto"), [Optional()])
    stage = SelectField(_l("Estado"), default="", choices=[nothing(NOT_KNOWN), *labels(Stage)])
    territory = StringField(
        _l("Territorio"), [Length(max=300)], description=_l("Toda la comuna, un macrosector, un barrio.")
    )
    basis = SelectField(
        _l("En qué se funda su vigencia"), default="", choices=[nothing(NOT_KNOWN), *labels(Basis)]
    )
    open_ended = BooleanField(_l("Rige sin plazo"))
    renew_days = WholeField(
        _l("Pedir su renovación con cuántos días hábiles"),
        [Optional(), NumberRange(1, 500, _l("Escriba entre 1 y 500 días hábiles."))],
        description=_l("Vacío: con %(days)s.", days=AHEAD),
    )
    source = TextAreaField(
        _l("Fuente"), [Optional(), Length(max=2000)], description=_l("De dónde viene lo que aquí se dice.")
    )
    feeds = FieldList(FormField(FeedForm), label=_l("Requerimientos a los que aporta"))
    former = FieldList(FormField(FormerForm), label=_l("Nombres anteriores"))
    version = HiddenField(default="0")

    def validate_feeds(self, field: FieldList[Any]) -> None:
        """Refuse a requirement that two rows name: only one could be kept."""
        named: defaultdict[int, list[int]] = defaultdict(list)
        for number, row in enumerate(field, start=1):
            if row.form.requirement_id.data is not None:
                named[row.form.requirement_id.data].append(number)
        twice = [", ".join(map(str, rows)) for rows in named.values() if len(rows) > 1]
        if twice:
            raise ValidationError(
                gettext(
                    "Las filas %(rows)s dicen el mismo requerimiento. Junte todo en una y libere la otra.",
                    rows="; ".join(twice),
                )
            )

    def of_kind(self, kind: InitiativeKind | None) -> None:
        """Ask in the words of a kind, and leave out what it is not asked."""
        if kind is None:
            return
        for name in KINDS[kind].hides:
            del self[name]
        for name, word in KINDS[kind].words:
            self[name].label.text = gettext(word)

    def offer(self, units: Iterable[UnitOption], requirements: Iterable[RequirementOption]) -> None:
        """Fill the choices, and leave some empty rows for further requirements."""
        self.unit_ids.choices = placed(units)
        feedable = coded(requirements)
        for _row in range(max(0, SPARE_ROWS - sum(not row.form.requirement_id.data for row in self.feeds))):
            self.feeds.append_entry({"requirement_id": None, "contribution": ""})
        if not self.former or self.former[-1].form.name.data:
            self.former.append_entry({"name": "", "until": None})
        for row in self.feeds:
            row.form.requirement_id.choices = [nothing(_l("Ninguno")), *feedable]


class EvidenceForm(FlaskForm):
    """A piece of evidence that shows the initiative."""

    evidence_id = PickField(_l("Evidencia"), [InputRequired(_l("Elija una evidencia."))], coerce=optional_int)

    is_act = BooleanField(_l("Es el documento del acto que la aprueba"))

    def offer(self, pieces: Iterable[Any]) -> None:
        """Fill the choices."""
        titles = offered((one.id, one.title) for one in pieces)
        self.evidence_id.choices = [nothing(_l("Elija una evidencia")), *titles]
