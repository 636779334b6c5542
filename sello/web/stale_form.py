"""Two versions of one form side by side: what is saved now, and what whoever saves over it typed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from typing import Protocol, runtime_checkable

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, SelectField, SelectMultipleField

from sello.web.answers import accepted
from sello.web.fields import version_of
from sello.web.filters import show_date

Row = tuple[str, str, str]
"""A field's label, its saved value and the one that was typed, in words."""


class Versioned(Protocol):
    """What is saved, and which version that is."""

    @property
    def version(self) -> int:
        """It counts up with every change."""
        ...


@runtime_checkable
class Worded(Protocol):
    """A field that says by itself what stands in it."""

    def said(self) -> str:
        """Its value in words."""
        ...


NO_LABELS: Mapping[str, str] = {}


def caught_up(
    typed: FlaskForm,
    saved: FlaskForm,
    names: Iterable[str],
    labels: Mapping[str, str] = NO_LABELS,
    counter: str = "version",
) -> tuple[Row, ...]:
    """Both versions of a refused form if it was opened on an older one than is saved, else nothing.

    `saved` is the same form as its page would show it now. The typed one goes on from that version: whoever
    has compared both may save. `labels` names fields whose own label says too little. The field
    `counter` says the version: a number or, where many rows are chosen at once, those that were chosen.
    """
    if str(typed[counter].data or "") == str(saved[counter].data or ""):
        return ()
    typed[counter].data = saved[counter].data
    return tuple(
        (labels.get(name) or str(typed[name].label.text), shown(saved[name]), shown(typed[name]))
        for name in names
    )


def edited(
    form: FlaskForm, saved: Versioned, act: Callable[[int], bool], *, template: str, back: str
) -> ResponseReturnValue:
    """The answer to an edit page that shows what is saved beside what was typed.

    `act` saves over the version that the page showed, and tells whether anything changed. A form that came
    back goes on from the version that is saved now: whoever has compared both may save.
    """
    sent = version_of(form["version"])
    changed = accepted(form, lambda: act(sent))
    if changed is None:
        stale = saved.version != sent
        form["version"].raw_data, form["version"].data = None, str(saved.version)
        return render_template(template, form=form, saved=saved, stale=stale), 409 if stale else 422
    flash(
        gettext("Los cambios quedaron guardados.") if changed else gettext("No había nada que cambiar."),
        "success",
    )
    return redirect(back, 303)


def shown(field: Field) -> str:
    """The value of a field in words, so that two versions can be compared."""
    if isinstance(field, SelectField | SelectMultipleField):
        return _chosen(field)
    if isinstance(field, BooleanField):
        return str(gettext("Sí") if field.data else gettext("No"))
    return field.said() if isinstance(field, Worded) else _said(field.data)


def _chosen(field: SelectField | SelectMultipleField) -> str:
    chosen = field.data if isinstance(field.data, list | tuple) else [field.data]
    return ", ".join(str(option.label.text).strip() for option in field if option.data in chosen)


def _said(value: object) -> str:
    match value:
        case None:
            return ""
        case time():
            return f"{value:%H:%M}"
        case date():
            return str(show_date(value))
        case tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)
