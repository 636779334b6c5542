"""The columns by which the list of evidence can be ordered, as an address names them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import case, func, select

from sello.accounts.models import Unit
from sello.catalogue.models import Requirement
from sello.core.ordering import Order, ordered_by
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink

USUAL = Order("entregada", down=True)

UNIT = select(func.lower(Unit.name)).where(Unit.id == Evidence.unit_id).correlate(Evidence).scalar_subquery()
FIRST_REQUIREMENT = (
    select(func.min(Requirement.position))
    .join(EvidenceLink, EvidenceLink.requirement_id == Requirement.id)
    .where(EvidenceLink.evidence_id == Evidence.id)
    .correlate(Evidence)
    .scalar_subquery()
)

COLUMNS: dict[str, Any] = {
    "evidencia": Evidence.folded,
    "estado": case({state: place for place, state in enumerate(EvidenceState)}, value=Evidence.state),
    "requerimientos": FIRST_REQUIREMENT,
    "unidad": UNIT,
    "vigencia": Evidence.valid_until,
    "entregada": Evidence.id,
}
"""When a piece was handed in is the order of its making, which its id keeps."""


def ordering(order: Order) -> tuple[Any, ...]:
    """The expressions of an order; among equals the newest comes first."""
    return ordered_by(order, COLUMNS[order.column], Evidence.id.desc())
