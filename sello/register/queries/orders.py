"""The columns by which the register can be ordered, as an address names them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from sello.accounts.models import Unit
from sello.catalogue.models import Requirement
from sello.core.ordering import Order, ordered_by
from sello.register.models import Initiative, InitiativeRequirement, InitiativeUnit
from sello.register.queries.rows import BY_KIND, EVIDENCE_COUNT, OPEN_TASKS

USUAL = Order("tipo")

FIRST_UNIT = (
    select(func.min(func.lower(Unit.name)))
    .join(InitiativeUnit, InitiativeUnit.unit_id == Unit.id)
    .where(InitiativeUnit.initiative_id == Initiative.id)
    .correlate(Initiative)
    .scalar_subquery()
)
FIRST_REQUIREMENT = (
    select(func.min(Requirement.position))
    .join(InitiativeRequirement, InitiativeRequirement.requirement_id == Requirement.id)
    .where(InitiativeRequirement.initiative_id == Initiative.id)
    .correlate(Initiative)
    .scalar_subquery()
)

COLUMNS: dict[str, Any] = {
    "iniciativa": Initiative.folded,
    "tipo": BY_KIND[0],
    "unidades": FIRST_UNIT,
    "vigencia": Initiative.ends_on,
    "aporta": FIRST_REQUIREMENT,
    "evidencias": EVIDENCE_COUNT,
    "tareas": OPEN_TASKS,
}


def ordering(order: Order) -> tuple[Any, ...]:
    """The expressions of an order."""
    return BY_KIND if order == USUAL else ordered_by(order, COLUMNS[order.column], *BY_KIND[1:])
