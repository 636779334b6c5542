"""Time and place as one value: the instant, the day that it is there, the zone, and the days that count."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import overload
from zoneinfo import ZoneInfo

from sello.core.dates import ONE_DAY
from sello.core.days import Calendar, DaysOff


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where somebody acts or looks; the only way from an instant to a day and back.

    It is made once, from the clock and the institution's zone: by the web for a request, by a job for each
    institution that it works for, by a command for its own. Raises ValueError for a naive instant.
    """

    now: datetime
    zone: str
    calendar: Calendar = field(default_factory=Calendar)
    today: date = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "today", self.day_of(self.now))

    @overload
    def day_of(self, instant: datetime) -> date: ...
    @overload
    def day_of(self, instant: None) -> None: ...
    def day_of(self, instant: datetime | None) -> date | None:
        """The day on which an instant falls here; None stays None."""
        return None if instant is None else self.local(instant).date()

    def local(self, instant: datetime) -> datetime:
        """An instant as the clocks here show it."""
        if instant.tzinfo is None:
            raise ValueError("an instant without a zone falls on no day")
        return instant.astimezone(ZoneInfo(self.zone))

    def start_of(self, day: date) -> datetime:
        """The first instant of a day here, in UTC; on the day of a clock change it may not be midnight."""
        return datetime.combine(day, time.min, ZoneInfo(self.zone)).astimezone(UTC)

    def end_of(self, day: date) -> datetime:
        """The first instant that is no longer of a day here: what happened on it lies before."""
        if day == date.max:
            return datetime.max.replace(tzinfo=UTC)
        return self.start_of(day + ONE_DAY)

    def then(self, now: datetime) -> "Moment":
        """Another instant at the same place."""
        return replace(self, now=now)

    def there(self, zone: str, off: DaysOff | None = None) -> "Moment":
        """The same instant where the clocks show another zone's time, and where one rests on other days."""
        calendar = self.calendar if off is None else self.calendar.less(off)
        return replace(self, zone=zone, calendar=calendar)


def is_zone(name: str) -> bool:
    """Whether the time zone database knows a zone of this name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
