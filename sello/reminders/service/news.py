"""Telling people of acts: at once, or as a part of the mail of the day, each of them once.

The ledger's unique key decides who was told, as it does for reminders: only what this very transaction enters
becomes mail. What was told to everybody whom it concerns is dropped from what waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Table

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action, allows
from sello.accounts.queries.identity import actor
from sello.core.db import db, insert_into, unit_of_work
from sello.core.mail.outbox import queue
from sello.core.trail.notices import drop, is_anything_untold
from sello.core.undo import GRACE
from sello.reminders.domain.news import STALE, USUAL, How, News, NewsKind, ripe, told
from sello.reminders.domain.recipients import Addressee, Directory
from sello.reminders.domain.schedule import is_office_hour
from sello.reminders.models import Told
from sello.reminders.queries import news as queries
from sello.reminders.queries import sweeps
from sello.reminders.queries.news import Waiting
from sello.reminders.service.doors import asked_by_news, doors
from sello.reminders.service.ledger import name_mails
from sello.reminders.service.news_letters import news_message
from sello.reminders.service.passes import Pass

LEDGER = cast("Table", Told.__table__)

NEEDED = {
    "evidence": Action.EVIDENCE_VIEW,
    "task": Action.TASK_VIEW,
    "answer": Action.REQUIREMENT_VIEW,
    "cycle": Action.CYCLE_VIEW,
    "person": Action.TASK_VIEW,
    "unit": Action.TASK_VIEW,
}
"""What one must be allowed to do to be told of a thing."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A person and what she has still to be told, by how she wishes it."""

    to: Addressee
    news: Mapping[How, tuple[News, ...]]

    def of(self, *ways: How) -> tuple[News, ...]:
        """What she is to be told in some ways, in the order of the acts."""
        found = (each for how in ways for each in self.news.get(how, ()))
        return tuple(sorted(found, key=lambda each: each.event_id))


def tell(run: Pass) -> int:
    """Write what people wish to be told at once, and drop what concerns nobody; returns how many mails.

    Only in the hours of work, like all mail that nobody waits for: who may see a thing is asked when it is
    told.
    """
    if not is_office_hour(run.at, *run.place.hours):
        return 0
    with unit_of_work(run.place.id):
        if not is_anything_untold():
            return 0
        readers, settled = _readers(run)
    written = 0
    for reader in readers:
        now = reader.of(How.NOW)
        if ripe((each.at for each in now), run.at.now):
            written += _write(run, reader.to, _settled(now, run))
    if settled:
        with unit_of_work(run.place.id):
            drop(settled)
    return written


def day_readers(run: Pass) -> dict[int, Reader]:
    """Who is to be told what cannot be taken back any more, for the mail of the day; by the person."""
    if not is_anything_untold():
        return {}
    readers, _ = _readers(run)
    due = {
        reader.to.person_id: Reader(
            reader.to, {how: _settled(news, run) for how, news in reader.news.items()}
        )
        for reader in readers
    }
    return {person_id: reader for person_id, reader in due.items() if reader.of(*How)}


def enter(run: Pass, told_to: Iterable[tuple[int, Sequence[News]]]) -> dict[int, list[News]]:
    """Enter in the ledger what people are being told, and return by person what was new."""
    asked = {(each.event_id, person_id): each for person_id, news in told_to for each in news}
    if not asked:
        return {}
    rows = [
        {
            "institution_id": run.place.id,
            "event_id": event_id,
            "person_id": person_id,
            "told_at": run.at.now,
        }
        for event_id, person_id in asked
    ]
    entered = insert_into(LEDGER).on_conflict_do_nothing()
    statement = entered.returning(LEDGER.c.event_id, LEDGER.c.person_id)
    fresh: dict[int, list[News]] = {}
    for row in db.session.execute(statement, rows):
        fresh.setdefault(row.person_id, []).append(asked[row.event_id, row.person_id])
    return fresh


def _write(run: Pass, to: Addressee, news: Sequence[News]) -> int:
    if not news:
        return 0
    with unit_of_work(run.place.id):
        fresh = enter(run, [(to.person_id, news)]).get(to.person_id)
        if not fresh:
            return 0
        opens = doors(asked_by_news(to, fresh), run.base_url, now=run.at.now)
        queued = queue([news_message(to, fresh, run, doors=opens)], now=run.at.now)
        name_mails(run, dict(zip([to.person_id], queued.values(), strict=False)))
        return len(queued)


def _readers(run: Pass) -> tuple[list[Reader], list[int]]:
    """Everybody who has something to be told, and the acts that nobody has to be told of any more."""
    waiting = queries.waiting()
    people = sweeps.directory(run.at.today)
    sight = _Sight(run)
    found: dict[int, dict[How, list[News]]] = {}
    settled, waits = set[int](), set[int]()
    named: set[tuple[int, int]] = set()
    for news in waiting.news:
        left = list(_left(news, waiting, people, sight, run))
        (waits if left or not _is_settled(news, run) else settled).add(news.event_id)
        for person_id, how in left:
            if news.aside and (news.event_id, person_id) in named:
                continue  # it went from her hands into her hands, or her own unit helps
            named.add((news.event_id, person_id))
            found.setdefault(person_id, {}).setdefault(how, []).append(news)
    readers = [
        Reader(people.people[person_id], {how: tuple(each) for how, each in ways.items()})
        for person_id, ways in sorted(found.items())
    ]
    return readers, sorted(settled - waits)


def _left(
    news: News, waiting: Waiting, people: Directory, sight: _Sight, run: Pass
) -> Iterator[tuple[int, How]]:
    """Who has still to be told of an act, and how."""
    if run.at.now >= news.at + STALE:
        return
    for each in told(news, people, sight.sees):
        how = how_told(each.person_id, news.kind, waiting.choices)
        if how is not How.NEVER and (news.event_id, each.person_id) not in waiting.told:
            yield each.person_id, how


def how_told(person_id: int, kind: NewsKind, choices: Mapping[tuple[int, NewsKind], How]) -> How:
    """How a person is told of a kind of act: as she chose, or in the usual way."""
    return choices.get((person_id, kind), USUAL[kind])


def _settled(news: Iterable[News], run: Pass) -> tuple[News, ...]:
    """What cannot be taken back any more."""
    return tuple(each for each in news if _is_settled(each, run))


def _is_settled(news: News, run: Pass) -> bool:
    return run.at.now >= news.at + GRACE


class _Sight:
    """What each person may see on the day of a pass; everybody is looked up once."""

    def __init__(self, run: Pass) -> None:
        self._today = run.at.today
        self._actors: dict[int, Actor | None] = {}

    def sees(self, person: Addressee, news: News) -> bool:
        """Whether a person may be told of an act: her account is open and she sees what it is about."""
        if person.person_id not in self._actors:
            self._actors[person.person_id] = actor(person.person_id, today=self._today)
        reader = self._actors[person.person_id]
        if reader is None or not allows(reader, NEEDED[news.act.entity]):
            return False
        if reader.visibility.released_only and not news.released:
            return False
        if news.secret and reader.visibility.withheld and news.opened_by != reader.person_id:
            return False
        return reader.visibility.sees_unit(news.unit_id) or news.named_id == reader.person_id
