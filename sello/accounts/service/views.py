"""Keeping filtered lists under a name, beginning with one, sharing it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select

from sello.accounts.domain.actor import Actor
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
)
from sello.accounts.models import FirstView, Person, SavedView
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
    """Let a view be another person's; one of hers with its name has the former owner's beside it."""
    taken = select(SavedView.id).where(
        SavedView.person_id == person_id, SavedView.list == view.list, SavedView.name == view.name
    )
    if db.session.scalar(taken) is not None:
        view.name = f"{view.name[: NAME_LIMIT - len(before) - 3]} ({before})"[:NAME_LIMIT]
    own = select(FirstView).where(FirstView.view_id == view.id, FirstView.person_id == view.person_id)
    for first in db.session.scalars(own):
        db.session.delete(first)
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


def share(actor: Actor, view_id: int, shared: bool, *, now: datetime) -> None:
    """Let the institution's staff find a view above their lists, or no longer; the secretariat alone may."""
    if not actor.is_secretariat:
        raise Forbidden
    view = _own(actor, view_id)
    if view.shared == shared:
        return
    view.shared = shared
    if not shared:
        _forget_firsts(view.id, but=actor.person_id)
    record(actor, Act.SAVED_VIEW_SHARED if shared else Act.SAVED_VIEW_UNSHARED, view.id, now=now)


def begin_with(actor: Actor, view_id: int, first: bool) -> None:
    """Have a list begin with a view that one may use, or no longer."""
    view = db.session.get(SavedView, view_id)
    if view is None or not (view.person_id == actor.person_id or _is_shared_with(actor, view)):
        raise NotFound
    db.session.get_one(Person, actor.person_id, with_for_update=True)
    db.session.execute(
        delete(FirstView).where(FirstView.person_id == actor.person_id, FirstView.list == view.list)
    )
    if first:
        db.session.add(FirstView(person_id=actor.person_id, list=view.list, view_id=view.id))
        db.session.flush()


def remove(actor: Actor, view_id: int, *, now: datetime) -> None:
    """Forget a view of one's own; lists that began with it begin whole again."""
    view = _own(actor, view_id)
    _forget_firsts(view.id)
    if view.shared:
        record(actor, Act.SAVED_VIEW_UNSHARED, view.id, now=now)
    db.session.delete(view)
    db.session.flush()


def _own(actor: Actor, view_id: int) -> SavedView:
    view = db.session.get(SavedView, view_id, with_for_update=True, populate_existing=True)
    if view is None or view.person_id != actor.person_id:
        raise NotFound
    return view


def _is_shared_with(actor: Actor, view: SavedView) -> bool:
    return view.shared and not actor.visibility.released_only


def _refuse_taken(actor: Actor, kind: ListKind, name: str) -> None:
    same = select(SavedView.id).where(
        SavedView.person_id == actor.person_id, SavedView.list == kind, SavedView.name == name
    )
    if db.session.scalar(same) is not None:
        raise ViewNameTaken(name=name)


def _forget_firsts(view_id: int, but: int | None = None) -> None:
    statement = delete(FirstView).where(FirstView.view_id == view_id)
    db.session.execute(statement if but is None else statement.where(FirstView.person_id != but))
