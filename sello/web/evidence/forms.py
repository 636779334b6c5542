"""The forms of evidence."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from sello.evidence.domain.details import ADDRESS_LIMIT, TITLE_LIMIT, Classification, Details, EvidenceType
from sello.evidence.domain.pins import LONGEST as PIN_LIMIT
from sello.evidence.domain.pins import Third
from sello.evidence.domain.ready import TEXT_LIMIT
from sello.evidence.domain.review import Part
from sello.web.fields import (
    Chooser,
    DayField,
    LastDayField,
    SelectMultipleCheckboxes,
    Subform,
    WholeField,
    by_dimension,
    is_yes,
    labels,
    offered,
    row_id,
    yes_or_no,
)
from sello.web.picking import PickField

REQUIRED = _l("Complete este dato.")
COMPLETE = _l("Con esto queda entregado lo que se pidió")
MORE_TO_COME = _l("Quite la marca si todavía entregará algo más.")


def stripped(value: str | None) -> str:
    """A text without blanks around it; nothing sent is an empty one."""
    return (value or "").strip()


class DocumentFields(Subform):
    """What is said of each file of its own."""

    title = StringField(
        _l("Título"),
        [InputRequired(REQUIRED), Length(max=TITLE_LIMIT, message=_l("Use a lo más 300 caracteres."))],
        filters=[stripped],
        description=_l("Qué es y de cuándo: «Decreto que aprueba la Política de Igualdad, 2026»."),
    )
    type = SelectField(
        _l("Tipo de documento"),
        [InputRequired(REQUIRED)],
        choices=labels(EvidenceType),
        coerce=EvidenceType,
    )
    document_number = StringField(
        _l("Número"),
        [Optional(), Length(max=80, message=_l("Use a lo más 80 caracteres."))],
        filters=[stripped],
        description=_l("Tal como está escrito, por ejemplo 1200/46."),
    )
    document_date = DayField(_l("Fecha del documento"), [Optional()])
    source_url = StringField(
        _l("Dirección de la página"),
        [Optional(), Length(max=ADDRESS_LIMIT, message=_l("Use a lo más 500 caracteres."))],
        filters=[stripped],
        description=_l("Como la muestra el navegador. Aquí nunca se visita: lo que vale es la copia."),
    )
    captured_on = DayField(_l("Día en que se guardó la copia"), [Optional()])


class FileFields(DocumentFields):
    """A received file with its description, or the wish to use the piece that already has its bytes."""

    upload_id = WholeField(_l("Archivo"), [InputRequired()])
    use_existing = BooleanField(_l("Usar la que ya está, sin entregarla de nuevo"))
    own_class = SelectField(
        _l("Este archivo, ¿es distinto de los demás?"),
        choices=offered(
            [
                ("", _l("No: como se diga abajo para todos")),
                (Classification.PUBLIC.value, _l("Pública: sin datos personales")),
                (Classification.RESERVED.value, _l("Reservada: con datos personales")),
                (Classification.SECRET.value, _l("Secreta o sensible: salud, denuncias, violencia, origen…")),
            ]
        ),
        default="",
    )


class DescribeForm(FlaskForm):
    """Describe received files and hand them in."""

    files = FieldList(FormField(FileFields))
    unit_id = PickField(_l("Unidad que la entrega"), [InputRequired(REQUIRED)], coerce=row_id)
    requirements = Chooser(
        _l("Requerimientos a los que sirve"),
        [InputRequired(_l("Elija al menos uno."))],
        coerce=row_id,
        description=_l("Un documento puede servir a varios."),
    )
    period_from = DayField(_l("Período que cubre, desde"), [Optional()])
    period_until = LastDayField(_l("Período que cubre, hasta"), [Optional()])
    valid_until = LastDayField(
        _l("Vigente hasta"),
        [Optional()],
        description=_l("Último día en que sirve como evidencia. Vacío: no vence."),
    )
    personal_data = RadioField(
        _l("¿Contiene datos personales?"),
        [InputRequired(REQUIRED)],
        choices=yes_or_no(),
        coerce=is_yes,
        description=_l("Nombres de asistentes, RUT, direcciones, salud, denuncias…"),
    )
    classification = RadioField(
        _l("Clasificación"),
        [InputRequired(REQUIRED)],
        choices=labels(Classification),
        coerce=Classification,
        description=_l(
            "Con datos personales queda al menos como reservada. Secreta o sensible (salud, denuncias, "
            "violencia, orientación, origen) la abren solo quien la entrega, su jefatura y la Secretaría, y "
            "una segunda persona lo confirma."
        ),
    )
    task = HiddenField()
    complete = BooleanField(COMPLETE, default=True, description=MORE_TO_COME)
    replaces = HiddenField()

    def __init__(self, units: Iterable[Any] = (), requirements: Iterable[Any] = (), /, **values: Any) -> None:
        super().__init__(**values)
        _offer(self, requirements)
        self.unit_id.choices = offered((unit.id, unit.name) for unit in units)


class CorrectForm(FlaskForm, DocumentFields):
    """Change what is open of a piece; the fields of closed parts are taken out."""

    version = HiddenField()
    upload = HiddenField()
    period_from = DescribeForm.period_from
    period_until = DescribeForm.period_until
    valid_until = DescribeForm.valid_until
    personal_data = DescribeForm.personal_data
    classification = DescribeForm.classification
    requirements = Chooser(
        _l("Requerimientos a los que sirve"),
        [InputRequired(_l("Elija al menos uno."))],
        coerce=row_id,
        description=_l("Un documento puede servir a varios."),
    )
    reply = TextAreaField(
        _l("Respuesta a la observación"),
        [Optional(), Length(max=4000, message=_l("Use a lo más 4.000 caracteres."))],
        description=_l("Qué se corrigió, o por qué no corresponde."),
    )
    complete = BooleanField(COMPLETE, default=True, description=MORE_TO_COME)

    def __init__(self, requirements: Iterable[Any] = (), /, **values: Any) -> None:
        super().__init__(**values)
        _offer(self, requirements)


class AcceptForm(FlaskForm):
    """Accept the piece on the desk."""

    version = WholeField(_l("Versión"), [InputRequired()])
    carries = HiddenField()
    met = SelectMultipleCheckboxes(_l("Medios de verificación"), validate_choice=False)
    close = BooleanField(_l("Cierra la tarea"), default=True)
    validate_too = BooleanField(_l("Valida el requerimiento"), default=True)
    valid_until = LastDayField(
        _l("Vigente hasta"),
        [Optional()],
        description=_l("Quien la entregó no dijo su último día. Vacío: no vence."),
    )
    as_read = DayField(_l("El día que se lee en su texto"), [Optional()])


class AcceptanceForm(FlaskForm):
    """What the institution wishes that accepting carries with it."""

    validates = BooleanField(
        _l("Al aceptar lo último que faltaba de un requerimiento, validarlo con lo que declaró la unidad"),
        description=_l(
            "El botón de aceptar dirá qué validará, y cada vez podrá quitarse. Sin esta marca, la validación "
            "se decide siempre aparte, en la página del requerimiento."
        ),
    )
    seen = HiddenField()


class ReturnForm(FlaskForm):
    """Return the piece on the desk with a remark: written, chosen, or both."""

    version = WholeField(_l("Versión"), [InputRequired()])
    reopens = HiddenField()
    met = SelectMultipleCheckboxes(_l("Medios de verificación"), validate_choice=False)
    ready = SelectMultipleCheckboxes(_l("Observaciones listas"), coerce=row_id, validate_choice=False)
    say_missing = BooleanField(_l("Decir qué medios de verificación faltan (los que no marcó)"))
    remark = TextAreaField(
        _l("Observación"),
        [Length(max=4000)],
        description=_l("La unidad la lee tal como usted la escriba, junto con las listas que marque."),
    )
    parts = SelectMultipleCheckboxes(
        _l("Qué debe corregir la unidad"),
        [InputRequired(_l("Marque al menos una parte; solo eso quedará abierto."))],
        choices=labels(Part),
        default=[Part.FILE.value],
    )


class DeskAskForm(FlaskForm):
    """Ask the unit something about the piece on the desk."""

    task_id = PickField(_l("En la conversación de"), coerce=row_id, validate_choice=False)
    text = TextAreaField(_l("Pregunta"), [InputRequired(_l("Escriba su pregunta.")), Length(max=5000)])


class PinForm(FlaskForm):
    """Pin a remark to a page: where it was pointed at, else to one of its nine parts, or to all of it."""

    across = HiddenField(default="0")
    down = HiddenField(default="0")
    third = RadioField(
        _l("Lugar en la página"),
        [Optional()],
        choices=labels(Third),
        coerce=Third,
        default=Third.WHOLE,
    )
    text = TextAreaField(
        _l("Observación en esta página"),
        [InputRequired(_l("Escriba la observación.")), Length(max=PIN_LIMIT)],
    )


class ReadyForm(FlaskForm):
    """A ready-made remark."""

    text = TextAreaField(_l("Observación"), [InputRequired(REQUIRED), Length(max=TEXT_LIMIT)])
    kinds = SelectMultipleCheckboxes(
        _l("Para qué tipos de evidencia"),
        choices=labels(EvidenceType),
        coerce=EvidenceType,
        description=_l("Sin marcar ninguno, se ofrece siempre."),
    )
    version = WholeField(_l("Versión"), [Optional()])


def _offer(form: Any, requirements: Iterable[Any]) -> None:
    form.requirements.choices = by_dimension(requirements)


def details(document: Any, common: Any) -> Details:
    """What a valid form says of one file; what names persons is at least reserved."""
    said = document.data | common.data
    if own := document.data.get("own_class"):
        said["classification"] = Classification(own)
        said["personal_data"] = said["classification"] is not Classification.PUBLIC
    if said["personal_data"] and said["classification"] is Classification.PUBLIC:
        said["classification"] = Classification.RESERVED
    return Details(**{field.name: said[field.name] for field in fields(Details)})
