"""Saved views as a list or their own page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select

from sello.accounts.domain.actor import Actor, Role
from sello.accounts.domain.views import ListKind
from sello.accounts.models import FirstView, Person, SavedView, ViewMail
from sello.core.changes import grounded
from sello.core.db import db
from sello.core.rows import rows_as


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A view that somebody may use: her own, or one that is shared with her."""

    id: int
    list: ListKind
    name: str
    query: str
    shared: bool
    shared_role: Role | None
    """Whom it is shared with, where that is not everybody."""
    version: int
    owner_id: int
    owner: str
    first: bool
    """Whether the list begins with it for her."""
    weekdays: str | None
    """On which working days she gets it by mail (`ViewMail.weekdays`); None for never."""
    when_empty: bool | None


def usable(actor: Actor, kind: ListKind | None = None) -> tuple[ViewRow, ...]:
    """The views of a list (None: of all), her own and those shared with her, by name (one statement, kept).

    Whoever sees only what was released is shown no names that the town gave its own work.
    """
    role = None if actor.visibility.released_only else actor.role
    person_id = actor.person_id
    return grounded(lambda: _usable(person_id, role, kind), "views", person_id, role, kind)


def _usable(person_id: int, role: Role | None, kind: ListKind | None) -> tuple[ViewRow, ...]:
    """Her own, and those shared with her role; without one, her own alone."""
    seen = SavedView.person_id == person_id
    if role is not None:
        meant = or_(SavedView.shared_role.is_(None), SavedView.shared_role == role)
        seen = or_(seen, and_(SavedView.shared, meant))
    mailed = and_(ViewMail.view_id == SavedView.id, ViewMail.person_id == person_id)
    hers = and_(FirstView.view_id == SavedView.id, FirstView.person_id == person_id)
    statement = (
        select(
            SavedView.id,
            SavedView.list,
            SavedView.name,
            SavedView.query,
            SavedView.shared,
            SavedView.shared_role,
            SavedView.version,
            SavedView.person_id.label("owner_id"),
            Person.name.label("owner"),
            FirstView.id.is_not(None).label("first"),
            ViewMail.weekdays,
            ViewMail.when_empty,
        )
        .join(Person, Person.id == SavedView.person_id)
        .outerjoin(FirstView, hers)
        .outerjoin(ViewMail, mailed)
        .where(seen)
        .order_by(SavedView.name, SavedView.id)
    )
    if kind is not None:
        statement = statement.where(SavedView.list == kind)
    return rows_as(ViewRow, db.session.execute(statement))


@dataclass(frozen=True, slots=True)
class Subscription:
    """A view that somebody gets by mail; whether she still may use it, her list of views says."""

    id: int
    view_id: int
    person_id: int
    name: str
    email: str
    weekdays: str
    when_empty: bool
    since: date


def subscriptions() -> tuple[Subscription, ...]:
    """Every view that goes by mail to somebody with an account (one statement)."""
    statement = (
        select(
            ViewMail.id,
            ViewMail.view_id,
            ViewMail.person_id,
            Person.name,
            Person.email,
            ViewMail.weekdays,
            ViewMail.when_empty,
            ViewMail.since,
        )
        .join(Person, Person.id == ViewMail.person_id)
        .where(Person.active)
        .order_by(ViewMail.id)
    )
    return rows_as(Subscription, db.session.execute(statement))
