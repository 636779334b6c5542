"""The only reader of the clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "America/Santiago"


def now() -> datetime:
    """Tell the instant, aware and in UTC."""
    return datetime.now(UTC)


def today(zone: str = DEFAULT_ZONE) -> date:
    """Tell the calendar date in a zone."""
    return local_date(now(), zone)


def local_date(instant: datetime, zone: str = DEFAULT_ZONE) -> date:
    """Tell the calendar date that an aware instant falls on in a zone."""
    return instant.astimezone(ZoneInfo(zone)).date()


def running_from(start: datetime) -> Callable[[], datetime]:
    """Return a clock that shows `start` now and runs on: for work that outlasts its first instant."""
    began = monotonic()
    return lambda: start + timedelta(seconds=monotonic() - began)
