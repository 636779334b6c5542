"""Forms of reminders; what the numbers may be is for the rules to say."""

import re
from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TimeField,
    ValidationError,
)
from wtforms.validators import InputRequired, Optional

from sello.accounts.domain.actor import Role
from sello.reminders.domain.ladder import MOST_RUNGS, Rung, To, When
from sello.reminders.domain.news import REACHING, How, NewsKind, ways
from sello.reminders.domain.schedule import Kind, Schedule, Weekday, kinds_for
from sello.reminders.queries.settings import StoredSchedule, nameable
from sello.web.fields import (
    Chooser,
    SelectMultipleCheckboxes,
    Subform,
    WholeField,
    labels,
    offered,
    row_id,
    version_of,
)


class NumbersField(StringField):
    """A short list of numbers, such as `5, 1`."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if isinstance(self.data, tuple):
            return ", ".join(map(str, self.data))
        return self.data or ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the numbers, or keep what was typed and say what it should look like."""
        if not valuelist:
            return
        self.data = valuelist[0]
        words = re.split(r"[\s,;y]+", valuelist[0].strip())
        if not all(word.isascii() and word.isdecimal() and len(word) < 5 for word in words):
            raise ValueError(gettext("Escriba números separados por comas, por ejemplo 5, 1."))
        self.data = tuple(int(word) for word in words)


BLANK_ROWS = 3
"""Empty rows under the ladder, so that steps are added without a script."""


