"""Actions of the improvement plan that were in somebody's hands, for whoever takes over."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.handover import Hers, Line, Thing
from sello.accounts.models import Unit
from sello.accounts.queries.people import PersonRow
from sello.core.db import db
from sello.core.moment import Moment
from sello.cycles.models import Cycle
from sello.improvement.models import ImprovementPlan, PlanAction
from sello.progress.handover.holdings import Holding
from sello.progress.handover.queries import Receiver


def _read(person: PersonRow, people: tuple[Receiver, ...]) -> Iterator[Hers]:
    statement = (
        select(
            PlanAction.id, PlanAction.title, PlanAction.ends_on, PlanAction.unit_id, Unit.name.label("unit")
        )
        .join(Unit, Unit.id == PlanAction.unit_id)
        .join(ImprovementPlan, ImprovementPlan.id == PlanAction.plan_id)
        .join(Cycle, Cycle.id == ImprovementPlan.cycle_id)
        .where(PlanAction.person_id == person.id, PlanAction.dropped_at.is_(None), Cycle.is_current)
        .order_by(PlanAction.ends_on, PlanAction.id)
    )
    for row in db.session.execute(statement):
        offered = frozenset(one.id for one in people if one.unit_id == row.unit_id)
        yield Hers(Thing.ACTION, row.id, row.title, "", row.ends_on, row.unit, offered)


def _give(actor: Actor, line: Line, at: Moment) -> None:
    """The act is the handover's own, and stands in its minute; without a person its unit answers for it."""
    del actor, at
    row = db.session.get_one(PlanAction, line.id)
    row.person_id, row.version = line.to_id, row.version + 1
    db.session.flush()


ACTIONS = Holding(Thing.ACTION, _read, _give)
