"""Forms of planning."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    StringField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from sello.planning.domain.suppose import Kind
from sello.planning.queries.beside import Offered
from sello.web.asking import read_id
from sello.web.fields import DayField, WholeField, labels, nothing, offered, optional_int

HOURS = [Optional(), NumberRange(0, 2000, _l("Escriba un número entero entre 0 y 2000."))]


class NameForm(FlaskForm):
    """The name of a scenario."""

    name = StringField(
        _l("Nombre del escenario"),
        [InputRequired(_l("Escriba un nombre para el escenario.")), Length(max=120)],
    )


class ScenarioForm(NameForm):
    """The name of a scenario, and whether others may open it."""

    shared = BooleanField(_l("Compartir: quien tenga el enlace dentro de la institución puede verlo"))


class SupposeForm(FlaskForm):
    """One supposition; which of its fields count depends on its kind."""

    kind = SelectField(_l("Qué se supone"), choices=[])
    code = SelectField(_l("Requerimiento"), [Optional()])
    evidence_id = SelectField(_l("Evidencia"), [Optional()], coerce=optional_int)
    on = DayField(
        _l("Fecha"), [Optional()], description=_l("Para un vencimiento o un cambio de la evaluación.")
    )

    def offer(self, found: Offered) -> None:
        """Fill the choices from the cycle."""
        self.kind.choices = labels(Kind)
        self.code.choices = [nothing("—"), *offered(found.requirements)]
        self.evidence_id.choices = [nothing("—"), *offered(found.pieces)]


class HoursRow(Form):
    """The hours of one requirement or unit."""

    key = HiddenField()
    hours = WholeField(_l("Horas"), HOURS)


class HoursForm(FlaskForm):
    """The hours of many, edited at once."""

    rows = FieldList(FormField(HoursRow))

    def values(self) -> dict[int, int | None]:
        """The hours that were sent, by id."""
        rows = [(read_id(row["key"]), row["hours"]) for row in self.rows.data]
        return {key: hours for key, hours in rows if key is not None}