class RungRow(Subform):
    """One step of the ladder; a row without days, or taken out, is none."""

    when = SelectField(_l("Cuándo"), choices=labels(When), default=When.AFTER.value)
    days = WholeField(_l("Días hábiles"), [Optional()])
    every = WholeField(_l("Repetir cada"), [Optional()])
    to = SelectField(_l("A quién"), choices=labels(To), default=To.PERSON.value)
    out = BooleanField(_l("Quitar"))

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written into it."""
        return self.days.data is None and not any(self.days.raw_data or ())

    @property
    def is_said(self) -> bool:
        """Whether it is a step."""
        return self.days.data is not None and not self.out.data

    def show(self, rung: Rung) -> None:
        """Fill in a step."""
        self.when.data, self.to.data = rung.when.value, rung.to.value
        self.days.data, self.every.data = rung.days, rung.every or None

    def rung(self) -> Rung:
        """The step that was written."""
        return Rung(When(self.when.data), self.days.data or 0, To(self.to.data), self.every.data or 0)

    def validate_every(self, field: WholeField) -> None:
        """Refuse a row that says how often, and not when it begins."""
        if field.data is not None and self.days.data is None and not self.out.data:
            raise ValidationError(gettext("Falta decir a cuántos días hábiles del plazo empieza."))


class LadderField(FieldList):  # type: ignore[type-arg]  # generic in its stubs alone
    """The steps of the ladder, as they are read one after the other."""

    def lengthen(self) -> None:
        """Have empty rows at the end."""
        blank = sum(row.form.is_blank for row in self.entries)
        for _ in range(min(BLANK_ROWS - blank, MOST_RUNGS - len(self.entries))):
            self.append_entry()

    def show(self, rungs: Iterable[Rung]) -> None:
        """Fill in the steps, and leave empty rows after them."""
        while self.entries:
            self.pop_entry()
        for rung in rungs:
            self.append_entry().form.show(rung)
        self.lengthen()

    def said(self) -> str:
        """Every step in words."""
        rows = (row.form for row in self.entries if row.form.is_said)
        return "; ".join(_step(row.rung()) for row in rows)


class ScheduleForm(FlaskForm):
    """Times, offsets and kinds of an institution."""

    version = HiddenField()
    send_at = TimeField(
        _l("Hora de los recordatorios"),
        validators=[InputRequired()],
        description=_l("Desde esta hora, solo en días hábiles."),
    )
    ladder = LadderField(FormField(RungRow), label=_l("Pasos"), max_entries=2 * MOST_RUNGS)
    administration = Chooser(_l("Quiénes son la Administración Municipal"), coerce=row_id)
    committee = Chooser(_l("Quiénes son el comité"), coerce=row_id)
    expiring = NumbersField(
        _l("Avisar antes de que venza una evidencia"),
        validators=[InputRequired()],
        description=_l("Días corridos antes, separados por comas."),
    )
    digest_on = SelectField(
        _l("Día del resumen semanal"),
        validators=[InputRequired()],
        description=_l("Si cae en un día inhábil, sale el siguiente día hábil."),
    )
    digest_at = TimeField(_l("Hora del resumen semanal"), validators=[InputRequired()])
    mails_from = TimeField(
        _l("Los correos salen desde las"),
        validators=[InputRequired()],
        description=_l(
            "Fuera de estas horas, y en días inhábiles, esperan. Los de contraseña salen siempre."
        ),
    )
    mails_until = TimeField(_l("Los correos salen hasta las"), validators=[InputRequired()])
    reply_to = EmailField(
        _l("Correo que recibe las respuestas"),
        description=_l("El de la Secretaría. Vacío: llegan a la primera cuenta activa de la Secretaría."),
    )
    kinds = SelectMultipleCheckboxes(_l("Avisos que se envían"))

    def offer(self) -> None:
        """Say what can be chosen."""
        self.digest_on.choices = labels(Weekday)
        self.kinds.choices = labels(Kind)
        people = offered((each, ", ".join(filter(None, words))) for each, *words in nameable())
        self.administration.choices = self.committee.choices = people
        self.ladder.lengthen()

    def show(self, stored: StoredSchedule) -> None:
        """Fill in what is decided now."""
        schedule = stored.schedule
        self.version.data = str(stored.version)
        self.reply_to.data = stored.reply_to or ""
        for name in (
            "send_at",
            "administration",
            "committee",
            "expiring",
            "digest_at",
            "mails_from",
            "mails_until",
        ):
            self[name].data = getattr(schedule, name)
        self.ladder.show(schedule.ladder)
        self.digest_on.data = schedule.digest_on.value
        self.kinds.data = [kind.value for kind in Kind if kind not in schedule.off]

    def schedule(self) -> Schedule:
        """What was sent, as the settings that it asks for."""
        return Schedule(
            send_at=_minutes(self.send_at.data),
            ladder=tuple(row.form.rung() for row in self.ladder.entries if row.form.is_said),
            administration=tuple(self.administration.data or ()),
            committee=tuple(self.committee.data or ()),
            digest_on=next(day for day in Weekday if day.value == self.digest_on.data),
            digest_at=_minutes(self.digest_at.data),
            expiring=self.expiring.data,
            mails_from=_minutes(self.mails_from.data),
            mails_until=_minutes(self.mails_until.data),
            off=frozenset(kind for kind in Kind if kind.value not in (self.kinds.data or [])),
        )

    def number(self) -> int:
        """The version that the form was opened on; 0 if it says none."""
        return version_of(self.version)


class ReadForm(FlaskForm):
    """Up to which of her notices, the newest of the page, a person has read."""

    through = HiddenField()

    def newest(self) -> int:
        """That notice; 0 if the form says none."""
        return version_of(self.through)


class PreferencesForm(FlaskForm):
    """The kinds of mail that a person wants, and how she is told of acts."""

    kinds = SelectMultipleCheckboxes(_l("Quiero recibir"))
    returned = SelectField(_l("Lo que me devuelven con observación"))
    asked = SelectField(_l("Preguntas, comentarios y plazos pedidos"))
    assigned = SelectField(_l("Tareas y subrogancias que me dan o que cambian"))
    accepted = SelectField(_l("Lo que me aceptan o cierran"))
    handed_in = SelectField(_l("Lo que las unidades entregan o corrigen"))
    decided = SelectField(_l("Decisiones de la evaluación externa"))
    released = SelectField(_l("Lo que se libera a la evaluación"))
    version = HiddenField()

    def offer(self, role: Role) -> None:
        """Say what can be chosen; what cannot reach a role is not asked."""
        self.kinds.choices = offered((kind.value, gettext(kind.label)) for kind in kinds_for(role))
        if role is Role.AUTHORITY:
            self.asked.label.text = _l("Respuestas a lo que pidió")
            self.accepted.label.text = _l("Lo que instruyó o consultó y se cerró")
        for kind in NewsKind:
            if kind in REACHING[role]:
                self[field_of(kind)].choices = [(how.value, gettext(how.label)) for how in ways(kind)]
            else:
                del self[field_of(kind)]

    def wanted(self) -> frozenset[Kind]:
        """The kinds that were chosen."""
        return frozenset(kind for kind in Kind if kind.value in (self.kinds.data or []))

    def ways(self) -> dict[NewsKind, How]:
        """How each kind of act is to be told."""
        chosen = {how.value: how for how in How}
        return {kind: chosen[self[field_of(kind)].data] for kind in NewsKind if field_of(kind) in self}

    def compared(self) -> tuple[str, ...]:
        """Its fields as they are read one after the other."""
        return ("kinds", *(field_of(kind) for kind in NewsKind if field_of(kind) in self))


def field_of(kind: NewsKind) -> str:
    """The field that asks how a kind of act is told."""
    return kind.name.lower()


def fields_of(chosen: Mapping[NewsKind, How]) -> dict[str, str]:
    """What is chosen, by the fields."""
    return {field_of(kind): how.value for kind, how in chosen.items()}


def _step(rung: Rung) -> str:
    """A step in a few words."""
    words: str = gettext(
        "%(when)s, %(days)s: %(to)s", when=gettext(rung.when.label), days=rung.days, to=gettext(rung.to.label)
    )
    return words + (gettext(", y cada %(every)s", every=rung.every) if rung.every else "")


def _minutes(moment: time | None) -> time:
    if moment is None:
        raise ValidationError(gettext("Escriba una hora, por ejemplo 08:30."))
    return moment.replace(second=0, microsecond=0)
