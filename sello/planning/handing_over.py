"""Scenarios that were somebody's, for whoever takes over."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.handover import Hers, Line, Thing
from sello.accounts.queries.people import PersonRow
from sello.core.db import db
from sello.core.moment import Moment
from sello.planning.models import Scenario
from sello.progress.handover.holdings import Holding, personal
from sello.progress.handover.queries import Receiver


def _read(person: PersonRow, people: tuple[Receiver, ...]) -> Iterator[Hers]:
    statement = (
        select(Scenario.id, Scenario.name).where(Scenario.person_id == person.id).order_by(Scenario.id)
    )
    for row in db.session.execute(statement):
        yield personal(Thing.SCENARIO, row.id, row.name, (one.id for one in people))


def _give(actor: Actor, line: Line, at: Moment) -> None:
    """The act is the handover's own, and stands in its minute."""
    del actor
    row = db.session.get_one(Scenario, line.id)
    row.person_id, row.changed_at, row.version = line.to_id or 0, at.now, row.version + 1
    db.session.flush()


SCENARIOS = Holding(Thing.SCENARIO, _read, _give)
