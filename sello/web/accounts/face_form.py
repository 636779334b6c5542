"""The form of the institution's own page."""

from collections.abc import Iterable
from typing import Any, BinaryIO, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, FieldList, FormField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from sello.accounts.queries.face import Face, Signer
from sello.accounts.service.institution import FaceData
from sello.core.house import Word
from sello.files import logo
from sello.web.accounts.forms import trimmed
from sello.web.fields import Subform, labels, offered
from sello.web.printable import Printable

MOST_SIGNERS = 4
ZONES = ("America/Santiago", "America/Punta_Arenas", "Pacific/Easter")
"""Chile's clocks; another zone is set by the operator and stays."""


class SignerForm(Subform):
    """Who signs; an empty row is nobody."""

    name = StringField(_l("Nombre y apellidos"), filters=[trimmed], validators=[Length(max=200), Printable()])
    post = StringField(_l("Cargo"), filters=[trimmed], validators=[Length(max=200), Printable()])


class FaceForm(FlaskForm):
    """How the institution is called, looks, speaks and signs."""

    version = HiddenField(default="0")
    name = StringField(
        _l("Nombre de la institución"),
        filters=[trimmed],
        validators=[InputRequired(), Length(max=200), Printable()],
    )
    light = StringField(
        _l("Color sobre fondo claro"),
        filters=[trimmed],
        validators=[Length(max=20)],
        description=_l("Con seis cifras, por ejemplo #4a2377. Sin color se usa el violeta de Sello."),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    dark = StringField(
        _l("Color sobre fondo oscuro"),
        filters=[trimmed],
        validators=[Length(max=20)],
        description=_l("Para quien usa el modo oscuro. Si lo deja vacío se aclara el otro lo necesario."),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    word = RadioField(_l("Qué palabra usan"), coerce=Word, validators=[InputRequired()])
    zone = SelectField(
        _l("Zona horaria"),
        validators=[InputRequired()],
        description=_l("Dice en qué día ocurre cada cosa: plazos, vencimientos, recibos."),
    )
    signers = FieldList(FormField(SignerForm), label=_l("Quiénes firman"), max_entries=MOST_SIGNERS)
    data_contact = StringField(
        _l("A quién se escribe por los datos personales"),
        filters=[trimmed],
        validators=[Length(max=200), Printable()],
        description=_l(
            "Un cargo y su correo: la delegada o el delegado de protección de datos, si lo hay, u otra "
            "persona que responda. Lo dicen el registro de actividades de tratamiento y las cartas a las "
            "personas."
        ),
        render_kw={"autocomplete": "off"},
    )
    without_logo = BooleanField(_l("Quitar el logo"))
    logo = FileField(
        _l("Logo"),
        description=_l(
            "Imagen PNG o JPG de hasta 2 MB; se reduce a 640 por 320 puntos. De un SVG, exporte un PNG."
        ),
        render_kw={"accept": "image/png,image/jpeg"},
    )

    def __init__(self, saved: Face, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word.choices = labels(Word)
        self.zone.choices = offered((zone, zone) for zone in _zones(saved.zone))

    def signers_said(self) -> tuple[Signer, ...]:
        """Who signs, as the rows say; an empty row is nobody."""
        return tuple(
            Signer(row.form.name.data, row.form.post.data or "") for row in self.signers if row.form.name.data
        )

    def data_of(self) -> FaceData:
        """What the form says, its picture drawn anew; raises a LogoRefused."""
        return FaceData(
            name=str(self.name.data),
            zone=str(self.zone.data),
            word=self.word.data,
            light=self.light.data or "",
            dark=self.dark.data or "",
            signers=self.signers_said(),
            data_contact=self.data_contact.data or "",
            logo=_drawn(self.logo),
            without_logo=bool(self.without_logo.data),
        )


def saved_form(saved: Face) -> FaceForm:
    """The form as its page shows it, with an empty row for one who signs besides."""
    rows = [{"name": one.name, "post": one.post} for one in saved.signers]
    spare = [{"name": "", "post": ""}] * (len(rows) < MOST_SIGNERS)
    return FaceForm(
        saved,
        formdata=None,
        version=str(saved.version),
        name=saved.name,
        light=saved.house_light,
        dark=saved.house_dark,
        word=saved.word,
        zone=saved.zone,
        data_contact=saved.data_contact,
        signers=[*rows, *spare],
    )


def said_of_signers(signers: Iterable[Signer]) -> str:
    """Who signs, in one line, so that two versions can be compared."""
    return "; ".join(gettext("%(name)s, %(post)s", name=one.name, post=one.post) for one in signers)


def _zones(saved: str) -> tuple[str, ...]:
    return ZONES if saved in ZONES else (saved, *ZONES)


def _drawn(field: FileField) -> bytes | None:
    file = field.data
    if not file or not file.filename:
        return None
    return logo.draw(cast(BinaryIO, file.stream), file.filename)
