"""Reports that somebody gets by mail, for whoever takes over."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext
from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.handover import Hers, Line, Thing
from sello.accounts.queries.people import PersonRow
from sello.core.db import db
from sello.core.moment import Moment
from sello.progress.handover.holdings import Holding, personal
from sello.progress.handover.queries import Receiver
from sello.reports.models import PageByMail, ReportRecipient
from sello.reports.queries import READERS


def _recipient(person: PersonRow, people: tuple[Receiver, ...]) -> Iterator[Hers]:
    statement = select(ReportRecipient.person_id, ReportRecipient.id)
    chosen = dict(db.session.execute(statement).all())
    if person.id in chosen:
        may = (one.id for one in people if one.role in READERS and one.id not in chosen)
        yield personal(Thing.RECIPIENT, chosen[person.id], gettext("Informe mensual de preparación"), may)


def _give(actor: Actor, line: Line, at: Moment) -> None:
    """The act is the handover's own, and stands in its minute."""
    del actor, at
    db.session.get_one(ReportRecipient, line.id).person_id = line.to_id or 0
    db.session.flush()


def _page(person: PersonRow, people: tuple[Receiver, ...]) -> Iterator[Hers]:
    """Whoever comes after her chooses a day of her own."""
    del people
    for row_id in db.session.scalars(select(PageByMail.id).where(PageByMail.person_id == person.id)):
        yield personal(Thing.PAGE, row_id, gettext("Página de la autoridad"), ())


HOLDINGS = (Holding(Thing.RECIPIENT, _recipient, _give), Holding(Thing.PAGE, _page, _give))
