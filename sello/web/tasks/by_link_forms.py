"""Forms of whoever answers by the link of a mail: the address is the permission, without a session."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from sello.evidence.domain.details import TITLE_LIMIT
from sello.tasks.queries.words import Remark
from sello.web.fields import AsChosen, LastDayField, is_yes, offered, optional_int, yes_or_no
from sello.web.tasks.forms import AnswerForm, CommentForm, TimeForm

_SHEET = re.compile(r"[\w-]{16}", re.ASCII)


class ByLinkForm(FlaskForm):
    """What all of them have in common: no token of a session, and the sheet that they were shown on."""

    class Meta:
        """The address that the form is sent to is a secret of its own: nobody else's page can send it."""

        csrf = False

    sheet = HiddenField()

    @property
    def mark(self) -> str:
        """What tells one sheet from every other; empty for none of ours."""
        said = str(self.sheet.data or "")
        return said if _SHEET.fullmatch(said) else ""


class CommentByLink(ByLinkForm, CommentForm):
    """What somebody says about the task."""


class AnswerByLink(ByLinkForm, AnswerForm):
    """The answer to the question that waits."""


class TimeByLink(ByLinkForm, TimeForm):
    """A request for more time."""


ANEW = "nuevo"
"""Stands for no returned piece: chosen, it is an answer, where nothing chosen is none."""


def _piece(value: object) -> int | str | None:
    return ANEW if value == ANEW else optional_int(value)


class BringByLink(ByLinkForm):
    """Files, with the little that has to be said of them."""

    corrects = SelectField(
        _l("Qué entrega"), [InputRequired(_l("Diga qué entrega."))], coerce=_piece, validate_choice=True
    )
    files = MultipleFileField(_l("Archivos"), [AsChosen()])
    title = StringField(
        _l("Título"),
        [AsChosen(), Length(max=TITLE_LIMIT, message=_l("Use a lo más 300 caracteres."))],
        description=_l("Vacío: se toma del nombre del archivo."),
    )
    text = TextAreaField(_l("Algo que decir"), [AsChosen(), Length(max=4000)])
    valid_until = LastDayField(
        _l("Vigente hasta"),
        [Optional()],
        description=_l("El último día que dice el documento. Vacío: no vence."),
    )
    personal_data = RadioField(
        _l("¿Contiene datos personales?"),
        [InputRequired(_l("Complete este dato."))],
        choices=yes_or_no(),
        coerce=is_yes,
        description=_l("Nombres de asistentes, RUT, direcciones, salud, denuncias…"),
    )
    complete = BooleanField(
        _l("Con esto queda entregado lo que se pidió"),
        default=True,
        description=_l("Quite la marca si todavía entregará algo más."),
    )

    def offer(self, returned: Iterable[Remark]) -> None:
        """Fill the choices: the returned pieces first, which is what is waited for."""
        back = [(one.evidence_id, _l("La corrección de «%(title)s»", title=one.title)) for one in returned]
        if back:
            self.corrects.choices = offered([*back, (ANEW, _l("Un documento nuevo"))])
        else:
            del self.corrects

    @property
    def corrected_id(self) -> int | None:
        """The returned piece that the file is a new version of; None for a new document."""
        chosen = self.corrects.data if "corrects" in self else None
        return chosen if isinstance(chosen, int) else None
