"""Forms of closed evidence: why it is opened, and which class is proposed for it."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from sello.evidence.domain import classing
from sello.evidence.domain.details import TITLE_LIMIT
from sello.evidence.domain.opening import REASON_LIMIT, Purpose
from sello.web.evidence.forms import REQUIRED, stripped
from sello.web.fields import labels


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
        [
            InputRequired(_l(classing.ReasonForClassMissing.message)),
            Length(max=classing.REASON_LIMIT),
        ],
        description=_l("Lo lee quien decide. Sin nombrar a personas."),
    )


class StrikingForm(FlaskForm):
    """Make a copy with parts struck out; what is proposed comes as ticks beside it."""

    title = StringField(
        _l("Título de la versión tarjada"),
        [InputRequired(REQUIRED), Length(max=TITLE_LIMIT, message=_l("Use a lo más 300 caracteres."))],
        filters=[stripped],
        description=_l("Sin nombrar a personas: quedará a la vista."),
    )
    boxes = TextAreaField(
        _l("Otros lugares por tapar"),
        [Optional(), Length(max=20_000)],
        description=_l(
            "Uno por línea, con cinco números: página, izquierda, arriba, ancho y alto, en milésimas de la "
            "página. Las líneas de la imagen van de cien en cien. Ejemplo: 1 100 250 400 30."
        ),
    )
