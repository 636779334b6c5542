"""The one place that says which pieces of evidence a reader may know of."""

from datetime import datetime

from sqlalchemy import ColumnElement, true

from sello.accounts.domain.actor import Visibility
from sello.core.labels import N_
from sello.evidence.models import Evidence

HIDDEN_TITLE = N_("evidencia que usted no puede ver")
"""Stands for the title of a piece that counts for the score but may not be known to the reader."""


def seen_by(visibility: Visibility) -> ColumnElement[bool]:
    """The condition under which a piece is seen: of the reader's units, and released where that is asked."""
    condition: ColumnElement[bool] = true()
    if visibility.units is not None:
        condition = condition & Evidence.unit_id.in_(sorted(visibility.units))
    if visibility.released_only:
        condition = condition & Evidence.released_at.is_not(None)  # a constraint: only what is accepted
    return condition


def sees(visibility: Visibility, unit_id: int, released_at: datetime | None) -> bool:
    """The same condition of a piece that was read already."""
    return visibility.sees_unit(unit_id) and (released_at is not None or not visibility.released_only)
