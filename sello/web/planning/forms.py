"""Forms of planning."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    StringField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from sello.planning.domain.suppose import Kind
from sello.planning.queries.scenario_page import Offered
from sello.web.fields import DayField, Subform, WholeField, labels, nothing, offered, optional_int
from sello.web.picking import PickField
from sello.web.request_values import read_id
from sello.web.stale_form import Row

HOURS = [Optional(), NumberRange(0, 2000, _l("Escriba un número entero entre 0 y 2000."))]


class NameForm(FlaskForm):
    """The name of a scenario."""

    name = StringField(
        _l("Nombre del escenario"),
        [
            InputRequired(_l("Escriba un nombre para el escenario.")),
            Length(max=120, message=_l("Use a lo más 120 caracteres.")),
        ],
    )


class ScenarioForm(NameForm):
    """The name of a scenario, and whether others may open it."""

    version = HiddenField(default="0")
    shared = BooleanField(_l("Compartir: quien tenga el enlace dentro de la institución puede verlo"))


class TakeBackForm(FlaskForm):
    """A supposition to be taken back, from the list that the page showed."""

    version = HiddenField(default="0")


NEEDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.MET: ("code",),
    Kind.NOT_MET: ("code",),
    Kind.EXPIRES: ("evidence_id", "on"),
    Kind.REJECTED: ("evidence_id",),
    Kind.EVALUATION: ("on",),
}
"""What is asked of each kind of supposition, and nothing else is shown."""


class SupposeForm(FlaskForm):
    """One supposition; which of its fields are asked depends on its kind."""

    kind = SelectField(_l("Qué se supone"), choices=[])
    code = PickField(_l("Requerimiento"), [Optional()])
    evidence_id = PickField(_l("Evidencia"), [Optional()], coerce=optional_int)
    on = DayField(_l("Fecha"), [Optional()])

    def offer(self, found: Offered) -> None:
        """Fill the choices from the cycle."""
        self.kind.choices = labels(Kind)
        self.code.choices = [nothing("—"), *offered(found.requirements)]
        self.evidence_id.choices = [nothing("—"), *offered(found.pieces)]

    @property
    def asked(self) -> tuple[Any, ...]:
        """The fields that the chosen kind asks for; each is needed."""
        fields = tuple(self[name] for kind in Kind if kind.value == self.kind.data for name in NEEDS[kind])
        for field in fields:
            field.flags.required = True
        return fields


class HoursRow(Subform):
    """The hours of one requirement or unit."""

    key = HiddenField()
    was = HiddenField()
    hours = WholeField(_l("Horas"), HOURS)


class HoursForm(FlaskForm):
    """The hours of many, edited at once."""

    rows = FieldList(FormField(HoursRow))

    def values(self) -> dict[int, int | None]:
        """The hours that were sent, by id."""
        return {key: row["hours"] for key, row in self._rows()}

    def seen(self) -> dict[int, int | None]:
        """The hours that the page showed, by id."""
        return {key: read_id(row["was"]) for key, row in self._rows()}

    def caught_up(self, saved: "HoursForm", names: Mapping[int, str]) -> tuple[Row, ...]:
        """Both versions of a refused form, where somebody set other hours than its page showed, else nothing.

        The form goes on from the hours that are saved now.
        """
        now, seen, typed = saved.values(), self.seen(), self.values()
        changed = [key for key in typed if key in now and now[key] != seen[key]]
        for entry in self.rows.entries:
            key = read_id(entry.form.key.data)
            if key in changed:
                entry.form.was.data = _said(now[key])
        return tuple((names[key], _said(now[key]), _said(typed[key])) for key in changed)

    def _rows(self) -> list[tuple[int, dict[str, Any]]]:
        numbered = [(read_id(row["key"]), row) for row in self.rows.data]
        return [(key, row) for key, row in numbered if key is not None]


def _said(hours: int | None) -> str:
    return "" if hours is None else str(hours)
