"""Answering one task by the link of a mail, without signing in: what is asked, and what can be said to it.

Looking changes nothing, so that a mail scanner that follows the link does no harm; what is sent is sent by a
form of this page. The page tells no more than the mail did, and leads nowhere without signing in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast

from flask import Flask, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.access import digest
from sello.accounts.domain.actor import by_door
from sello.accounts.domain.guesses import address_block
from sello.accounts.permissions import Action, check
from sello.accounts.queries import identity
from sello.core import house
from sello.core.db import db, scope_to
from sello.core.mail import sealing
from sello.core.refusal import Forbidden, NotFound
from sello.core.trail.via import Via
from sello.files import service as files
from sello.files.service import FileIn
from sello.tasks.domain.door import DoorClosed
from sello.tasks.domain.receipt import number_of
from sello.tasks.queries import doors
from sello.tasks.service import asking, bringing, steps
from sello.tasks.service.bringing import Brought
from sello.tasks.service.doors import hold
from sello.web.answers import SAFE_METHODS, accepted
from sello.web.guard import without_actor
from sello.web.instance import config
from sello.web.moment import moment, settle
from sello.web.pace import Pace, TooOften
from sello.web.receiving import file_rules, take
from sello.web.tasks import bp
from sello.web.tasks.by_link_forms import AnswerByLink, BringByLink, ByLinkForm, CommentByLink, TimeByLink
from sello.web.tasks.guest import Guest
from sello.web.uploads import store

BY_LINK = "answer_pace"
BY_ADDRESS = "unknown_answer_pace"
PLACE = "/responder/"
_FORM = 4 * 1024 * 1024


def install(app: Flask) -> None:
    """Give an application its memory of how often links were opened."""
    app.extensions[BY_LINK] = Pace(tries=120, within=timedelta(hours=1))
    app.extensions[BY_ADDRESS] = Pace(tries=60, within=timedelta(minutes=15))


@bp.url_value_preprocessor
def widen(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let whoever has a link of ours send files: this runs before anything reads the body."""
    if endpoint == "tasks.bring_by_link" and values and sealing.opened(_keys(), values["token"]):
        request.max_content_length = config().upload_limit + _FORM


@bp.after_request
def keep_to_oneself(response: Response) -> Response:
    """Let neither another site, nor a log of ours, nor a search engine learn the address of a link."""
    if request.path.startswith(PLACE):
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@bp.get("/responder/<token>")
@without_actor
def by_link(token: str) -> ResponseReturnValue:
    """Show whom a link is for, what is asked, and what she can say to it."""
    return _page(_entered(token)), 200


@bp.post("/responder/<token>/entregar")
@without_actor
def bring_by_link(token: str) -> ResponseReturnValue:
    """Hand files in, or a returned piece again."""
    guest = _entered(token)
    form = BringByLink()
    form.offer(guest.returned)
    given: list[int] = []

    def act(brought: list[FileIn]) -> None:
        now = moment().now
        ids = [files.remember(guest.actor, each, now=now) for each in brought]
        given.append(
            bringing.bring(guest.actor, guest.task.id, ids, _brought(form), store=store(), at=moment())
        )

    sent = accepted(form, lambda: _received(guest, form, act))
    if sent is None:
        return _page(guest, bring=form), 422
    if given:
        number = number_of(given[0], moment().today)
        said = gettext(
            "Quedó entregado, con el recibo N° %(number)s. El recibo le llega por correo.", number=number
        )
        return _back(guest, sent=sent, said=said)
    return _back(guest, sent=sent, said="")


@bp.post("/responder/<token>/comentar")
@without_actor
def comment_by_link(token: str) -> ResponseReturnValue:
    """Say something about the task."""
    guest, form = _entered(token), CommentByLink()
    sent = _said(
        guest, form, lambda: steps.comment(guest.actor, guest.task.id, _text(form), now=moment().now)
    )
    if sent is None:
        return _page(guest, comment=form), 422
    return _back(guest, sent=sent, said=gettext("Su comentario quedó en la tarea."))


@bp.post("/responder/<token>/contestar")
@without_actor
def answer_by_link(token: str) -> ResponseReturnValue:
    """Answer the question that waits."""
    guest, form = _entered(token), AnswerByLink()
    sent = _said(guest, form, lambda: asking.answer(guest.actor, guest.task.id, _text(form), at=moment()))
    if sent is None:
        return _page(guest, answer=form), 422
    return _back(guest, sent=sent, said=gettext("Su respuesta quedó en la conversación."))


