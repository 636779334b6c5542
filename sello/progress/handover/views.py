"""Views of lists that were somebody's, for whoever takes over."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.handover import Hers, Line, Thing
from sello.accounts.models import Person, SavedView
from sello.accounts.queries.people import PersonRow
from sello.accounts.service.views import take_over
from sello.core.db import db
from sello.core.moment import Moment
from sello.progress.handover.holdings import Holding, personal
from sello.progress.handover.queries import Receiver


def _read(person: PersonRow, people: tuple[Receiver, ...]) -> Iterator[Hers]:
    statement = (
        select(SavedView.id, SavedView.name)
        .where(SavedView.person_id == person.id)
        .order_by(SavedView.list, SavedView.name, SavedView.id)
    )
    for row in db.session.execute(statement):
        yield personal(Thing.VIEW, row.id, row.name, (one.id for one in people if one.role is person.role))


def _give(actor: Actor, line: Line, at: Moment) -> None:
    del actor, at
    view = db.session.get_one(SavedView, line.id)
    before = db.session.get_one(Person, view.person_id).name
    take_over(view, line.to_id or 0, before)


VIEWS = Holding(Thing.VIEW, _read, _give)
