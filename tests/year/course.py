"""The course of a year: its days, what is done and sent on each, and what the oracle says of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path
from random import Random

from flask import Flask
from sqlalchemy import delete, select

from sello.config import Config
from sello.core.db import db
from sello.core.mail.message import MailState
from sello.core.mail.outbox import OUTBOX
from sello.core.trail.notices import Notice
from tests.reminders import cast
from tests.smtp import Postbox, postbox
from tests.year import schedulers, towns
from tests.year.oracle import Oracle, Telling
from tests.year.story import Story
from tests.year.weather import OVERNIGHT, Weather

ONE_DAY = timedelta(days=1)
EARLY, MORNING, LATER, NOON, SOON, AFTER, LAST, EVENING, NIGHT = (
    time(10, 0),
    time(11, 35),
    time(11, 41),
    time(15, 10),
    time(15, 16),
    time(15, 55),
    time(19, 0),
    time(20, 30),
    time(4, 0),
)
"""UTC: people act early and in the evening; schedulers work in between, and must keep still at night."""

WRITE = ("reminders", "deliver")
SEND = ("deliver",)
SHOWN = (MailState.UNCONFIRMED, MailState.REFUSED, MailState.GIVEN_UP)
"""What the page of mails shows as not known to have arrived, with a way to send it again."""


@dataclass(frozen=True)
class Size:
    """How much of a year, and with which luck."""

    towns: int
    threads: int
    first: date
    days: int
    seed: int = 1
    standstills: tuple[tuple[int, int], ...] = ()
    """Stretches of days (from, until) on which no scheduler is there at all …"""
    skipped: tuple[tuple[int, int], ...] = ()
    """… and on which nobody does anything either."""
    bad: float = 0.5
    """The share of days on which something goes wrong."""

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first + timedelta(days=self.days - 1)


@dataclass
class Tally:
    """What came of a year."""

    expected: Counter[Telling] = field(default_factory=Counter)
    received: Counter[Telling] = field(default_factory=Counter)
    shown: Counter[Telling] = field(default_factory=Counter)
    """What is shown as not known to have arrived, and did not."""
    overtaken: Counter[Telling] = field(default_factory=Counter)
    not_their_turn: list[tuple[datetime, Telling]] = field(default_factory=list)
    """What arrived although its reader has nothing to do of all that the mail names …"""
    beside: list[tuple[datetime, Telling]] = field(default_factory=list)
    """… and what was done while the mail that names it, beside others, waited for the mail server."""
    unexplained: list[Telling] = field(default_factory=list)
    """What was withdrawn although the mail server had been there."""
    quiet_hours: list[tuple[datetime, str]] = field(default_factory=list)
    second_mails: list[tuple[str, date]] = field(default_factory=list)
    """Who was written more than one mail on one of her days."""
    mails: int = 0
    acts: int = 0
    kills: int = 0
    waiting: int = 0
    weather: Counter[str] = field(default_factory=Counter)

    @property
    def lost(self) -> Counter[Telling]:
        """What nobody got, and nobody is shown that it may be missing."""
        return self.expected - self.received - self.shown - self.overtaken

    @property
    def is_well(self) -> bool:
        """Whether everybody was told once what she had to be told, and nobody anything else."""
        found = (
            self.lost,
            self.doubled,
            self.not_their_turn,
            self.unexplained,
            self.quiet_hours,
            self.second_mails,
            self.waiting,
        )
        return not any(found)

    @property
    def doubled(self) -> Counter[Telling]:
        """What somebody got more often than she was to be told, or was not to be told at all."""
        return self.received - self.expected


class Course:
    """A year on its way."""

    def __init__(self, size: Size, app: Flask, box: Postbox, pair: schedulers.Pair) -> None:
        self.size, self.app, self.box, self.pair = size, app, box, pair
        self.random = Random(size.seed)
        self.weather = Weather(box, pair, Random(size.seed + 1))
        self.tally = Tally()
        self.awaited: dict[Telling, list[datetime]] = defaultdict(list)
        self.stories: list[Story] = []
        self.oracles: dict[int, Oracle] = {}
        self._bad = iter(self._bad_days())
        self._overnight: set[date] = set()
        self._arrived: set[int] = set()

    def settle(self) -> None:
        """Make its towns."""
        with self.app.app_context():
            made = list(towns.towns(self.size.towns, self.size.first, self.random))
            db.session.commit()
            for number, town in enumerate(made):
                actors = towns.actors(town, self.size.first)
                self.stories.append(Story(town, actors, Random(self.size.seed * 1000 + number)))
                self.oracles[town.id] = Oracle(town, self.size.first, self.size.last)
            db.session.rollback()

    def run(self, told: Callable[[date, Tally], None] = lambda _day, _tally: None) -> Tally:
        """All of its days, and then some to let the last mails arrive."""
        births = self._births()
        for number in range(self.size.days):
            day = self.size.first + number * ONE_DAY
            if _within(number, self.size.skipped):
                continue
            self._people(day, EARLY, births[number])
            if number == self.size.days // 2:
                self._somebody_leaves()
            if not _within(number, self.size.standstills):
                self._day(day, calm=number >= self.size.days - 3)
            self._people(day, EVENING, 0)
            told(day, self.tally)
        self._last_mails()
        return self._summed()

    def _people(self, day: date, hour: time, births: int) -> None:
        now = _at(day, hour)
        with self.app.app_context():
            asked = Counter(self.random.choices(range(len(self.stories)), k=births))
            for number, story in enumerate(self.stories):
                story.asks(asked[number], now)
                if hour == (EARLY if (day.toordinal() + number) % 2 else EVENING):
                    story.acts_of(now)
            with db.engine.begin() as connection:  # what acts tell has tests of its own: here the days tell
                connection.execute(delete(Notice))

    def _somebody_leaves(self) -> None:
        with self.app.app_context():
            for story in self.stories[::3]:
                story.somebody_leaves()

    def _day(self, day: date, *, calm: bool) -> None:
        is_work = day.weekday() < 5
        if not is_work and day.toordinal() % 3:
            return
        bad = next(self._bad) if is_work and not calm else None
        if bad == OVERNIGHT:
            self._overnight.add(day)
        self._tick(day, MORNING, WRITE, bad)
        if bad:
            self._tick(day, LATER, SEND, None)
        self._tick(day, NOON, WRITE, bad)
        if bad:
            for hour in (SOON, AFTER):
                self._tick(day, hour, SEND, None)
        self._tick(day, LAST, SEND, None)
        if day.toordinal() % 7 == 0:
            self._tick(day + ONE_DAY, NIGHT, WRITE, None)

    def _tick(self, day: date, hour: time, jobs: tuple[str, ...], bad: str | None) -> None:
        """Both schedulers at one instant; what must be told by then is the oracle's to say."""
        now = _at(day, hour)
        if jobs is WRITE:
            for oracle in self.oracles.values():
                for each in oracle.passes(now):
                    self.tally.expected[each] += 1
                    self.awaited[each].append(now)
        if bad:
            self.weather.begins(bad)
        alone = hour == MORNING and not bad
        self.pair.work(jobs, now, (day.toordinal() % 2,) if alone else schedulers.BOTH)
        if bad != OVERNIGHT and (bad or hour == MORNING):
            self.weather.clears()
        self._read(now)

    def _read(self, now: datetime) -> None:
        """What arrived: each mail is of the hours of its town, and of what its reader has to do now."""
        mails, self.box.received[:] = list(self.box.received), []
        self.tally.mails += len(mails)
        for mail in mails:
            (address,) = mail["To"].addresses
            oracle = self._oracle(address.addr_spec)
            if not oracle.may_arrive(now):
                self.tally.quiet_hours.append((now, address.addr_spec))
            self._arrived.add(_row_of(mail))
            named = list(_named(address.addr_spec, _text(mail)))
            self.tally.received.update(named)
            done = [each for each in named if not oracle.is_units(each.thread)]
            found = self.tally.beside if len(done) < len(named) else self.tally.not_their_turn
            found += [(now, each) for each in done]

    def _oracle(self, email: str) -> Oracle:
        """That of the town in which somebody works, whose number is in her address."""
        return self.oracles[int(re.sub(r"\D", "", email.partition("@")[2]))]

    def _last_mails(self) -> None:
        self.weather.clears()
        for number in range(1, 4):
            for hour in (MORNING, NOON, LAST):
                self._tick(self.size.last + number * ONE_DAY, hour, SEND, None)

    def _summed(self) -> Tally:
        tally = self.tally
        with self.app.app_context(), db.engine.connect() as connection:
            unsent = select(OUTBOX.c.id, OUTBOX.c.recipient, OUTBOX.c.state, OUTBOX.c.text)
            rows = connection.execute(unsent.where(OUTBOX.c.state != MailState.SENT)).all()
            written = connection.execute(select(OUTBOX.c.recipient, OUTBOX.c.created_at)).all()
        days = Counter(
            (each.recipient, self._oracle(each.recipient).town.local(each.created_at).date())
            for each in written
        )
        tally.second_mails = [each for each, mails in days.items() if mails > 1]
        for row in rows:
            named = Counter(_named(row.recipient, row.text))
            if row.state in SHOWN:
                tally.shown += Counter() if row.id in self._arrived else named
            elif row.state == MailState.WITHDRAWN:
                tally.overtaken += named
            else:
                tally.waiting += 1
        tally.unexplained = [each for each in tally.overtaken if not self._waited_overnight(each)]
        tally.acts = sum(story.acts for story in self.stories)
        tally.kills, tally.weather = self.pair.kills, self.weather.seen
        return tally

    def _waited_overnight(self, each: Telling) -> bool:
        return any(at.date() in self._overnight for at in self.awaited[each])

    def _births(self) -> list[int]:
        """How many threads are asked on each day: none in the last weeks, which see what became of them."""
        days = [
            number for number in range(max(self.size.days - 20, 1)) if not _within(number, self.size.skipped)
        ]
        counts = Counter(self.random.choices(days, k=self.size.threads))
        return [counts[number] for number in range(self.size.days)]

    def _bad_days(self) -> Iterator[str | None]:
        """What goes wrong on each working day, each kind as often as the others."""
        luck = Random(self.size.seed + 2)
        while True:
            kinds = self.weather.kinds
            luck.shuffle(kinds)
            for kind in kinds:
                while luck.random() >= self.size.bad:
                    yield None
                yield kind


@contextmanager
def course(size: Size, app: Flask, settings: Config, folder: Path) -> Iterator[Course]:
    """A year with its mail server and its schedulers, which are gone when the block ends."""
    with postbox() as box:
        environ = cast.environ(settings, folder, box)
        with schedulers.pair(folder, environ) as pair:
            found = Course(size, app, box, pair)
            found.settle()
            yield found


def _within(number: int, stretches: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= number <= last for first, last in stretches)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, UTC)


def _row_of(mail: EmailMessage) -> int:
    """Which mail of the outbox arrived, as its Message-ID says."""
    (number,) = re.findall(r"^<sello\.(\d+)\.", str(mail["Message-ID"]).strip())
    return int(number)


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _named(email: str, text: str) -> Iterable[Telling]:
    """What a mail tells its reader, by the links that it has."""
    for number, to_bring in re.findall(r"/tareas/(\d+)(/entregar)?\s", text):
        yield Telling(email, int(number), bool(to_bring))
