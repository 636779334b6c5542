"""The only reader of the clock; what day an instant is, and where, is for `core.moment` to say."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic


def now() -> datetime:
    """Tell the instant, aware and in UTC."""
    return datetime.now(UTC)


def running_from(start: datetime) -> Callable[[], datetime]:
    """Return a clock that shows `start` now and runs on: for work that outlasts its first instant."""
    began = monotonic()
    return lambda: start + timedelta(seconds=monotonic() - began)
