"""Signing in and out, asking for a link, using one."""

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.access import LinkSpent
from sello.accounts.domain.guesses import TooManyGuesses
from sello.accounts.permissions import Action
from sello.accounts.queries import identity
from sello.accounts.queries.identity import Credentials, LinkOwner
from sello.accounts.service import access, guesses
from sello.core.db import db, scope_to, unit_of_work
from sello.web import devices
from sello.web.accounts import bp
from sello.web.accounts.forms import ForgotForm, NewPasswordForm, SignInForm
from sello.web.accounts.me import change_first
from sello.web.addresses import next_target, start_of
from sello.web.answers import accepted
from sello.web.guard import current_actor, maybe_actor, permits, public
from sello.web.identity import current_session, demo_offer, enter, leave, load_actor
from sello.web.instance import config
from sello.web.interrupted_form import Typed, unpacked
from sello.web.links import delivery
from sello.web.moment import moment
from sello.web.revisits import forgotten


@bp.get("/entrar")
@public
def sign_in() -> ResponseReturnValue:
    """Show the sign-in page; whoever is signed in already goes on."""
    if maybe_actor() is not None:
        return redirect(next_target(request.args.get("next"), maybe_actor()), 303)
    return _sign_in_page(SignInForm(next=request.args.get("next", "")))


@bp.post("/entrar")
@public
def sign_in_now() -> ResponseReturnValue:
    """Open a session for whoever knows e-mail and password."""
    form = SignInForm()
    found = accepted(form, lambda: _check(form))
    if found is None:
        return _sign_in_page(form), 422
    enter(found.person)
    guesses.forgive_sign_in(found.person.email, request.remote_addr, device=devices.known(found.person.email))
    devices.remember(found.person.email)
    access.renew_hash(found, str(form.password.data))
    typed = unpacked(form.typed.data)
    g.actor = load_actor()
    if typed is None:
        return redirect(next_target(form.next.data, maybe_actor()), 303)
    if not typed.is_for(found.person.person_id):
        flash(
            gettext("Lo que se escribió antes en este navegador es de otra persona y no se muestra."),
            "warning",
        )
        return redirect(start_of(maybe_actor()), 303)
    if current_session().must_change_password:
        return change_first(typed)
    return render_template("accounts/interrupted_form.html", typed=typed)


def sign_in_again(typed: Typed) -> ResponseReturnValue:
    """Ask whoever sent a form after her session had ended to sign in; what she typed goes along."""
    flash(
        gettext(
            "Su sesión terminó. Los archivos que envió no se recibieron y tendrá que elegirlos otra vez. "
            "Inicie sesión: lo que escribió no se pierde y volverá a verlo."
        )
        if typed.files
        else gettext("Su sesión terminó. Inicie sesión: lo que escribió no se pierde y volverá a verlo."),
        "warning",
    )
    return _sign_in_page(SignInForm(formdata=None, typed=typed.packed())), 401


@bp.post("/salir")
@permits(Action.LEAVE)
def sign_out() -> ResponseReturnValue:
    """End the session of this browser."""
    access.end_session(current_actor(), current_session().sign_in_id, now=moment().now)
    leave()
    flash(gettext("Cerró su sesión."), "success")
    return forgotten(current_app.make_response(redirect(url_for("accounts.sign_in"), 303)))


@bp.get("/recuperar")
@public
def forgot() -> ResponseReturnValue:
    """Ask for which e-mail a reset link is wanted."""
    return render_template("accounts/forgot.html", form=ForgotForm(), mails=bool(config().smtp_host))


@bp.post("/recuperar")
@public
def send_reset() -> ResponseReturnValue:
    """Send a reset link if there is such an account; the answer is the same if there is none."""
    form = ForgotForm()
    if accepted(form, lambda: _request_reset(form)) is None:
        page = render_template("accounts/forgot.html", form=form, mails=bool(config().smtp_host))
        return page, 422
    flash(
        gettext(
            "Si el correo corresponde a una cuenta habilitada, enviamos un enlace para elegir una contraseña "
            "nueva. Revise su bandeja de entrada y la de correo no deseado."
        ),
        "info",
    )
    return redirect(url_for("accounts.sign_in"), 303)


@bp.get("/enlace/<token>")
@public
def link(token: str) -> ResponseReturnValue:
    """Show the form that a single-use link opens; looking at it does not use it up."""
    owner = identity.link_owner(token, now=moment().now)
    if owner is None:
        return render_template("accounts/link_spent.html", text=gettext(LinkSpent.message)), LinkSpent.status
    return _link_page(NewPasswordForm(), owner, token)


@bp.post("/enlace/<token>")
@public
def use_link(token: str) -> ResponseReturnValue:
    """Set the password that a link allows to set, and sign in."""
    owner = identity.link_owner(token, now=moment().now)
    if owner is None:
        return render_template("accounts/link_spent.html", text=gettext(LinkSpent.message)), LinkSpent.status
    scope_to(db.session(), owner.person.institution_id)
    form = NewPasswordForm()
    if accepted(form, lambda: _set_password(owner, form)) is None:
        return _link_page(form, owner, token), 422
    if not owner.person.may_enter(moment().there(owner.person.zone).today):
        flash(gettext("Guardamos su contraseña, pero el plazo de acceso de su cuenta terminó."), "warning")
        return redirect(url_for("accounts.sign_in"), 303)
    enter(owner.person)
    devices.remember(owner.person.email)
    flash(gettext("Guardamos su contraseña. Ya inició sesión."), "success")
    return redirect(start_of(load_actor()), 303)


def _check(form: SignInForm) -> Credentials:
    with unit_of_work():  # an attempt counts even if the request fails, and hashing holds no lock
        email = str(form.email.data)
        guesses.count_sign_in(email, request.remote_addr, device=devices.known(email), now=moment().now)
        found = identity.credentials(email)
    return access.check_credentials(found, str(form.password.data), at=moment())


def _request_reset(form: ForgotForm) -> bool:
    try:
        with unit_of_work():
            guesses.count_reset_request(str(form.email.data), request.remote_addr, now=moment().now)
    except TooManyGuesses:
        return True  # the same answer, and no further mail
    access.request_reset(str(form.email.data), delivery(), at=moment())
    return True


def _set_password(owner: LinkOwner, form: NewPasswordForm) -> bool:
    access.set_password_by_link(owner, str(form.password.data), now=moment().now)
    return True


def _sign_in_page(form: SignInForm) -> str:
    offer = demo_offer()
    accounts = identity.demo_accounts(offer.emails) if offer else []
    return render_template(
        "accounts/sign_in.html", form=form, accounts=accounts, demo_password=offer.password if offer else ""
    )


def _link_page(form: NewPasswordForm, owner: LinkOwner, token: str) -> str:
    return render_template("accounts/link.html", form=form, owner=owner, token=token)
