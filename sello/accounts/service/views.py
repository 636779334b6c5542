"""Keeping filtered lists under a name, beginning with one, sharing it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Select, delete, func, or_, select, update

from sello.accounts.domain.actor import Actor, Role
from sello.accounts.domain.views import (
    MOST,
    NAME_LIMIT,
    QUERY_LIMIT,
    ListKind,
    QueryTooLong,
    TooManyViews,
    ViewChanged,
    ViewNameTaken,
    checked_name,
    checked_weekdays,
)
from sello.accounts.models import FirstView, Person, SavedView, ViewMail
from sello.core.db import db
from sello.core.refusal import Forbidden, NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import record


def keep(actor: Actor, kind: ListKind, name: str, query: str) -> int:
    """Keep what a list asks for under a name, for whoever asks, and return the view's id."""
    wanted = checked_name(name)
    if len(query) > QUERY_LIMIT:
        raise QueryTooLong
    db.session.get_one(Person, actor.person_id, with_for_update=True)  # one naming at a time
    mine = select(func.count()).select_from(SavedView).where(SavedView.person_id == actor.person_id)
    if (db.session.scalar(mine) or 0) >= MOST:
        raise TooManyViews(most=MOST)
    _refuse_taken(actor, kind, wanted)
    view = SavedView(person_id=actor.person_id, list=kind, name=wanted, query=query)
    db.session.add(view)
    db.session.flush()
    return view.id


def take_over(view: SavedView, person_id: int, before: str) -> None:
    """Let a view be another person's; one of hers with its name has the former owner's beside it.

    Where it came by mail, it comes to her from now on.
    """
    taken = select(SavedView.id).where(
        SavedView.person_id == person_id, SavedView.list == view.list, SavedView.name == view.name
    )
    if db.session.scalar(taken) is not None:
        view.name = f"{view.name[: NAME_LIMIT - len(before) - 3]} ({before})"[:NAME_LIMIT]
    own = select(FirstView).where(FirstView.view_id == view.id, FirstView.person_id == view.person_id)
    for first in db.session.scalars(own):
        db.session.delete(first)
    mails = {
        each.person_id: each
        for each in db.session.scalars(select(ViewMail).where(ViewMail.view_id == view.id))
    }
    if (mail := mails.get(view.person_id)) is not None:
        if person_id in mails:
            db.session.delete(mail)
        else:
            mail.person_id = person_id
    view.person_id, view.version = person_id, view.version + 1
    db.session.flush()


def rename(actor: Actor, view_id: int, name: str, *, version: int) -> str:
    """Give a view of one's own another name, and return it; ViewChanged over another window's change."""
    view = _own(actor, view_id)
    if view.version != version:
        raise ViewChanged(name=view.name)
    wanted = checked_name(name)
    if wanted != view.name:
        _refuse_taken(actor, view.list, wanted)
        view.name, view.version = wanted, view.version + 1
    return wanted


def share(actor: Actor, view_id: int, shared: bool, *, role: Role | None = None, now: datetime) -> None:
    """Let the institution's staff (or those of a role) find a view above their lists, or no longer.

    The secretariat alone may. Whoever may not use it any more does not begin with it, nor gets it by mail.
    """
    if not actor.is_secretariat:
        raise Forbidden
    view = _own(actor, view_id)
    role = role if shared else None
    if (view.shared, view.shared_role) == (shared, role):
        return
    view.shared, view.shared_role = shared, role
    _forget_others(view)
    record(actor, Act.SAVED_VIEW_SHARED if shared else Act.SAVED_VIEW_UNSHARED, view.id, now=now)


def begin_with(actor: Actor, view_id: int, first: bool) -> None:
    """Have a list begin with a view that one may use, or no longer."""
    view = db.session.get(SavedView, view_id)
    if view is None or not _may_use(actor, view):
        raise NotFound
    db.session.get_one(Person, actor.person_id, with_for_update=True)
    db.session.execute(
        delete(FirstView).where(FirstView.person_id == actor.person_id, FirstView.list == view.list)
    )
    if first:
        db.session.add(FirstView(person_id=actor.person_id, list=view.list, view_id=view.id))
        db.session.flush()


def subscribe(actor: Actor, view_id: int, weekdays: Iterable[str], *, when_empty: bool, today: date) -> None:
    """Have a view that one may use come by mail on some working days; raises NoWeekday."""
    days = checked_weekdays(weekdays)
    view = db.session.get(SavedView, view_id)
    if view is None or not _may_use(actor, view):
        raise NotFound
    db.session.get_one(Person, actor.person_id, with_for_update=True)
    held = db.session.scalar(_mail_of(actor, view_id))
    if held is None:
        held = ViewMail(person_id=actor.person_id, view_id=view_id, since=today)
        db.session.add(held)
    held.weekdays, held.when_empty = days, when_empty
    db.session.flush()


def unsubscribe(actor: Actor, view_id: int) -> None:
    """Have a view come by mail no longer; one that does not come stays so."""
    held = db.session.scalar(_mail_of(actor, view_id))
    if held is not None:
        db.session.delete(held)
        db.session.flush()


def claim(subscription_id: int, day: date) -> bool:
    """Take a day of a view that goes by mail; False where it was taken before, by whomever."""
    taken = db.session.execute(
        update(ViewMail)
        .where(ViewMail.id == subscription_id, or_(ViewMail.last_day.is_(None), ViewMail.last_day < day))
        .values(last_day=day)
    )
    return cast("CursorResult[Any]", taken).rowcount == 1


def _mail_of(actor: Actor, view_id: int) -> Select[ViewMail]:
    return select(ViewMail).where(ViewMail.person_id == actor.person_id, ViewMail.view_id == view_id)


def remove(actor: Actor, view_id: int, *, now: datetime) -> None:
    """Forget a view of one's own; lists that began with it begin whole again."""
    view = _own(actor, view_id)
    db.session.execute(delete(FirstView).where(FirstView.view_id == view.id))
    db.session.execute(delete(ViewMail).where(ViewMail.view_id == view.id))
    if view.shared:
        record(actor, Act.SAVED_VIEW_UNSHARED, view.id, now=now)
    db.session.delete(view)
    db.session.flush()


def _own(actor: Actor, view_id: int) -> SavedView:
    view = db.session.get(SavedView, view_id, with_for_update=True, populate_existing=True)
    if view is None or view.person_id != actor.person_id:
        raise NotFound
    return view


def _may_use(actor: Actor, view: SavedView) -> bool:
    if view.person_id == actor.person_id:
        return True
    meant = view.shared_role in (None, actor.role)
    return view.shared and meant and not actor.visibility.released_only


def _refuse_taken(actor: Actor, kind: ListKind, name: str) -> None:
    same = select(SavedView.id).where(
        SavedView.person_id == actor.person_id, SavedView.list == kind, SavedView.name == name
    )
    if db.session.scalar(same) is not None:
        raise ViewNameTaken(name=name)


def _forget_others(view: SavedView) -> None:
    """Let go of what others had of a view that is not shared with them any more."""
    others = select(Person.id).where(Person.id != view.person_id)
    if view.shared and view.shared_role is None:
        return
    if view.shared:
        others = others.where(Person.role != view.shared_role)
    for held in (FirstView, ViewMail):
        db.session.execute(delete(held).where(held.view_id == view.id, held.person_id.in_(others)))
