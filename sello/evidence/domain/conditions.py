"""Which pieces count on a day and who may know of them, said of values.

`evidence.queries.conditions` says the same of rows; a property test holds the two together.
"""

from datetime import date, datetime

from sello.accounts.domain.actor import Visibility
from sello.core.days import SOON
from sello.evidence.domain.details import Classification, Validity
from sello.evidence.domain.review import EvidenceState


def seen_by(
    visibility: Visibility,
    unit_id: int,
    released_at: datetime | None,
    classification: Classification,
    created_by: int | None,
    *,
    blocked: bool,
) -> bool:
    """Whether a piece is seen: what the reader knows of, and may open."""
    return known_to(visibility, unit_id, released_at) and opened_to(
        visibility, classification, created_by, blocked=blocked
    )


def opened_to(
    visibility: Visibility, classification: Classification, created_by: int | None, *, blocked: bool
) -> bool:
    """Whether what she knows of is open to her: nobody had it blocked, and it is not secret, was handed in by
    her, or secrets are her work.
    """
    if blocked:
        return False
    if not visibility.withheld or classification is not Classification.SECRET:
        return True
    return visibility.own_id is not None and created_by == visibility.own_id


def known_to(visibility: Visibility, unit_id: int, released_at: datetime | None) -> bool:
    """Whether she knows that there is such a piece: of her units, and released where that is asked."""
    return visibility.sees_unit(unit_id) and (released_at is not None or not visibility.released_only)


def replaced(superseded_on: date | None, *, day: date) -> bool:
    """Whether another piece has taken its place: from that day on it no longer counts."""
    return superseded_on is not None and superseded_on <= day


def cut_short(valid_until: date | None, superseded_on: date | None) -> bool:
    """Whether another piece takes its place, and not after its own last day."""
    return superseded_on is not None and (valid_until is None or superseded_on <= valid_until)


def past(valid_until: date | None, *, day: date) -> bool:
    """Whether its last day lies behind; on the last day itself it still counts."""
    return valid_until is not None and valid_until < day


def unexpired(valid_until: date | None, superseded_on: date | None, *, day: date) -> bool:
    """Whether nothing has ended it: neither its last day nor another piece."""
    return not past(valid_until, day=day) and not replaced(superseded_on, day=day)


def accepted_before(accepted_at: datetime | None, instant: datetime) -> bool:
    """Whether its acceptance lies before an instant; one without a date is as old as can be."""
    return accepted_at is None or accepted_at < instant


def in_force(
    state: EvidenceState, valid_until: date | None, superseded_on: date | None, *, day: date
) -> bool:
    """Whether it counts on a day from which its acceptance is not ahead: accepted, and nothing ended it."""
    return state is EvidenceState.ACCEPTED and unexpired(valid_until, superseded_on, day=day)


def validity(valid_until: date | None, superseded_on: date | None, *, today: date) -> Validity:
    """How a piece stands today beside the last day on which it counts."""
    if replaced(superseded_on, day=today):
        return Validity.REPLACED
    if past(valid_until, day=today):
        return Validity.EXPIRED
    return Validity.IN_FORCE if valid_until is None or valid_until > today + SOON else Validity.EXPIRING
