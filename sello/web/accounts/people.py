"""People: list, invite, edit, close, substitutes, and the secrets that are shown once."""

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.actor import SUBSTITUTABLE, Role
from sello.accounts.permissions import Action, allows
from sello.accounts.queries import people as people_queries
from sello.accounts.queries import units
from sello.accounts.queries.people import BY_NAME, ORDERS, PersonRow
from sello.accounts.service import people as people_service
from sello.accounts.service.links import SentLink
from sello.accounts.service.people import PersonData
from sello.core.ordering import in_order
from sello.core.paging import Page
from sello.core.refusal import NotFound
from sello.progress.handover.queries import minutes_of
from sello.progress.person_file import person_file
from sello.reminders.queries.outbox import last_to
from sello.tasks.queries import doors
from sello.web import once
from sello.web.accounts import bp
from sello.web.accounts.forms import PersonForm, SubstituteForm
from sello.web.answers import accepted
from sello.web.fields import version_of
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.links import delivery
from sello.web.moment import moment
from sello.web.ordering import asked_order
from sello.web.paging import paged
from sello.web.request_values import asked_id
from sello.web.spelling import meant
from sello.web.stale_form import Row, caught_up

SUBSTITUTION = ("substitute_id", "substitute_from", "substitute_until")
"""The fields in which two versions of a substitution may differ."""

SHOWN_ONCE = "shown_once"
"""Where the cookie keeps a link or password until the next page shows it, once, to whoever made it."""


@bp.get("/personas")
@permits(Action.PERSON_VIEW)
def people() -> ResponseReturnValue:
    """List the people of the institution; closed accounts on demand."""
    closed = request.args.get("ver") == "desactivadas"
    words = request.args.get("q", "")
    rows = people_queries.lines(active=not closed)
    order = asked_order(ORDERS, BY_NAME)
    found = [row for row in rows if row.speaks_of(words)]
    if order != BY_NAME:
        found = in_order(found, order, ORDERS[order.column])
    page = paged(found)
    shown = people_queries.of_ids([row.id for row in page.rows], now=moment().now)
    return render_template(
        "accounts/people.html",
        page=Page(shown, page.total, page.number, page.size),
        order=order,
        usual=BY_NAME,
        meant=meant(
            "q",
            len(found),
            lambda: (f"{row.name} {row.unit_name or ''} {row.post}" for row in rows),
            names=True,
        ),
        closed=closed,
        words=words,
        today=moment().today,
    )


@bp.get("/personas/nueva")
@permits(Action.PERSON_MANAGE)
def new_person() -> ResponseReturnValue:
    """Show the form to invite somebody."""
    role = Role.UNIT_HEAD if "jefatura" in request.args else Role.CONTRIBUTOR
    return _new_page(PersonForm(role=role, unit_id=asked_id("unidad")))


@bp.post("/personas/nueva")
@permits(Action.PERSON_MANAGE)
def invite() -> ResponseReturnValue:
    """Invite somebody: an account, and a link with which she chooses her password."""
    form = _offered(PersonForm())
    sent = accepted(form, lambda: _invite(form))
    if sent is None:
        return _new_page(form), 422
    return _after_invitation(sent)


@bp.get("/personas/<int:person_id>")
@permits(Action.PERSON_VIEW)
def person(person_id: int) -> ResponseReturnValue:
    """Show a person: record, posts held, substitute, and what may be done with her account."""
    row, actor = _row(person_id), current_actor()
    secret = session.pop(SHOWN_ONCE, None)
    return render_template(
        "accounts/person.html",
        person=row,
        appointments=people_queries.appointments(person_id),
        file=person_file(row, actor, at=moment()),
        mails=last_to([person_id]) if allows(actor, Action.REMINDER_MANAGE) else (),
        sign_ins=people_queries.last_sign_ins(person_id) if allows(actor, Action.PERSON_SIGN_INS) else None,
        links=doors.of_person(person_id, now=moment().now) if allows(actor, Action.PERSON_MANAGE) else (),
        minutes=minutes_of(person_id) if allows(actor, Action.PERSON_MANAGE) else (),
        last_head=people_queries.is_last_head(row),
        secret=secret if secret and secret["person"] == person_id else None,
        today=moment().today,
    )


@bp.get("/personas/<int:person_id>/editar")
@permits(Action.PERSON_MANAGE)
def edit_person(person_id: int) -> ResponseReturnValue:
    """Show the form about a person."""
    row = _row(person_id)
    return _edit_page(row, PersonForm(obj=row))


@bp.post("/personas/<int:person_id>/editar")
@permits(Action.PERSON_MANAGE)
@once.sets
def save_person(person_id: int) -> ResponseReturnValue:
    """Save what is on record about a person; over another's change, show both and let her decide."""
    row = _row(person_id)
    form = _offered(PersonForm())
    if accepted(form, lambda: _save(person_id, form)) is None:
        row = _row(person_id)
        stale = version_of(form.version) != row.version
        form.version.data = str(row.version)
        return _edit_page(row, form, stale=stale), 409 if stale else 422
    flash(gettext("Guardó los datos de %(name)s.", name=form.name.data), "success")
    return redirect(url_for("accounts.person", person_id=person_id), 303)


