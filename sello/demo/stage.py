"""The stage on which the demonstration's history is played: calendar, cast, and a script in order of time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sello.accounts.domain.actor import Actor
from sello.accounts.queries import identity
from sello.config import Config
from sello.core.moment import Moment
from sello.files.store.disk import Store

REMINDS = timedelta(hours=10)
OPENS = timedelta(hours=9)
"""How far into the day the town begins to work; what happens on a day happens from then on."""


@dataclass
class Stage:
    """What the players of the history share; the dictionaries go by the keys of the tables."""

    at: Moment
    config: Config
    store: Store
    units: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    requirements: dict[str, int] = field(default_factory=dict)
    evidence: dict[str, int] = field(default_factory=dict)
    tasks: dict[str, int] = field(default_factory=dict)
    initiatives: dict[str, int] = field(default_factory=dict)
    edition: int = 0
    before: int = 0
    cycle: int = 0
    _actors: dict[tuple[str, date], Actor] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of loading."""
        return self.at.today

    def actor(self, key: str, day: date) -> Actor:
        """The actor that a person was on a day."""
        if (key, day) not in self._actors:
            found = identity.actor(self.people[key], today=day)
            if found is None:
                raise AssertionError(f"{key} could not enter on {day}")
            self._actors[key, day] = found
        return self._actors[key, day]

    def forget_actors(self) -> None:
        """Look everybody up again: units or posts changed."""
        self._actors.clear()

    def day(self, ago: int) -> date:
        """The business day at or just before so many days ago."""
        day = self.today - timedelta(days=ago)
        while ago > 0 and not self.at.calendar.is_business_day(day):
            day -= timedelta(days=1)
        return day

    def due(self, days: int) -> date:
        """The business day so many days from the day of loading, or next to it and on its side of today."""
        day = self.today + timedelta(days=days)
        calendar = self.at.calendar
        return calendar.last_business_day(day) if days < 0 else calendar.next_business_day(day)

    def last_office_hour(self) -> datetime:
        """The latest hour at which the town's mail is written: ten on a business day, not in the future."""
        day = self.today
        while True:
            hour = self.at.start_of(day) + REMINDS
            if hour <= self.at.now and self.at.calendar.is_business_day(day):
                return hour
            day -= timedelta(days=1)

    def requirement_ids(self, codes: tuple[str, ...]) -> tuple[int, ...]:
        """The rows of some requirements."""
        return tuple(self.requirements[code] for code in codes)


class Script:
    """Acts with the day on which they happened, played in order of time whatever the order of writing."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._acts: list[tuple[date, int, int, Callable[[Moment], None]]] = []

    def at(self, ago: int, act: Callable[[Moment], None], *, rank: int = 0) -> None:
        """Have something happen so many days ago; on one day, lower ranks go first."""
        self._acts.append((self.stage.day(ago), rank, len(self._acts), act))

    def play(self) -> None:
        """Play everything; each act of a day comes some minutes after the one before."""
        minutes: dict[date, int] = {}
        for day, _rank, _order, act in sorted(self._acts, key=lambda entry: entry[:3]):
            minutes[day] = minutes.get(day, 0) + 7
            start = self.stage.at.start_of(day) + OPENS + timedelta(minutes=minutes[day])
            act(self.stage.at.then(min(start, self.stage.at.now)))
