"""One's own account: password and sessions."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.accounts.queries import identity, people
from sello.accounts.service import access, guesses
from sello.core.counting import ngettext
from sello.core.db import unit_of_work
from sello.web import devices
from sello.web.accounts import bp
from sello.web.accounts.forms import ChangePasswordForm
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.identity import current_session, leave
from sello.web.interrupted_form import Typed, unpacked
from sello.web.moment import moment


@bp.get("/mi-cuenta")
@permits(Action.ACCOUNT_SELF)
def me() -> ResponseReturnValue:
    """Show the account of whoever asks, and where she is signed in."""
    now = moment().now
    actor = current_actor()
    return render_template(
        "accounts/me.html",
        person=people.person(actor.person_id, now=now),
        sessions=identity.sessions(actor.person_id, now=now),
        here=current_session().sign_in_id,
    )


@bp.get("/mi-cuenta/contrasena")
@permits(Action.ACCOUNT_SELF)
def change_password() -> ResponseReturnValue:
    """Show the form for a new password."""
    return _password_page(ChangePasswordForm())


@bp.post("/mi-cuenta/contrasena")
@permits(Action.ACCOUNT_SELF)
def save_password() -> ResponseReturnValue:
    """Change one's own password; the other sessions end."""
    form = ChangePasswordForm()
    if accepted(form, lambda: _save(form)) is None:
        return _password_page(form), 422
    flash(gettext("Cambió su contraseña. Las sesiones abiertas en otros equipos terminaron."), "success")
    typed = unpacked(form.typed.data)
    if typed is not None and typed.is_for(current_actor().person_id):
        return render_template("accounts/interrupted_form.html", typed=typed)
    return redirect(url_for("accounts.me"), 303)


def change_first(typed: Typed | None) -> ResponseReturnValue:
    """Ask whoever has a temporary password for one of her own; what she had typed goes along."""
    if typed is None or not typed.is_for(current_actor().person_id):
        return redirect(url_for("accounts.change_password"), 303)
    return _password_page(ChangePasswordForm(formdata=None, typed=typed.packed()))


@bp.post("/mi-cuenta/sesiones/<int:session_id>/cerrar")
@permits(Action.ACCOUNT_SELF)
def end_session(session_id: int) -> ResponseReturnValue:
    """End one of one's own sessions."""
    access.end_session(current_actor(), session_id, now=moment().now)
    if session_id == current_session().sign_in_id:
        leave()
        return redirect(url_for("accounts.sign_in"), 303)
    flash(gettext("La sesión terminó: ese equipo deberá iniciarla de nuevo."), "success")
    return redirect(url_for("accounts.me"), 303)


@bp.post("/mi-cuenta/sesiones/cerrar-las-demas")
@permits(Action.ACCOUNT_SELF)
def end_other_sessions() -> ResponseReturnValue:
    """End all of one's own sessions but this one."""
    actor = current_actor()
    ended = access.end_sessions(actor, actor.person_id, now=moment().now, but=current_session().sign_in_id)
    text = ngettext(
        "Terminó %(num)s sesión.",
        "Terminaron %(num)s sesiones.",
        ended,
        none=gettext("No había otras sesiones abiertas."),
    )
    flash(text, "success")
    return redirect(url_for("accounts.me"), 303)


def _save(form: ChangePasswordForm) -> bool:
    actor, now = current_actor(), moment().now
    device = devices.known(actor.email)
    with unit_of_work():  # whoever took over a session guesses no faster here than at the door
        guesses.count_sign_in(actor.email, request.remote_addr, device=device, now=now)
    access.change_password(
        actor,
        current_session().sign_in_id,
        current=str(form.current.data),
        password=str(form.password.data),
        now=now,
    )
    guesses.forgive_sign_in(actor.email, request.remote_addr, device=device)
    return True


def _password_page(form: ChangePasswordForm) -> str:
    forced = current_session().must_change_password
    return render_template("accounts/change_password.html", form=form, forced=forced)
