"""Forms of accounts; what only the rules know is checked by the rules."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Email, EqualTo, InputRequired, Length, Optional, ValidationError

from sello.accounts.domain.actor import Role
from sello.accounts.domain.handover import Leaving
from sello.core.text import fold
from sello.web.fields import DayField, LastDayField, labels, nothing, offered, optional_int
from sello.web.picking import PickField


def trimmed(value: str | None) -> str | None:
    """Take away spaces around and doubled within."""
    return " ".join(value.split()) if value else value


def lowered(value: str | None) -> str | None:
    """Write an e-mail the way accounts are kept."""
    return value.strip().lower() if value else value


def _email_field(**attributes: str) -> EmailField:
    return EmailField(
        _l("Correo electrónico"),
        filters=[lowered],
        validators=[
            InputRequired(),
            Length(max=254),
            Email(message=_l("Escriba un correo completo, por ejemplo nombre@municipalidad.cl.")),
        ],
        render_kw=attributes,
    )


def _new_password_field() -> PasswordField:
    return PasswordField(
        _l("Contraseña nueva"),
        validators=[InputRequired()],
        description=_l("Al menos 12 caracteres. Una frase de varias palabras sirve muy bien."),
        render_kw={"autocomplete": "new-password"},
    )


def _repeat_field() -> PasswordField:
    return PasswordField(
        _l("Repita la contraseña nueva"),
        validators=[InputRequired(), EqualTo("password", message=_l("Las dos contraseñas no coinciden."))],
        render_kw={"autocomplete": "new-password"},
    )


class SignInForm(FlaskForm):
    """E-mail and password; nothing here tells whether the account exists."""

    email = EmailField(
        _l("Correo electrónico"),
        filters=[lowered],
        validators=[InputRequired(), Length(max=254)],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        _l("Contraseña"),
        validators=[InputRequired(), Length(max=1000)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()
    # What was typed into a form when the session was over (`web.interrupted_form`).
    typed = HiddenField()


class ForgotForm(FlaskForm):
    """For which account a reset link is wanted."""

    email = _email_field(autocomplete="username")


class NewPasswordForm(FlaskForm):
    """A password chosen through a single-use link."""

    password = _new_password_field()
    repeat = _repeat_field()


class ChangePasswordForm(FlaskForm):
    """A new password in place of the present one."""

    current = PasswordField(
        _l("Contraseña actual"),
        validators=[InputRequired()],
        render_kw={"autocomplete": "current-password"},
    )
    password = _new_password_field()
    repeat = _repeat_field()
    # What was typed into a form before it was known that the password had to change (`web.typed`).
    typed = HiddenField()


class _UnitFields(FlaskForm):
    """What a unit is called and where it hangs."""

    name = StringField(_l("Nombre"), filters=[trimmed], validators=[InputRequired(), Length(max=200)])
    short_name = StringField(
        _l("Nombre corto"),
        filters=[trimmed],
        validators=[Length(max=60)],
        description=_l("Para tablas y gráficos; por ejemplo, la sigla."),
    )
    parent_id = PickField(_l("Depende de"), coerce=optional_int, validators=[Optional()])

    def offer_units(self, units: Iterable[tuple[int, str]]) -> None:
        """Say which units it may hang from."""
        self.parent_id.choices = [
            nothing(gettext("La municipalidad (sin unidad superior)")),
            *offered(units),
        ]


class NewUnitForm(_UnitFields):
    """A unit that begins."""

    is_corporation = BooleanField(
        _l("Es una corporación municipal"),
        description=_l("Persona jurídica propia, que depende directamente de la municipalidad."),
    )
    day = DayField(
        _l("Existe desde"),
        validators=[InputRequired()],
        description=_l("La fecha del acto que la crea, o una anterior a lo que quiera registrar de ella."),
    )


class UnitForm(_UnitFields):
    """Another name or place for a unit, from a day on."""

    version = HiddenField(default="0")
    day = DayField(
        _l("Rige desde"),
        validators=[InputRequired()],
        description=_l(
            "Hasta el día anterior queda registrada como estaba. Para corregir un error sin dejar historia, "
            "use la fecha en que comenzó su forma actual."
        ),
    )


class EndUnitForm(FlaskForm):
    """The end of a unit, and who continues it."""

    successor_id = PickField(
        _l("La continúa"),
        coerce=optional_int,
        validators=[Optional()],
        description=_l("Sus personas, sus unidades y lo que le pertenecía pasan a esta unidad."),
    )
    version = HiddenField(default="0")
    day = DayField(_l("Primer día en que ya no existe"), validators=[InputRequired()])
    confirmation = StringField(
        _l("Escriba el nombre de la unidad para confirmar"),
        validators=[InputRequired()],
        render_kw={"autocomplete": "off"},
    )

    def __init__(self, unit_name: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._unit_name = unit_name

    def validate_confirmation(self, field: StringField) -> None:
        """An end is meant only by whoever writes the unit's name; case and accents do not matter."""
        if fold(field.data or "") != fold(self._unit_name):
            raise ValidationError(gettext("El nombre no coincide: escriba «%(name)s».", name=self._unit_name))

    def offer_units(self, units: Iterable[tuple[int, str]]) -> None:
        """Say which units may continue it."""
        self.successor_id.choices = [nothing(gettext("Ninguna")), *offered(units)]


