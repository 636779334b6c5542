"""Forms of duties: when it falls, in an office's words, and who owes what by which source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from sello.core.dates import MONTHS
from sello.duties.domain.duties import Origin, Shift
from sello.duties.domain.patterns import LAST_DAY, SAFE_DAYS, Choice, Pattern, choice_of, rule_of
from sello.duties.domain.rules import Rule
from sello.duties.queries.duty import PieceRef
from sello.duties.queries.rows import DutyRow
from sello.duties.service.writing import DutyDraft
from sello.evidence.domain.details import EvidenceType
from sello.tasks.queries.options import RequirementOption, UnitOption
from sello.web.fields import (
    Chooser,
    DayField,
    WholeField,
    coded,
    indented,
    labels,
    nothing,
    offered,
    optional_int,
    row_id,
)
from sello.web.picking import PickField
from sello.web.request_values import read_id


def _of_the_list(value: object) -> int:
    """A day of the month, or its last one, or a month, as the select sends it."""
    return int(str(value))


class DutyForm(FlaskForm):
    """What an initiative owes again and again."""

    title = StringField(
        _l("Qué se debe"),
        [
            InputRequired(_l("Escriba qué se debe, por ejemplo «Informe mensual de atenciones».")),
            Length(max=200),
        ],
    )
    pattern = SelectField(
        _l("Cada cuánto"), [InputRequired(_l("Elija cada cuánto se debe."))], choices=labels(Pattern)
    )
    day = SelectField(
        _l("Qué día"),
        [InputRequired()],
        coerce=_of_the_list,
        choices=offered((day, _l("El último del mes") if day == LAST_DAY else str(day)) for day in SAFE_DAYS),
        description=_l("Para el 29, el 30 o el 31, elija el último del mes: todos los meses lo tienen."),
    )
    month = SelectField(
        _l("Desde qué mes"),
        [InputRequired()],
        coerce=_of_the_list,
        choices=offered((number, _l(name)) for number, name in enumerate(MONTHS, start=1)),
        description=_l("El primero del año en que cae; cada mes no lo necesita."),
    )
    rule = StringField(
        _l("Regla RFC 5545"),
        [Optional(), Length(max=200)],
        description=_l("Solo si eligió «Otra»: por ejemplo FREQ=MONTHLY;BYMONTH=3,4,5;BYDAY=-1FR."),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    starts_on = DayField(_l("Se debe desde"), [InputRequired(_l("Diga desde qué día se debe."))])
    until = DayField(
        _l("Hasta"),
        [Optional()],
        description=_l("Toda obligación termina o se revisa: a más tardar, en 10 años."),
    )
    shift = SelectField(_l("Si cae en un día inhábil"), [InputRequired()], choices=labels(Shift))
    lead_days = WholeField(
        _l("Días hábiles de aviso"),
        [InputRequired(_l("Diga con cuántos días hábiles de aviso se pide."))],
        description=_l("Con esa anticipación se abre la tarea a la unidad."),
    )
    unit_id = PickField(
        _l("Unidad que debe"), [InputRequired(_l("Elija la unidad que debe."))], coerce=optional_int
    )
    evidence_type = SelectField(_l("Tipo de evidencia"), [InputRequired()], choices=labels(EvidenceType))
    requirement_ids = Chooser(_l("En qué requerimientos cae la evidencia"), coerce=row_id)
    origin = SelectField(_l("Qué obliga"), [InputRequired()], choices=labels(Origin))
    source = TextAreaField(
        _l("Fuente"),
        [Optional(), Length(max=2000)],
        description=_l("La ley y su artículo, el convenio y su fecha, el decreto y su número."),
    )
    version = HiddenField(default="0")
    seen = HiddenField(default="")
    """What the dates that were shown are of."""

    def offer(
        self,
        units: Iterable[UnitOption],
        requirements: Iterable[RequirementOption],
        fed: Iterable[int] = (),
    ) -> None:
        """Fill the choices; what the initiative feeds stands first."""
        self.unit_id.choices = [nothing(_l("Elija una unidad")), *indented(units)]
        first = set(fed)
        ordered = sorted(requirements, key=lambda one: one.id not in first)
        self.requirement_ids.choices = coded(ordered)

    def draft(self) -> DutyDraft:
        """What the form says; raises a RuleRefused for words of a rule that cannot be read."""
        choice = Choice(
            Pattern(self.pattern.data), self.day.data or 1, self.month.data or 1, self.rule.data or ""
        )
        return DutyDraft(
            title=self.title.data or "",
            rule=rule_of(choice, self.until.data),
            starts_on=self.starts_on.data or date.min,
            unit_id=self.unit_id.data or 0,
            shift=Shift(self.shift.data),
            lead_days=self.lead_days.data or 0,
            evidence_type=EvidenceType(self.evidence_type.data),
            origin=Origin(self.origin.data),
            source=self.source.data or "",
            requirement_ids=frozenset(self.requirement_ids.data or ()),
        )


def mark(said: DutyDraft) -> str:
    """What dates are of: a form that was shown other ones is shown these first."""
    return f"{said.rule}|{said.starts_on.isoformat()}|{said.shift.value}|{said.lead_days}"


def saved_form(row: DutyRow) -> DutyForm:
    """The form of a duty as it is saved."""
    timing = row.timing
    choice = choice_of(timing.rule)
    return DutyForm(
        formdata=None,
        title=row.title,
        pattern=choice.pattern.value,
        day=choice.day,
        month=choice.month,
        rule=_own(timing.rule) if choice.pattern is Pattern.RULE else "",
        starts_on=timing.starts,
        until=timing.rule.until,
        shift=timing.shift.value,
        lead_days=timing.lead_days,
        unit_id=row.unit_id,
        evidence_type=row.evidence_type.value,
        requirement_ids=[one.id for one in row.requirements],
        origin=row.origin.value,
        source=row.source,
        version=str(row.version),
    )


def _own(rule: Rule) -> str:
    """A rule in its own words, without the end that has a field of its own."""
    return ";".join(part for part in str(rule).split(";") if not part.startswith("UNTIL="))


class FulfilForm(FlaskForm):
    """The accepted piece that proves a date which nobody asked for."""

    fell_on = DayField(_l("Fecha"), [InputRequired(_l("Elija la fecha."))])
    evidence_id = PickField(
        _l("Evidencia aceptada"), [InputRequired(_l("Elija una evidencia."))], coerce=optional_int
    )

    def offer(self, pieces: Iterable[PieceRef]) -> None:
        """Fill the choices."""
        self.evidence_id.choices = [
            nothing(_l("Elija una evidencia")),
            *offered((one.id, one.title) for one in pieces),
        ]


class EndForm(FlaskForm):
    """Nothing but the wish to end a duty."""


class FeedForm(FlaskForm):
    """The initiative that feeds a requirement."""

    requirement_id = HiddenField()
    initiative_id = PickField(
        _l("Iniciativa"), [InputRequired(_l("Elija la iniciativa que aporta."))], coerce=optional_int
    )

    @property
    def asked(self) -> int | None:
        """The requirement that the form is of."""
        return read_id(self.requirement_id.data)

    def offer(self, initiatives: Iterable[tuple[int, str]]) -> None:
        """Fill the choices."""
        self.initiative_id.choices = [nothing(_l("Elija una iniciativa")), *offered(initiatives)]
