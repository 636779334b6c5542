"""The one place that says which pieces of evidence a reader may know of."""

from sqlalchemy import ColumnElement, true

from sello.accounts.domain import Visibility
from sello.evidence.models import Evidence


def seen_by(visibility: Visibility) -> ColumnElement[bool]:
    """The condition under which a piece is seen: of the reader's units, and released where that is asked."""
    condition: ColumnElement[bool] = true()
    if visibility.units is not None:
        condition = condition & Evidence.unit_id.in_(sorted(visibility.units))
    if visibility.released_only:
        condition = condition & Evidence.released_at.is_not(None)  # a constraint: only what is accepted
    return condition