class PersonForm(FlaskForm):
    """A person's record."""

    name = StringField(
        _l("Nombre y apellidos"),
        filters=[trimmed],
        validators=[InputRequired(), Length(max=200)],
        render_kw={"autocomplete": "off"},
    )
    email = _email_field(autocomplete="off")
    post = StringField(
        _l("Cargo"),
        filters=[trimmed],
        validators=[Length(max=200)],
        description=_l("Como aparece en los documentos; un cargo nuevo no borra el anterior."),
    )
    role = SelectField(
        _l("Rol en Sello"),
        coerce=Role,
        validators=[InputRequired()],
        description=_l(
            "La Secretaría administra; jefaturas y colaboración trabajan con lo de su unidad; la autoridad "
            "lee todo; la auditoría externa lee lo liberado."
        ),
    )
    unit_id = PickField(
        _l("Unidad"),
        coerce=optional_int,
        validators=[Optional()],
        description=_l(
            "Necesaria para jefaturas y colaboración: verán lo de esta unidad y las que dependen de ella."
        ),
    )
    version = HiddenField(default="0")
    access_until = LastDayField(
        _l("Último día de acceso"),
        validators=[Optional()],
        description=_l("Solo para auditoría externa: después de ese día ya no puede entrar."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = labels(Role)

    def offer_units(self, units: Iterable[tuple[int, str]]) -> None:
        """Say in which units a person may work."""
        self.unit_id.choices = [nothing(gettext("Sin unidad")), *offered(units)]


class HandoverForm(FlaskForm):
    """Why somebody hands over, to whom, and what the minute adds; each row has a field of its own."""

    reason = SelectField(_l("Motivo"), coerce=Leaving, validators=[InputRequired()])
    to_all = PickField(
        _l("Recibe todo"),
        coerce=optional_int,
        validators=[Optional()],
        description=_l(
            "Lo que no pueda recibir (tareas de otra rama del organigrama) vuelve a su unidad. "
            "Más abajo puede elegir a otra persona para cada cosa."
        ),
    )
    as_head = BooleanField(
        _l("Queda como jefatura de la unidad"),
        description=_l("Quien recibe responde desde hoy por sus requerimientos e iniciativas."),
    )
    note = TextAreaField(
        _l("Materias pendientes"),
        validators=[Length(max=4000)],
        description=_l("Lo que quien recibe debe saber; queda en el acta."),
    )
    shown = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.choices = labels(Leaving)

    def offer_people(self, people: Iterable[tuple[int, str]]) -> None:
        """Say who may receive."""
        self.to_all.choices = [nothing(gettext("La unidad (nadie en particular)")), *offered(people)]


class MessageForm(FlaskForm):
    """A message to a unit or a person."""

    subject = StringField(_l("Asunto"), filters=[trimmed], validators=[InputRequired(), Length(max=200)])
    text = TextAreaField(_l("Mensaje"), validators=[InputRequired(), Length(max=5000)])


class SubstituteForm(FlaskForm):
    """The days of a leave, and who acts for a person in them."""

    substitute_id = PickField(
        _l("Subroga"),
        coerce=optional_int,
        validators=[Optional()],
        description=_l(
            "Con «Nadie» y fechas, la ausencia queda registrada sin subrogante y el tablero lo recuerda."
        ),
    )
    substitute_from = DayField(_l("Primer día"), validators=[Optional()])
    substitute_until = LastDayField(_l("Último día"), validators=[Optional()])
    version = HiddenField(default="0")

    def offer_people(self, people: Iterable[tuple[int, str]]) -> None:
        """Say who may act for her."""
        self.substitute_id.choices = [nothing(gettext("Nadie")), *offered(people)]
