"""What every pass over an institution is given."""

from dataclasses import dataclass

from sello.core.moment import Moment
from sello.reminders.queries.sweeps import Place


@dataclass(frozen=True, slots=True)
class Pass:
    """An institution, the address of this instance, and when it is there."""

    place: Place
    base_url: str
    at: Moment
