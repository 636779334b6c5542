"""What the reports' pages ask."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from sello.reminders.domain.schedule import Weekday
from sello.reports.mayor.by_mail import LAST
from sello.reports.queries import Candidate
from sello.web.fields import Chooser, DayField, offered, row_id


class MakeForm(FlaskForm):
    """A report to be made and kept now."""

    as_of = DayField(_l("Estado al"), validators=[InputRequired(_l("Indique la fecha del informe."))])


class RecipientsForm(FlaskForm):
    """Who gets the monthly report."""

    people = Chooser(_l("Reciben el informe mensual"), coerce=row_id)
    version = HiddenField()

    def offer(self, candidates: tuple[Candidate, ...]) -> None:
        """Offer the people who may be chosen."""
        self.people.choices = offered((one.id, f"{one.name} · {one.post}") for one in candidates)


class InstructForm(FlaskForm):
    """What the authority may still say in the letter that she is shown."""

    mark = HiddenField()
    until = DayField(_l("Plazo"), validators=[InputRequired(_l("Indique hasta cuándo."))])
    note = TextAreaField(
        _l("Párrafo suyo"),
        [Optional(), Length(max=2000)],
        description=_l("Entra en el Ordinario como un párrafo más."),
    )


class AnnulForm(FlaskForm):
    """Why a letter has no effect any more."""

    why = TextAreaField(
        _l("Por qué queda sin efecto"), [InputRequired(_l("Escriba por qué.")), Length(max=500)]
    )


class ReissueForm(FlaskForm):
    """The words of a letter, corrected."""

    subject = TextAreaField(_l("Materia"), [InputRequired(_l("Escriba la materia.")), Length(max=500)])
    paragraphs = TextAreaField(
        _l("Párrafos"),
        [InputRequired(_l("Escriba al menos un párrafo.")), Length(max=8000)],
        description=_l("Uno por línea; se numeran solos."),
    )
    until = DayField(
        _l("Plazo de la tarea"),
        [Optional()],
        description=_l("Si lo cambia, cambia también en la tarea y la unidad lo sabe por el mismo aviso."),
    )
    shown = HiddenField()
    why = TextAreaField(_l("Por qué se corrige"), [InputRequired(_l("Escriba por qué.")), Length(max=500)])


class AccountForm(FlaskForm):
    """An account that the authority asks for."""

    mark = HiddenField()
    until = DayField(_l("Hasta cuándo"), validators=[InputRequired(_l("Indique hasta cuándo."))])
    text = TextAreaField(_l("Qué pide"), [InputRequired(_l("Escriba de qué pide cuenta.")), Length(max=2000)])


class PageDayForm(FlaskForm):
    """On which day the authority wants her page by mail."""

    day = SelectField(
        _l("Mi página por correo"),
        description=_l("Si cae en un día inhábil, llega el siguiente día hábil."),
    )
    version = HiddenField()

    def offer(self) -> None:
        """Say what can be chosen."""
        weekly = [(f"w{day.value}", gettext("Cada %(day)s", day=gettext(day.label))) for day in Weekday]
        monthly = [(f"m{n}", gettext("El día %(n)s de cada mes", n=str(n))) for n in range(1, LAST + 1)]
        self.day.choices = [("", gettext("Nunca")), *weekly, *monthly]
        self.day.flags.required = True  # it always says something