@bp.get("/personas/<int:person_id>/subrogancia")
@permits(Action.PERSON_MANAGE)
def substitute(person_id: int) -> ResponseReturnValue:
    """Show the form for who acts for a person, and when."""
    row = _row(person_id)
    return _substitute_page(row, _saved_substitute(row))


@bp.post("/personas/<int:person_id>/subrogancia")
@permits(Action.PERSON_MANAGE)
def save_substitute(person_id: int) -> ResponseReturnValue:
    """Save who acts for a person, and when; nobody ends the substitution."""
    row = _row(person_id)
    form = SubstituteForm()
    form.offer_people(_substitutes_for(row))
    if accepted(form, lambda: _save_substitute(person_id, form)) is None:
        row = _row(person_id)
        compared = caught_up(form, _saved_substitute(row), SUBSTITUTION)
        return _substitute_page(row, form, compared), 409 if compared else 422
    flash(gettext("Guardó la subrogancia de %(name)s.", name=row.name), "success")
    return redirect(url_for("accounts.person", person_id=person_id), 303)


@bp.post("/personas/<int:person_id>/invitar")
@permits(Action.PERSON_MANAGE)
def invite_again(person_id: int) -> ResponseReturnValue:
    """Send a new invitation; the earlier one opens nothing any more."""
    return _after_invitation(people_service.invite_again(current_actor(), person_id, delivery(), at=moment()))


@bp.post("/personas/<int:person_id>/contrasena-temporal")
@permits(Action.PERSON_MANAGE)
def temporary_password(person_id: int) -> ResponseReturnValue:
    """Give a person a password that she must change at once."""
    password = people_service.give_temporary_password(current_actor(), person_id, now=moment().now)
    session[SHOWN_ONCE] = {"person": person_id, "kind": "password", "text": password}
    return redirect(url_for("accounts.person", person_id=person_id), 303)


@bp.post("/personas/<int:person_id>/desactivar")
@permits(Action.PERSON_MANAGE)
@once.takes_back
def close_account(person_id: int) -> ResponseReturnValue:
    """Close an account at once."""
    people_service.close_account(current_actor(), person_id, now=moment().now)
    flash(gettext("La cuenta quedó desactivada y sus sesiones terminaron. Puede reactivarla."), "success")
    return redirect(url_for("accounts.person", person_id=person_id), 303)


@bp.post("/personas/<int:person_id>/reactivar")
@permits(Action.PERSON_MANAGE)
@once.takes_back
def reopen_account(person_id: int) -> ResponseReturnValue:
    """Open a closed account again."""
    people_service.reopen_account(current_actor(), person_id, now=moment().now)
    flash(gettext("La cuenta quedó habilitada nuevamente."), "success")
    return redirect(url_for("accounts.person", person_id=person_id), 303)


def _after_invitation(sent: SentLink) -> ResponseReturnValue:
    """Say that it was sent; without mail, show the link once to whoever must hand it over."""
    if config().smtp_host:
        flash(gettext("Enviamos la invitación. El enlace sirve una sola vez."), "success")
    else:
        session[SHOWN_ONCE] = {"person": sent.person_id, "kind": "link", "text": sent.address}
    return redirect(url_for("accounts.person", person_id=sent.person_id), 303)


def _row(person_id: int) -> PersonRow:
    row = people_queries.person(person_id, now=moment().now)
    if row is None:
        raise NotFound
    return row


def _data(form: PersonForm) -> PersonData:
    role = Role(form.role.data)
    return PersonData(
        name=str(form.name.data),
        email=str(form.email.data),
        post=str(form.post.data or ""),
        role=role,
        unit_id=form.unit_id.data,
        access_until=form.access_until.data if role is Role.AUDITOR else None,
    )


def _invite(form: PersonForm) -> SentLink:
    return people_service.invite(current_actor(), _data(form), delivery(), at=moment())


def _save(person_id: int, form: PersonForm) -> bool:
    people_service.edit_person(
        current_actor(),
        person_id,
        _data(form),
        version=version_of(form.version),
        at=moment(),
    )
    return True


def _save_substitute(person_id: int, form: SubstituteForm) -> bool:
    people_service.set_substitute(
        current_actor(),
        person_id,
        form.substitute_id.data,
        form.substitute_from.data,
        form.substitute_until.data,
        version=version_of(form.version),
        now=moment().now,
    )
    return True


def _offered(form: PersonForm) -> PersonForm:
    form.offer_units(units.unit_choices(moment().today))
    return form


def _substitutes_for(row: PersonRow) -> list[tuple[int, str]]:
    choices = people_queries.people_choices(frozenset(SUBSTITUTABLE))
    return [(choice.id, choice.label) for choice in choices if choice.id != row.id]


def _new_page(form: PersonForm) -> str:
    return render_template("accounts/new_person.html", form=_offered(form))


def _edit_page(row: PersonRow, form: PersonForm, *, stale: bool = False) -> str:
    return render_template("accounts/edit_person.html", person=row, form=_offered(form), stale=stale)


def _saved_substitute(row: PersonRow) -> SubstituteForm:
    """The form of a substitution as its page shows it."""
    form = SubstituteForm(formdata=None, obj=row)
    form.offer_people(_substitutes_for(row))
    return form


def _substitute_page(row: PersonRow, form: SubstituteForm, compared: tuple[Row, ...] = ()) -> str:
    return render_template("accounts/substitute.html", person=row, form=form, compared=compared)