@bp.post("/responder/<token>/pedir-plazo")
@without_actor
def ask_time_by_link(token: str) -> ResponseReturnValue:
    """Ask for a later due date."""
    guest, form = _entered(token), TimeByLink()
    sent = _said(
        guest,
        form,
        lambda: asking.ask_for_time(guest.actor, guest.task.id, _text(form), form.until.data, at=moment()),
    )
    if sent is None:
        return _page(guest, time=form), 422
    said = gettext("La solicitud espera a la Secretaría Ejecutiva; mientras tanto la tarea no se atrasa.")
    return _back(guest, sent=sent, said=said)


UNSESSIONED = (bring_by_link, comment_by_link, answer_by_link, ask_time_by_link)
"""Views whose forms carry no token of a session: their address is one."""


def _entered(token: str) -> Guest:
    """Whoever a link lets in, held to its one task; the request is hers and of her institution from here on.

    Raises DoorClosed, the same for whatever is wrong with it, and TooOften for looking.
    """
    now = moment().now
    said = sealing.opened(_keys(), token)
    if said is None:
        _pace(BY_ADDRESS).count(address_block(request.remote_addr), now=now)
        raise DoorClosed
    slowed = _slowed(token, now)
    door = doors.opened(*said, now=now)
    if door is None:
        raise DoorClosed
    at = moment().there(door.zone, door.days_off)
    person = identity.actor(door.person_id, today=at.today)
    if person is None:
        raise DoorClosed
    scope_to(db.session(), door.institution_id)
    settle(at)
    house.settle(person.house)
    actor = by_door(person, Via.LINK)
    try:
        check(actor, Action.TASK_ANSWER_UNSIGNED, writes=request.method not in SAFE_METHODS)
        task, remarks = doors.asked_by(door.task_id, actor, at=at)
    except (Forbidden, NotFound):
        raise DoorClosed from None
    return Guest(door, actor, task, remarks, token, slowed)


def _slowed(token: str, now: datetime) -> TooOften | None:
    """Count one use of a link; what was sent too often is refused on its page, which keeps what was typed."""
    try:
        _pace(BY_LINK).count(digest(token), now=now)
    except TooOften as refusal:
        if request.method in SAFE_METHODS:
            raise
        return refusal
    return None


def _said(guest: Guest, form: ByLinkForm, act: Callable[[], object]) -> bool | None:
    """Act on a form once; False for one that was received before, None for one to be shown again."""

    def once() -> bool:
        guest.keep_pace()
        fresh = hold(guest.door.id, form.mark, now=moment().now)
        if fresh:
            act()
        return fresh

    return accepted(form, once)


def _received(guest: Guest, form: BringByLink, act: Callable[[list[FileIn]], None]) -> bool:
    """Receive the files of a form, and then act on it once: nobody waits for a file within a transaction."""
    guest.keep_pace()
    chosen = [file for file in request.files.getlist("files") if file.filename]
    bringing.check_brought(len(chosen), _brought(form))
    taken: list[FileIn] = []
    for file in chosen:
        taken.append(take(guest.actor, file, tuple(taken)))
    fresh = hold(guest.door.id, form.mark, now=moment().now)
    if fresh:
        act(taken)
    return fresh


def _brought(form: BringByLink) -> Brought:
    return Brought(
        personal_data=bool(form.personal_data.data),
        text=form.text.data or "",
        title=form.title.data or "",
        corrects_id=form.corrected_id,
        complete=bool(form.complete.data),
        valid_until=form.valid_until.data,
    )


def _text(form: Any) -> str:
    return str(form.text.data or "")


def _back(guest: Guest, *, sent: bool, said: str) -> ResponseReturnValue:
    if sent:
        flash(said, "success")
    else:
        flash(gettext("Este envío ya se había recibido; no se hizo dos veces."), "info")
    return redirect(url_for("tasks.by_link", token=guest.token), 303)


def _page(guest: Guest, **returned: ByLinkForm) -> str:
    """The page of a link, with the form that came back in the place of an empty one."""
    forms = {"comment": CommentByLink, "answer": AnswerByLink, "time": TimeByLink}
    sheet = sealing.new_mark()[:16]
    shown: dict[str, ByLinkForm] = {
        name: returned.get(name) or make(formdata=None, sheet=sheet) for name, make in forms.items()
    }
    bring = returned.get("bring")
    if bring is None:
        bring = empty = BringByLink(formdata=None, sheet=sheet)
        empty.offer(guest.returned)
    return render_template(
        "tasks/by_link.html", guest=guest, task=guest.task, bring_form=bring, forms=shown, rules=file_rules()
    )


def _keys() -> list[str]:
    return [str(current_app.secret_key or ""), *current_app.config["SECRET_KEY_FALLBACKS"]]


def _pace(name: str) -> Pace:
    return cast(Pace, current_app.extensions[name])
