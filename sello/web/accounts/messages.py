"""Writing to a unit or to a person, once a day."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.accounts.queries import people, units
from sello.core.refusal import NotFound
from sello.core.undo import Done
from sello.reminders.domain.recipients import Addressee
from sello.reminders.service import by_hand
from sello.reminders.service.by_hand import Said
from sello.web import undoing
from sello.web.accounts import bp
from sello.web.accounts.forms import MessageForm
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.moment import moment


@bp.get("/unidades/<int:unit_id>/mensaje")
@permits(Action.REMINDER_MANAGE)
def message_unit(unit_id: int) -> ResponseReturnValue:
    """Show the form to write to a unit."""
    return _page(MessageForm(), _unit(unit_id), _unit_reader(unit_id), _unit_page(unit_id))


@bp.post("/unidades/<int:unit_id>/mensaje")
@permits(Action.REMINDER_MANAGE)
def write_to_unit(unit_id: int) -> ResponseReturnValue:
    """Write to a unit: its head reads it, or whoever acts for her."""
    name, form = _unit(unit_id), MessageForm()

    def act() -> tuple[str, Done]:
        return by_hand.write_to_unit(
            current_actor(), unit_id, _said(form), base_url=config().base_url, at=moment()
        )

    back = _unit_page(unit_id)
    return _sent(form, act, back) or (_page(form, name, _unit_reader(unit_id), back), 422)


@bp.get("/personas/<int:person_id>/mensaje")
@permits(Action.REMINDER_MANAGE)
def message_person(person_id: int) -> ResponseReturnValue:
    """Show the form to write to a person."""
    return _page(MessageForm(), _person(person_id), _person_reader(person_id), _person_page(person_id))


@bp.post("/personas/<int:person_id>/mensaje")
@permits(Action.REMINDER_MANAGE)
def write_to_person(person_id: int) -> ResponseReturnValue:
    """Write to a person: she reads it, or whoever acts for her."""
    name, form = _person(person_id), MessageForm()

    def act() -> tuple[str, Done]:
        return by_hand.write_to_person(
            current_actor(), person_id, _said(form), base_url=config().base_url, at=moment()
        )

    back = _person_page(person_id)
    return _sent(form, act, back) or (_page(form, name, _person_reader(person_id), back), 422)


def _sent(form: MessageForm, act: Callable[[], tuple[str, Done]], back: str) -> ResponseReturnValue | None:
    """Send what was written, and return to where one was; None when the form has to be shown again."""
    sent = accepted(form, act)
    if sent is None:
        return None
    name, done = sent
    undoing.offer(done.id)
    flash(gettext("Su mensaje a %(name)s sale cuando ya no pueda deshacerse.", name=name), "success")
    return redirect(back, 303)


def _said(form: MessageForm) -> Said:
    return Said(form.subject.data or "", form.text.data or "")


def _page(form: MessageForm, name: str, reader: Addressee | None, back: str) -> str:
    return render_template("accounts/message.html", form=form, name=name, reader=reader, back=back)


def _unit(unit_id: int) -> str:
    span = units.tree().in_force(moment().today).get(unit_id)
    if span is None:
        raise NotFound
    return span.name


def _person(person_id: int) -> str:
    row = people.person(person_id, now=moment().now)
    if row is None:
        raise NotFound
    return row.name


def _unit_reader(unit_id: int) -> Addressee | None:
    return by_hand.reader_of_unit(unit_id, at=moment())


def _person_reader(person_id: int) -> Addressee | None:
    return by_hand.reader_of_person(person_id, at=moment())


def _unit_page(unit_id: int) -> str:
    return url_for("accounts.unit", unit_id=unit_id)


def _person_page(person_id: int) -> str:
    return url_for("accounts.person", person_id=person_id)
