"""Saved views as a list or their own page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.views import ListKind
from sello.accounts.models import FirstView, Person, SavedView
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
    version: int
    owner_id: int
    owner: str
    first: bool
    """Whether the list begins with it for her."""


def usable(actor: Actor, kind: ListKind | None = None) -> tuple[ViewRow, ...]:
    """The views of a list (None: of all), her own and those shared with staff, by name (one statement).

    Whoever sees only what was released is shown no names that the town gave its own work.
    """
    seen = SavedView.person_id == actor.person_id
    if not actor.visibility.released_only:
        seen = or_(seen, SavedView.shared)
    hers = and_(FirstView.view_id == SavedView.id, FirstView.person_id == actor.person_id)
    statement = (
        select(
            SavedView.id,
            SavedView.list,
            SavedView.name,
            SavedView.query,
            SavedView.shared,
            SavedView.version,
            SavedView.person_id.label("owner_id"),
            Person.name.label("owner"),
            FirstView.id.is_not(None).label("first"),
        )
        .join(Person, Person.id == SavedView.person_id)
        .outerjoin(FirstView, hers)
        .where(seen)
        .order_by(SavedView.name, SavedView.id)
    )
    if kind is not None:
        statement = statement.where(SavedView.list == kind)
    return rows_as(ViewRow, db.session.execute(statement))
