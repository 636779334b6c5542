"""Forms of keeping and of requests."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Email, InputRequired, Length, Optional

from sello.evidence.domain.details import Classification, EvidenceType
from sello.privacy.domain.purging import ACT_LIMIT
from sello.privacy.domain.requests import NAME_LIMIT, REASON_LIMIT, Channel, Decision, Outcome, Right
from sello.privacy.domain.retention import BASIS_LIMIT, Anchor
from sello.web.fields import DayField, WholeField, labels

REQUIRED = _l("Complete este dato.")


def stripped(value: str | None) -> str:
    """A text without blanks around it; nothing sent is an empty one."""
    return (value or "").strip()


class RuleForm(FlaskForm):
    """Say how long evidence of a class, or of one kind in it, is kept."""

    classification = SelectField(_l("Clasificación"), choices=labels(Classification), coerce=Classification)
    kind = SelectField(
        _l("Tipo de evidencia"),
        choices=[SelectChoice("", _l("Todos los que no tengan un plazo propio")), *labels(EvidenceType)],
        default="",
    )
    anchor = SelectField(_l("Desde cuándo se cuenta"), choices=labels(Anchor), coerce=Anchor)
    years = WholeField(_l("Años"), [Optional()], description=_l("Vacío: no se elimina nunca."))
    seen = HiddenField()
    basis = TextAreaField(
        _l("Norma o acto en que se apoya"), [InputRequired(REQUIRED), Length(max=BASIS_LIMIT)]
    )


class ProposalForm(FlaskForm):
    """Propose what is marked for destruction."""

    reason = TextAreaField(_l("Por qué"), [InputRequired(REQUIRED), Length(max=REASON_LIMIT)])
    with_copies = BooleanField(_l("También sus versiones tarjadas"))


class ConfirmForm(FlaskForm):
    """Confirm an acta of somebody else."""

    allowed_by = StringField(
        _l("Decreto o resolución que lo autoriza"),
        [Optional(), Length(max=ACT_LIMIT)],
        filters=[stripped],
        description=_l(
            "En un organismo autónomo lo autoriza su jefatura (Contraloría, circular 28.704 de 1981)."
        ),
    )


class OrderForm(FlaskForm):
    """Order that a piece be kept whatever its rule says."""

    reason = TextAreaField(
        _l("Por qué se conserva"),
        [InputRequired(REQUIRED), Length(max=REASON_LIMIT)],
        description=_l("Por ejemplo, la causa, el sumario o la auditoría. Sin nombrar a personas."),
    )


class RequestForm(FlaskForm):
    """Register what a person asks."""

    right = RadioField(_l("Qué pide"), [InputRequired(REQUIRED)], choices=labels(Right), coerce=Right)
    channel = SelectField(_l("Cómo llegó"), choices=labels(Channel), coerce=Channel)
    received_on = DayField(_l("Día en que llegó"), [InputRequired(REQUIRED)])
    name = StringField(
        _l("Nombre de la persona"), [InputRequired(REQUIRED), Length(max=NAME_LIMIT)], filters=[stripped]
    )
    run = StringField(_l("RUN"), [Optional(), Length(max=20)], filters=[stripped])
    email = EmailField(
        _l("Correo"),
        [
            Optional(),
            Length(max=254),
            Email(message=_l("Escriba un correo completo, por ejemplo nombre@municipalidad.cl.")),
        ],
        filters=[stripped],
    )


class HitForm(FlaskForm):
    """Decide of one place in which a person was found."""

    seen = HiddenField()
    decision = SelectField(
        _l("Qué se hace"), [InputRequired(REQUIRED)], choices=labels(Decision), coerce=Decision
    )
    reason = TextAreaField(_l("Motivo"), [InputRequired(REQUIRED), Length(max=REASON_LIMIT)])


class ExtensionForm(FlaskForm):
    """Extend the term of a request."""

    reason = TextAreaField(_l("Por qué se prorroga"), [InputRequired(REQUIRED), Length(max=REASON_LIMIT)])


class AnswerForm(FlaskForm):
    """Answer a request."""

    outcome = RadioField(_l("Respuesta"), [InputRequired(REQUIRED)], choices=labels(Outcome), coerce=Outcome)
    text = TextAreaField(
        _l("Fundamento"),
        [InputRequired(REQUIRED), Length(max=4 * REASON_LIMIT)],
        description=_l("La carta agrega dónde aparece la persona y qué se decidió de cada lugar."),
    )
