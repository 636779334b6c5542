"""Calendars for other programs: their secret addresses, and what is read under them."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from flask import Flask, Response, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.access import digest
from sello.accounts.domain.actor import Actor
from sello.accounts.domain.guesses import address_block
from sello.accounts.permissions import Action
from sello.accounts.queries import feeds, identity
from sello.accounts.queries import units as units_queries
from sello.accounts.queries.feeds import FeedOwner
from sello.accounts.service import feeds as service
from sello.core import ical
from sello.core.db import db, scope_to
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.progress.calendar import MarkKind
from sello.progress.feed import FeedEntry, entries_of
from sello.web.accounts import bp
from sello.web.guard import current_actor, permits, without_actor
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.pace import Pace
from sello.web.phrases import say

MADE = "calendar_made"
"""Where the cookie keeps a new address until the next page shows it, once, to whoever made it."""

PAGES = {
    MarkKind.TASK: ("tasks.show", "task_id"),
    MarkKind.EXPIRY: ("evidence.piece", "evidence_id"),
    MarkKind.DUTY: ("duties.show", "duty_id"),
    MarkKind.TERM: ("register.show", "initiative_id"),
    MarkKind.STAGE: ("cycles.level", "ciclo"),
    MarkKind.EVALUATION: ("cycles.level", "ciclo"),
}
"""Where an entry leads, and what its row is called there; its reader signs in on the way."""

BY_LINK = "feed_pace"
BY_ADDRESS = "unknown_feed_pace"


def install(app: Flask) -> None:
    """Give an application its memory of how often calendars were asked for."""
    app.extensions[BY_LINK] = Pace(tries=60, within=timedelta(hours=1))
    app.extensions[BY_ADDRESS] = Pace(tries=600, within=timedelta(minutes=15))


@bp.get("/calendario/<token>.ics")
@without_actor
def calendar_feed(token: str) -> ResponseReturnValue:
    """What the secret address of a calendar shows; an unknown, revoked or closed one is no address at all."""
    now = moment().now
    owner = feeds.owner(token)
    if owner is None:
        _pace(BY_ADDRESS).count(address_block(request.remote_addr), now=now)
        raise NotFound
    _pace(BY_LINK).count(digest(token), now=now)
    at = moment().there(owner.zone, owner.days_off)
    reader = identity.actor(owner.person_id, today=at.today)
    if reader is None:
        raise NotFound
    scope_to(db.session(), owner.institution_id)
    return _given(_calendar(owner, reader, at))


@bp.get("/mi-cuenta/calendario")
@permits(Action.ACCOUNT_SELF)
def my_calendar() -> ResponseReturnValue:
    """Show which addresses of calendars one has, and a new one once."""
    return render_template(
        "accounts/my_calendar.html",
        feeds=feeds.of_person(current_actor().person_id),
        made=session.pop(MADE, None),
    )


@bp.post("/mi-cuenta/calendario")
@permits(Action.ACCOUNT_SELF)
def make_my_calendar() -> ResponseReturnValue:
    """Make the address of one's own calendar; the one before shows nothing any more."""
    return _made(None, url_for("accounts.my_calendar"))


@bp.post("/mi-cuenta/calendario/<int:feed_id>/revocar")
@permits(Action.ACCOUNT_SELF)
def revoke_calendar(feed_id: int) -> ResponseReturnValue:
    """Let an address show nothing any more."""
    service.revoke_feed(current_actor(), feed_id, now=moment().now)
    flash(gettext("La dirección quedó revocada: los calendarios que la usan ya no reciben nada."), "success")
    return redirect(url_for("accounts.my_calendar"), 303)


@bp.get("/unidades/<int:unit_id>/calendario")
@permits(Action.UNIT_FILE)
def unit_calendar(unit_id: int) -> ResponseReturnValue:
    """Show who has an address of a unit's calendar, and a new one once."""
    actor = current_actor()
    span = units_queries.tree().in_force(moment().today).get(unit_id)
    if span is None or not actor.visibility.sees_unit(unit_id):
        raise NotFound
    found = feeds.of_unit(unit_id)
    shown = found if actor.is_secretariat else [row for row in found if row.person_id == actor.person_id]
    return render_template(
        "accounts/unit_calendar.html", span=span, feeds=shown, made=session.pop(MADE, None)
    )


@bp.post("/unidades/<int:unit_id>/calendario")
@permits(Action.UNIT_FILE)
def make_unit_calendar(unit_id: int) -> ResponseReturnValue:
    """Make the address of a unit's calendar for whoever asks; the one that she had shows nothing any more."""
    if unit_id not in units_queries.tree().in_force(moment().today):
        raise NotFound
    return _made(unit_id, url_for("accounts.unit_calendar", unit_id=unit_id))


def _made(unit_id: int | None, back: str) -> ResponseReturnValue:
    token = service.make_feed(current_actor(), unit_id, now=moment().now)
    session[MADE] = _absolute("accounts.calendar_feed", token=token)
    return redirect(back, 303)


def _calendar(owner: FeedOwner, reader: Actor, at: Moment) -> bytes:
    found = entries_of(reader, owner.unit_id, since=owner.created_at, at=at)
    name = (
        gettext("Sello de igualdad")
        if owner.unit_name is None
        else gettext("Sello de igualdad: %(unit)s", unit=owner.unit_name)
    )
    return ical.written(name, owner.zone, [_entry(one, owner.institution_id) for one in found])


def _entry(one: FeedEntry, institution_id: int) -> ical.Entry:
    about, (endpoint, name) = gettext(one.kind.label), PAGES[one.kind]
    return ical.Entry(
        f"{one.key}@{institution_id}.sello",
        one.on,
        say(one.title),
        f"{about} · {one.unit_name}" if one.unit_name else about,
        _absolute(endpoint, **{name: one.about}),
        one.number,
        one.changed_at,
    )


def _absolute(endpoint: str, **values: object) -> str:
    """An address that works in another program."""
    addresses = current_app.url_map.bind("")
    return config().base_url.rstrip("/") + addresses.build(endpoint, values)


def _given(body: bytes) -> Response:
    response = Response(body, mimetype=ical.MEDIA_TYPE)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    response.add_etag()
    response.make_conditional(request)
    return response


def _pace(name: str) -> Pace:
    return cast(Pace, current_app.extensions[name])
