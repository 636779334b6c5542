"""The day and the working calendar of this instance, as every screen asks for them."""

from datetime import date
from functools import lru_cache

from sello.core import clock
from sello.core.days import Calendar, parse_days
from sello.web.instance import config


def today() -> date:
    """The date in the institution's zone."""
    return clock.today(config().zone)


def calendar() -> Calendar:
    """Chile's business days, with the closures of this instance's settings."""
    return _calendar(config().closed_days)


@lru_cache(maxsize=4)
def _calendar(closed_days: str) -> Calendar:
    return Calendar(closed=parse_days(closed_days))
