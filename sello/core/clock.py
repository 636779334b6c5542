"""The only reader of the clock."""

from datetime import UTC, date, datetime
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
