"""The days on which only this institution does not work, with what would move before it is saved."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FieldList, FormField, HiddenField, SelectField, StringField
from wtforms.validators import Length, Optional, ValidationError

from sello.accounts.domain.days_off import MOST, REGIONS, DayKind, OwnDay, OwnDays, checked_days
from sello.accounts.permissions import Action
from sello.accounts.queries.days_off import SavedDays, saved_days
from sello.core.counting import ngettext
from sello.core.days import Calendar, calendar_closed_on, holidays_of
from sello.duties.service import days_off as service
from sello.web import once
from sello.web.accounts import bp
from sello.web.accounts.forms import trimmed
from sello.web.answers import accepted
from sello.web.fields import DayField, Subform, labels, nothing, offered, version_of
from sello.web.filters import show_date
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.stale_form import Row, caught_up

SPARE_ROWS = 3
NOTHING_NEW = -1
"""Stands for «there was nothing to change»: an act that returned nothing was refused."""


class OwnDayForm(Subform):
    """A day on which only the institution does not work; an empty row is none."""

    on = DayField(_l("Día"), [Optional()])
    kind = SelectField(_l("Por qué"), choices=labels(DayKind))
    name = StringField(_l("Nombre"), filters=[trimmed], validators=[Length(max=120)])

    def validate_name(self, field: StringField) -> None:
        """Without its day nothing could keep the name."""
        if field.data and self.on.data is None and not self.on.errors:
            raise ValidationError(gettext("Escriba el día, o borre el nombre que escribió al lado."))


class DaysOffForm(FlaskForm):
    """The institution's region and its own days."""

    region = SelectField(
        _l("Región"),
        choices=[
            nothing(_l("Solo los feriados nacionales")),
            *offered((code, _l(name)) for code, name in REGIONS.items()),
        ],
        description=_l("Agrega los feriados que solo rigen en ella, como el 7 de junio en Arica."),
    )
    days = FieldList(FormField(OwnDayForm), label=_l("Días propios"), max_entries=MOST + SPARE_ROWS)
    version = HiddenField(default="0")
    seen = HiddenField(default="")

    def own_days(self) -> OwnDays:
        """What the form says; an empty row is no day."""
        rows = (row.form for row in self.days)
        days = (
            OwnDay(row.on.data, DayKind(row.kind.data), row.name.data or "") for row in rows if row.on.data
        )
        return OwnDays(self.region.data or "", tuple(sorted(days, key=lambda one: one.on)))

    def checked(self) -> OwnDays:
        """The same, or the refusal of days that contradict each other."""
        said = self.own_days()
        checked_days(said)
        return said


@bp.get("/institucion/feriados")
@permits(Action.INSTITUTION_MANAGE)
def days_off() -> ResponseReturnValue:
    """Show the national holidays, and the form of the institution's own days."""
    return _page(_saved_form(saved_days()))


@bp.post("/institucion/feriados")
@permits(Action.INSTITUTION_MANAGE)
@once.sets
def save_days_off() -> ResponseReturnValue:
    """Save them, once it was shown what would move; over another person's change, show both versions."""
    form = DaysOffForm()
    said = accepted(form, form.checked)
    if said is None:
        return _page(form), 422
    wanted = _calendar(said)
    if form.seen.data != _mark(said):
        form.seen.data = _mark(said)
        return _page(form, moving=service.would_move(wanted, at=moment()))
    moved = accepted(form, lambda: _set(said, wanted, version_of(form.version)))
    if moved is None:
        saved = _saved_form(saved_days())
        compared = caught_up(form, saved, ("region",))
        if compared:
            compared = (*compared, (str(form.days.label.text), _words(saved.own_days()), _words(said)))
        return _page(form, compared=compared), 409 if compared else 422
    flash(_told(moved), "success")
    return redirect(url_for("accounts.days_off"), 303)


def _set(said: OwnDays, wanted: Calendar, version: int) -> int:
    moved = service.set_days_off(current_actor(), said, wanted, version=version, at=moment())
    return NOTHING_NEW if moved is None else moved


def _told(moved: int) -> str:
    if moved == NOTHING_NEW:
        return str(gettext("No había nada que cambiar."))
    return ngettext(
        "Los días quedaron guardados y se movió %(num)s plazo.",
        "Los días quedaron guardados y se movieron %(num)s plazos.",
        moved,
        none=gettext("Los días quedaron guardados. Ningún plazo se movió."),
    )


def _calendar(said: OwnDays) -> Calendar:
    return calendar_closed_on(config().closed_days).less(said.off)


def _mark(said: OwnDays) -> str:
    """What was shown is of these days: others are shown first."""
    return "|".join([said.region, *(one.on.isoformat() for one in said.days)])


def _words(said: OwnDays) -> str:
    return "; ".join(f"{show_date(one.on)} {one.name}".strip() for one in said.days)


def _saved_form(saved: SavedDays) -> DaysOffForm:
    rows: list[dict[str, Any]] = [
        {"on": one.on, "kind": one.kind.value, "name": one.name} for one in saved.days.days
    ]
    spare = [{"on": None, "kind": DayKind.MUNICIPAL.value, "name": ""}] * SPARE_ROWS
    return DaysOffForm(
        formdata=None,
        region=saved.days.region,
        days=[*rows, *spare],
        version=str(saved.version),
        seen=_mark(saved.days),
    )


def _page(
    form: DaysOffForm,
    *,
    moving: tuple[service.Moving, ...] | None = None,
    compared: tuple[Row, ...] = (),
) -> str:
    this = moment().today.year
    region = form.region.data if form.region.data in REGIONS else ""
    years = {year: sorted(holidays_of(year, region).items()) for year in (this, this + 1)}
    return render_template("accounts/days_off.html", form=form, moving=moving, compared=compared, years=years)
