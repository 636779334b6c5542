"""The forms of cycles."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from sello.catalogue.domain.rules import EditionRules, RequirementRule
from sello.cycles.domain.answers import NARRATIVE_LIMIT, Declaration
from sello.cycles.domain.stages import Stage, StageKind
from sello.cycles.queries.requirement import AnswerDetail
from sello.cycles.service.cycles import CycleDraft
from sello.level.state import NOT_APPLICABLE
from sello.web.fields import WITHOUT_DAY, DayField, LastDayField, WholeField, offered, row_id
from sello.web.picking import PickField

UNDECIDED = ""


class VersionedForm(FlaskForm):
    """A form that says which version of the answer its page showed."""

    version = WholeField(_l("Versión"), widget=HiddenInput(), validators=[InputRequired()])

    def stamp(self, version: int) -> None:
        """Say that the page now shows this version, whatever was sent."""
        self.version.data, self.version.raw_data = version, None


class AnswerForm(VersionedForm):
    """What a unit says of a requirement."""

    declared: Any = RadioField(_l("¿Se cumple?"), validators=[Optional()], validate_choice=False)
    narrative = TextAreaField(
        _l("Cómo se cumple, o qué falta"),
        description=_l(
            "Cuente los hechos: qué se hizo, cuándo, con qué resultado. Los documentos van aparte."
        ),
        validators=[Length(max=NARRATIVE_LIMIT)],
    )
    not_applicable_reason = TextAreaField(
        _l("Fundamento, si no aplica"), validators=[Length(max=NARRATIVE_LIMIT)]
    )

    def offer(self, rules: EditionRules, rule: RequirementRule) -> None:
        """Offer the answers of the edition's scale."""
        self.declared.choices = _choices(rules, na=rules.may_be_not_applicable(rule))
        self.declared.flags.required = True  # one of them is always marked, if only "not answered yet"
        if not rules.may_be_not_applicable(rule):
            del self.not_applicable_reason

    def show(self, detail: AnswerDetail) -> None:
        """Fill in what is saved."""
        said = detail.declaration
        self.declared.data = NOT_APPLICABLE if said.not_applicable else said.declared or UNDECIDED
        self.narrative.data = said.narrative
        if "not_applicable_reason" in self:
            self.not_applicable_reason.data = said.not_applicable_reason

    def said(self) -> Declaration:
        """What was said."""
        declared = (self.declared.data or "").strip()
        reason = self.not_applicable_reason.data if "not_applicable_reason" in self else ""
        return Declaration(
            declared=declared if declared not in (UNDECIDED, NOT_APPLICABLE) else None,
            narrative=self.narrative.data or "",
            not_applicable=declared == NOT_APPLICABLE,
            not_applicable_reason=reason or "",
        )


class NumericAnswerForm(AnswerForm):
    """What a unit says of a requirement that is answered with a number."""

    declared: Any = StringField(_l("Avance"), validators=[Optional(), Length(max=20)])
    not_applicable = BooleanField(_l("No aplica"))

    def offer(self, rules: EditionRules, rule: RequirementRule) -> None:
        """Say from where to where the number goes."""
        self.declared.description = _l("Un número de 0 a %(full)s.", full=str(rules.scale.full))
        if not rules.may_be_not_applicable(rule):
            del self.not_applicable_reason
            del self.not_applicable

    def show(self, detail: AnswerDetail) -> None:
        """Fill in what is saved."""
        super().show(detail)
        self.declared.data = (detail.row.declared or "").replace(".", ",")
        if "not_applicable" in self:
            self.not_applicable.data = detail.row.not_applicable

    def said(self) -> Declaration:
        """What was said."""
        said = super().said()
        out = "not_applicable" in self and bool(self.not_applicable.data)
        number = said.declared.replace(",", ".") if said.declared else None
        return Declaration(number, said.narrative, out, said.not_applicable_reason)


class DecisionForm(VersionedForm):
    """What the secretariat or the evaluator decides on an answer."""

    decision: Any = RadioField(_l("Decisión"), validators=[Optional()], validate_choice=False)
    note = TextAreaField(_l("Observación"), validators=[Length(max=NARRATIVE_LIMIT)])

    def offer(self, rules: EditionRules, *, na: bool) -> None:
        """Offer the decisions of the edition's scale."""
        self.decision.choices = _choices(rules, na=na, undecided=_l("Sin decidir"))
        self.decision.flags.required = True

    def decided(self) -> str | None:
        """What was decided; None takes a decision back."""
        return (self.decision.data or "").strip().replace(",", ".") or None


class ValidationForm(DecisionForm):
    """The secretariat's validation."""

    decision: Any = RadioField(
        _l("¿La Secretaría Ejecutiva lo da por cumplido?"), validators=[Optional()], validate_choice=False
    )


