"""How promptly a unit delivers: from its deliveries of a stretch of time, so that a meeting can speak of it.

A delivery is the first time that all of a task was handed in. It is in time when that was on or before the
last day as it stood then: a term that was changed afterwards makes nobody prompt or late.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median_high

from sello.core.days import Calendar

LOOK_BACK = timedelta(days=365)
"""Tasks asked for within this stretch are counted."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One task that was handed in, as far as promptness goes."""

    asked_on: date
    due_on: date
    """The last day as it stood when it was handed in."""
    delivered_on: date
    returned: bool
    """Whether it, or a piece of it, ever came back with a remark."""


@dataclass(frozen=True, slots=True)
class Promptness:
    """How many were delivered, how many of them in time, how long it took, and how many came back."""

    delivered: int
    in_time: int
    returned: int
    usual_days: int | None
    """Business days from asking to handing in: half of them took no longer. None where there were none."""

    @property
    def late(self) -> int:
        """How many were handed in after their last day."""
        return self.delivered - self.in_time


def promptness(deliveries: Sequence[Delivery], calendar: Calendar) -> Promptness:
    """Count the deliveries of a unit."""
    took = [calendar.business_days_between(one.asked_on, one.delivered_on) for one in deliveries]
    return Promptness(
        delivered=len(deliveries),
        in_time=sum(one.delivered_on <= one.due_on for one in deliveries),
        returned=sum(one.returned for one in deliveries),
        usual_days=median_high(took) if took else None,
    )


def due_then(due_on: date, changes: Iterable[tuple[datetime, date]], instant: datetime) -> date:
    """The last day as it stood at an instant, from what it is now and what it was before each change."""
    later = sorted(change for change in changes if change[0] > instant)
    return later[0][1] if later else due_on
