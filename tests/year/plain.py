"""What the oracle knows of a town: plain values, and nothing of the product's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

DUE_SOON, OVERDUE, ESCALATED, FOLLOWED = "due-soon", "overdue", "escalated", "followed"
NEAREST = (DUE_SOON, OVERDUE, ESCALATED, FOLLOWED)
"""Kinds of mail: who would be told of one thread by several is told by the first."""

ASKED = frozenset({DUE_SOON, OVERDUE})
"""The kinds that ask their reader to bring something; the others let her know."""

CLASSES = ("person", "substitute", "head", "above", "administration", "committee")


@dataclass(frozen=True)
class Rung:
    """A step of a ladder, in business days."""

    when: str
    days: int
    to: str
    every: int = 0

    @property
    def kind(self) -> str:
        """What kind of mail it writes."""
        if self.to == "person":
            return DUE_SOON if self.when == "before" else OVERDUE
        return ESCALATED if self.when == "after" and self.to in ("head", "above") else FOLLOWED


@dataclass(frozen=True)
class Policy:
    """What a town decided; `own` is whether it says so in a row of settings."""

    ladder: tuple[Rung, ...]
    own: bool = True
    send_at: time = time(8, 30)
    mails_from: time = time(7)
    mails_until: time = time(20)
    off: frozenset[str] = frozenset()


@dataclass
class Person:
    """Somebody of a town."""

    id: int
    email: str
    role: str
    unit: int
    substitute: int | None = None
    away: tuple[date, date] | None = None
    silenced: frozenset[str] = frozenset()
    active: bool = True


@dataclass
class Thread:
    """What a unit is asked, as the acts on it left it."""

    id: int
    unit: int
    person: int | None
    due: date
    born: date
    state: str = "pending"
    question: str | None = None
    """Whom a question waits for."""
    time_asked: bool = False
    paused_until: date | None = None
    told: set[tuple[date, date]] = field(default_factory=set)
    """The last days of which it was told, each with the day of the step."""

    @property
    def is_open(self) -> bool:
        """Whether anything is still to be done."""
        return self.state != "closed"

    @property
    def is_units(self) -> bool:
        """Whether it is the unit's turn."""
        if self.state == "closed" or self.time_asked or self.question == "secretariat":
            return False
        return self.question == "unit" or self.state != "delivered"


@dataclass
class Town:
    """An institution with its people, units and open threads."""

    id: int
    zone: ZoneInfo
    policy: Policy
    parents: dict[int, int | None]
    people: dict[int, Person]
    administration: tuple[int, ...] = ()
    committee: tuple[int, ...] = ()
    closed_days: frozenset[date] = frozenset()
    threads: dict[int, Thread] = field(default_factory=dict)
    swept: date | None = None
    """The day of its last pass."""

    def local(self, instant: datetime) -> datetime:
        """An instant on its clocks."""
        return instant.astimezone(self.zone)
