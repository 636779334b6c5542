"""Views of lists that were somebody's, for whoever takes over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.handover import Hers, Line, Thing
from sello.accounts.models import Person, SavedView, ViewMail
from sello.accounts.queries.people import PersonRow
from sello.accounts.service.views import take_over
from sello.core.changes import grounded
from sello.core.db import db
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.progress.handover.holdings import Holding, personal
from sello.progress.handover.queries import Receiver

BY_MAIL = N_("le llega por correo")


def _read(person: PersonRow, people: tuple[Receiver, ...]) -> tuple[Hers, ...]:
    return grounded(lambda: tuple(_own(person, people)), "handover of views", person.id)


def _own(person: PersonRow, people: tuple[Receiver, ...]) -> Iterator[Hers]:
    statement = (
        select(SavedView.id, SavedView.name, ViewMail.id.label("mail_id"))
        .outerjoin(ViewMail, (ViewMail.view_id == SavedView.id) & (ViewMail.person_id == person.id))
        .where(SavedView.person_id == person.id)
        .order_by(SavedView.list, SavedView.name, SavedView.id)
    )
    for row in db.session.execute(statement):
        hers = personal(Thing.VIEW, row.id, row.name, (one.id for one in people if one.role is person.role))
        yield hers if row.mail_id is None else replace(hers, status=BY_MAIL)


def _give(actor: Actor, line: Line, at: Moment) -> None:
    del actor, at
    view = db.session.get_one(SavedView, line.id)
    before = db.session.get_one(Person, view.person_id).name
    take_over(view, line.to_id or 0, before)


def _mails(person: PersonRow, people: tuple[Receiver, ...]) -> tuple[Hers, ...]:
    """Views of others that come to her by mail: whoever comes after her chooses her own."""
    del people
    return grounded(lambda: tuple(_sent(person)), "handover of mailed views", person.id)


def _sent(person: PersonRow) -> Iterator[Hers]:
    statement = (
        select(ViewMail.id, SavedView.name)
        .join(SavedView, SavedView.id == ViewMail.view_id)
        .where(ViewMail.person_id == person.id, SavedView.person_id != person.id)
        .order_by(SavedView.name, ViewMail.id)
    )
    for row in db.session.execute(statement):
        yield personal(Thing.VIEW_MAIL, row.id, row.name, ())


VIEWS = (Holding(Thing.VIEW, _read, _give), Holding(Thing.VIEW_MAIL, _mails, _give))