class NumericDecisionForm(DecisionForm):
    """A decision on a requirement that is answered with a number."""

    decision: Any = StringField(_l("Avance que se reconoce"), validators=[Optional(), Length(max=20)])

    def offer(self, rules: EditionRules, *, na: bool) -> None:
        """Say from where to where the number goes."""
        del na
        self.decision.description = _l("Un número de 0 a %(full)s.", full=str(rules.scale.full))


def answer_form(rules: EditionRules, rule: RequirementRule, **values: Any) -> AnswerForm:
    """The answer's form for an edition's scale."""
    form = NumericAnswerForm(**values) if rules.scale.kind.is_numeric else AnswerForm(**values)
    form.offer(rules, rule)
    return form


def decision_form(kind: type[DecisionForm], rules: EditionRules, *, na: bool, **values: Any) -> DecisionForm:
    """The form of a decision for an edition's scale."""
    form = NumericDecisionForm(**values) if rules.scale.kind.is_numeric else kind(**values)
    form.offer(rules, na=na)
    return form


def _choices(rules: EditionRules, *, na: bool, undecided: Any = None) -> list[Any]:
    grades = [(grade.code, grade.label) for grade in reversed(rules.scale.grades)]
    out = [(NOT_APPLICABLE, _l("No aplica"))] if na else []
    return offered([*grades, *out, (UNDECIDED, undecided or _l("Todavía sin respuesta"))])


class CutForm(FlaskForm):
    """A cut to make."""

    name = StringField(
        _l("Nombre del corte"),
        description=_l("Por ejemplo, «Línea base» o «Cierre de marzo»."),
        validators=[InputRequired(_l("Escriba un nombre para el corte.")), Length(max=200)],
    )
    as_of = DayField(
        _l("Estado al"),
        description=_l("Se congela lo que constaba al terminar ese día: respuestas, decisiones y evidencia."),
        validators=[InputRequired(_l("Elija la fecha del corte."))],
    )
    is_baseline = BooleanField(_l("Es la línea base del ciclo"))


class CycleForm(FlaskForm):
    """A cycle's name, target, dates and stages."""

    name = StringField(
        _l("Nombre"),
        description=_l("Por ejemplo, «Sello 2027, renovación»."),
        validators=[InputRequired(_l("Escriba un nombre para el ciclo.")), Length(max=200)],
    )
    edition_id = PickField(
        _l("Edición del estándar"), coerce=row_id, validators=[InputRequired(_l("Elija la edición."))]
    )
    target_level = SelectField(
        _l("Nivel que se busca"),
        validate_choice=False,
        validators=[InputRequired(_l("Elija el nivel que se busca."))],
    )
    starts_on = DayField(_l("Inicio"), validators=[InputRequired(_l("Elija la fecha de inicio."))])
    evaluation_on = LastDayField(_l("Evaluación externa"), instead=WITHOUT_DAY, validators=[Optional()])
    valid_until = LastDayField(
        _l("Vigencia del Sello hasta"),
        description=_l("Si la deja vacía, se calculan tres años desde la evaluación."),
        instead=_l(
            "El Sello siempre vence: la fecha quedó vacía para calcular tres años desde la evaluación. "
            "Guarde así para confirmarlo, o escriba una fecha hasta el año 2200."
        ),
        validators=[Optional()],
    )
    version = HiddenField(default="0")
    # Never rendered: carries the refusals that are about the stages as a whole.
    stages = Field(_l("Etapas"))

    def draft(self) -> CycleDraft:
        """What the valid form says of the cycle."""
        assert self.starts_on.data is not None
        return CycleDraft(
            name=self.name.data or "",
            target_level=self.target_level.data or "",
            starts_on=self.starts_on.data,
            evaluation_on=self.evaluation_on.data,
            valid_until=self.valid_until.data,
            stages=self.given_stages(),
        )

    def given_stages(self) -> list[Stage]:
        """The stages with the dates that were given."""
        return [
            Stage(kind, self[f"{kind.value}_from"].data, self[f"{kind.value}_until"].data)
            for kind in StageKind
        ]

    def compared(self) -> list[str]:
        """The fields in which two versions of a cycle may differ."""
        days = [f"{kind.value}_{end}" for kind in StageKind for end in ("from", "until")]
        return ["name", "target_level", "starts_on", "evaluation_on", "valid_until", *days]

    def stage_labels(self) -> dict[str, str]:
        """What the two fields of each stage are called away from their table."""
        return {
            field.name: f"{gettext(kind.label)}: {field.label.text}"
            for kind, *fields in self.stage_fields()
            for field in fields
        }

    def stage_fields(self) -> list[tuple[StageKind, Any, Any]]:
        """The two fields of each stage, in order."""
        return [(kind, self[f"{kind.value}_from"], self[f"{kind.value}_until"]) for kind in StageKind]


for _kind in StageKind:
    setattr(CycleForm, f"{_kind.value}_from", DayField(_l("Desde"), validators=[Optional()]))
    setattr(CycleForm, f"{_kind.value}_until", LastDayField(_l("Hasta"), validators=[Optional()]))
