"""Forms of closed evidence: why it is opened, and which class is proposed for it."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from sello.evidence.domain import classing
from sello.evidence.domain.opening import REASON_LIMIT, Purpose
from sello.web.fields import labels

REQUIRED = _l("Complete este dato.")


class OpeningForm(FlaskForm):
    """Say why a restricted piece is opened."""

    purpose = RadioField(
        _l("¿Para qué la abre?"), [InputRequired(REQUIRED)], choices=labels(Purpose), coerce=Purpose
    )
    reason = TextAreaField(
        _l("Motivo"),
        [Optional(), Length(max=REASON_LIMIT)],
        description=_l("Con sus palabras, sin nombrar a personas. Necesario si es otro motivo."),
    )
    back = HiddenField()


class ProposalForm(FlaskForm):
    """Say why a piece should be secret, or no longer be."""

    reason = TextAreaField(
        _l("Por qué"),
        [Length(max=classing.REASON_LIMIT)],
        description=_l("Lo lee quien decide. Sin nombrar a personas."),
    )
