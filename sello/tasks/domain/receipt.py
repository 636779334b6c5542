"""What a receipt says beside its facts: its number, and when an answer to it is usual."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import median_high

from sello.core.days import Calendar

ENOUGH = 5
"""Reviews from which on it can be said how long one usually takes; of fewer nothing is claimed."""


def number_of(receipt_id: int, day: date) -> str:
    """The number of a receipt, as people read it out: the year of its day, and its id («2026-0418»)."""
    return f"{day.year}-{receipt_id:04}"


def usual_days(spans: Sequence[tuple[date, date]], calendar: Calendar) -> int | None:
    """How many business days a review usually takes, from the days on which some began and were decided.

    Half of them took no longer, and it is never less than one: nobody is promised an answer for today.
    None where there are too few to tell.
    """
    if len(spans) < ENOUGH:
        return None
    took = [calendar.business_days_between(begun, decided) for begun, decided in spans]
    return max(1, median_high(took))
