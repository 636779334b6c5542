"""Which unit is asked for what a duty owes, and the duties for which none would be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import not_, select

from sello.accounts.models import Unit
from sello.accounts.queries.units import in_force, tree
from sello.core.db import db
from sello.core.moment import Moment
from sello.duties.models import Duty
from sello.register.models import InitiativeUnit
from sello.tasks.queries.options import units


def asked_unit(unit_id: int, initiative_id: int, *, at: Moment) -> int | None:
    """The duty's own unit or the one that continues it, else a responsible one of its initiative."""
    here = [one.id for one in units(today=at.today)]
    if unit_id in here:
        return unit_id
    all_of_them = tree()
    others = db.session.scalars(
        select(InitiativeUnit.unit_id).where(InitiativeUnit.initiative_id == initiative_id)
    )
    responsible = {all_of_them.continues(one, at.today) for one in others}
    own = all_of_them.continues(unit_id, at.today)
    return own if own is not None else next((one for one in here if one in responsible), None)


@dataclass(frozen=True, slots=True)
class Unasked:
    """A duty of a unit that ended, where nobody continues it and its initiative has no other."""

    id: int
    title: str
    unit: str
    ended_on: date | None


def unasked(*, at: Moment) -> tuple[Unasked, ...]:
    """The duties that nobody would be asked for (one statement while no unit of theirs has ended)."""
    statement = (
        select(
            Duty.id, Duty.title, Duty.unit_id, Duty.initiative_id, Unit.name.label("unit"), Unit.valid_until
        )
        .join(Unit, Unit.id == Duty.unit_id)
        .where(Duty.ended_on.is_(None), not_(in_force(at.today)))
        .order_by(Duty.title, Duty.id)
    )
    return tuple(
        Unasked(row.id, row.title, row.unit, row.valid_until)
        for row in db.session.execute(statement)
        if asked_unit(row.unit_id, row.initiative_id, at=at) is None
    )
