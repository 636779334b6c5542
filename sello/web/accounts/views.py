"""Saved views: keeping a list's filters under a name, and what may be done with it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import AnyOf, InputRequired, Length

from sello.accounts.domain.actor import Role
from sello.accounts.domain.views import NAME_LIMIT, ListKind
from sello.accounts.permissions import Action
from sello.accounts.queries import views as queries
from sello.accounts.queries.views import ViewRow
from sello.accounts.service import views as service
from sello.reminders.domain.schedule import Weekday
from sello.web import once
from sello.web.accounts import bp
from sello.web.addresses import came_from
from sello.web.answers import accepted
from sello.web.fields import SelectMultipleCheckboxes, labels, version_of
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.saved_views import ENDPOINTS, OF_VIEW


class ViewForm(FlaskForm):
    """The name of a view."""

    name = StringField(
        _l("Nombre de la vista"),
        [InputRequired(_l("Escriba un nombre para la vista.")), Length(max=NAME_LIMIT)],
    )
    version = HiddenField()


class MailForm(FlaskForm):
    """On which weekdays a view comes by mail."""

    weekdays = SelectMultipleCheckboxes(_l("Días"), choices=labels(Weekday))
    when_empty = BooleanField(_l("También cuando no tenga filas"))


EVERYBODY = "todas"
"""What the form says for the whole staff."""

SHARED_WITH = tuple(role for role in Role if role is not Role.AUDITOR)
"""Whom a view can be shared with alone; whoever sees only what was released is shown none."""


class NewViewForm(ViewForm):
    """A new view: also its list, and what it asks for."""

    list = HiddenField(
        _l("Lista"),
        [
            AnyOf(
                [kind.value for kind in ListKind],
                _l("Esa lista no existe. Abra la lista que quiere guardar y guarde la vista desde ahí."),
            )
        ],
    )
    query = HiddenField()


@bp.get("/vistas")
@permits(Action.ACCOUNT_SELF)
def views() -> ResponseReturnValue:
    """Show the views that one may use."""
    return _page()


@bp.post("/vistas")
@permits(Action.ACCOUNT_SELF)
def keep_view() -> ResponseReturnValue:
    """Keep what a list asks for under a name."""
    form = NewViewForm()
    kind, query = form.list.data or "", form.query.data or ""
    made = accepted(form, lambda: service.keep(current_actor(), ListKind(kind), form.name.data or "", query))
    if made is None:
        return _page(new=form), 422
    flash(gettext("La vista quedó guardada; la encuentra sobre la lista."), "success")
    return redirect(f"{url_for(ENDPOINTS[ListKind(kind)])}?{query}&{OF_VIEW}={made}", 303)


@bp.post("/vistas/<int:view_id>")
@permits(Action.ACCOUNT_SELF)
def rename_view(view_id: int) -> ResponseReturnValue:
    """Give a view of one's own another name."""
    form = ViewForm()
    version = version_of(form.version)
    done = accepted(
        form, lambda: service.rename(current_actor(), view_id, form.name.data or "", version=version)
    )
    if done is None:
        page = _page(renamed={view_id: form})
        return page, 422 if version_of(form.version) == version else 409
    flash(gettext("La vista se llama ahora «%(name)s».", name=done), "success")
    return redirect(url_for("accounts.views"), 303)


@bp.post("/vistas/<int:view_id>/inicio")
@permits(Action.ACCOUNT_SELF)
@once.sets
def begin_with_view(view_id: int) -> ResponseReturnValue:
    """Have its list begin with a view, or no longer."""
    first = request.form.get("primera") == "1"
    service.begin_with(current_actor(), view_id, first)
    said = (
        gettext("La lista comienza ahora con esa vista.") if first else gettext("La lista comienza completa.")
    )
    flash(said, "success")
    return redirect(url_for("accounts.views"), 303)


@bp.post("/vistas/<int:view_id>/compartir")
@permits(Action.ACCOUNT_SELF)
@once.sets
def share_view(view_id: int) -> ResponseReturnValue:
    """Share a view with the institution's staff or with those of a role, or no longer."""
    asked = request.form.get("con", "")
    role = next((each for each in SHARED_WITH if each.value == asked), None)
    shared = role is not None or asked == EVERYBODY
    service.share(current_actor(), view_id, shared, role=role, now=moment().now)
    said = gettext("La vista es solo suya.")
    if shared:
        said = gettext("La vista quedó a la vista de su institución.")
    if role is not None:
        said = gettext("La vista quedó a la vista de: %(role)s.", role=gettext(role.label))
    flash(said, "success")
    return redirect(url_for("accounts.views"), 303)


@bp.post("/vistas/<int:view_id>/dias")
@permits(Action.ACCOUNT_SELF)
@once.sets
def mail_view(view_id: int) -> ResponseReturnValue:
    """Have a view come by mail on some weekdays."""
    form = MailForm()

    def act() -> bool:
        chosen, at = form.weekdays.data or (), moment()
        service.subscribe(current_actor(), view_id, chosen, when_empty=form.when_empty.data, today=at.today)
        return True

    if accepted(form, act) is None:
        return _page(mailed={view_id: form}), 422
    flash(gettext("La vista le llegará por correo los días que eligió."), "success")
    return redirect(url_for("accounts.views"), 303)


@bp.post("/vistas/<int:view_id>/correo/quitar")
@permits(Action.ACCOUNT_SELF)
@once.takes_back
def stop_view_mail(view_id: int) -> ResponseReturnValue:
    """Have a view come by mail no longer."""
    service.unsubscribe(current_actor(), view_id)
    flash(gettext("La vista ya no le llega por correo."), "success")
    return redirect(came_from(), 303)


@bp.post("/vistas/<int:view_id>/borrar")
@permits(Action.ACCOUNT_SELF)
def remove_view(view_id: int) -> ResponseReturnValue:
    """Forget a view of one's own."""
    service.remove(current_actor(), view_id, now=moment().now)
    flash(gettext("La vista se borró. La lista y lo que contiene siguen igual."), "success")
    return redirect(url_for("accounts.views"), 303)


def _page(
    *,
    new: NewViewForm | None = None,
    renamed: dict[int, ViewForm] | None = None,
    mailed: dict[int, MailForm] | None = None,
) -> str:
    actor = current_actor()
    rows = queries.usable(actor)
    mine = [row for row in rows if row.owner_id == actor.person_id]
    forms = {row.id: _name_form(row, (renamed or {}).get(row.id)) for row in mine}
    return render_template(
        "accounts/views.html",
        mine=mine,
        others=[row for row in rows if row.owner_id != actor.person_id],
        forms=forms,
        new=new,
        shares=actor.is_secretariat,
        everybody=EVERYBODY,
        roles=SHARED_WITH,
        weekdays=[(day.value, day.label) for day in Weekday],
        mails={row.id: _mail_form(row) for row in rows} | (mailed or {}),
    )


def _name_form(row: ViewRow, typed: ViewForm | None) -> ViewForm:
    """The name as it is saved, or as it came back; either way it goes on from what is saved now."""
    form = typed or ViewForm(formdata=None, name=row.name)
    form.version.data = str(row.version)
    return form


def _mail_form(row: ViewRow) -> MailForm:
    """The days on which she gets a view, as they are saved."""
    return MailForm(formdata=None, weekdays=list(row.weekdays or ""), when_empty=bool(row.when_empty))
