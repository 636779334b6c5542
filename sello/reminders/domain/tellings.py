"""What is to be told to whom: one telling per thing and person, and how tellings become few mails."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sello.reminders.domain.recipients import Addressee, Directory
from sello.reminders.domain.schedule import Kind, Schedule
from sello.reminders.domain.waves import Notice, Wave

ALONE_BY_DATE = frozenset({Kind.DUE_SOON, Kind.EXPIRING})
"""Kinds whose mails speak of one date each, so that each can be withdrawn when its date has passed."""


class Thing(Protocol):
    """A task or a piece of evidence, as far as telling goes."""

    @property
    def id(self) -> int:
        """Its row."""

    @property
    def title(self) -> str:
        """What it is."""

    @property
    def due_on(self) -> date:
        """The date it is told about."""

    @property
    def unit_id(self) -> int:
        """The unit it belongs to."""

    @property
    def person_id(self) -> int | None:
        """The person in charge, if one was named."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing that one person is to be told."""

    to: Addressee
    kind: Kind
    thing: Thing
    point: date
    number: int
    superseded_on: date

    @property
    def key(self) -> tuple[int, int, Kind, date]:
        """What makes it be told once, among the tellings of one pass."""
        return self.thing.id, self.to.person_id, self.kind, self.thing.due_on


@dataclass(frozen=True, slots=True)
class Letter:
    """The tellings that one mail brings to one person."""

    to: Addressee
    kind: Kind
    superseded_on: date
    tellings: tuple[Telling, ...]


def tellings(
    wave: Wave, things: Iterable[Thing], directory: Directory, schedule: Schedule
) -> Iterator[Telling]:
    """Say who is told of each thing of a wave: whoever is in charge and, when it drags on, the head."""
    for thing in things:
        notice = wave.notices[thing.due_on]
        charged = directory.in_charge(thing.person_id, thing.unit_id)
        if charged is not None and notice.kind not in charged.silenced:
            yield _telling(charged, notice.kind, thing, wave.point, notice)
        for head in _ladder(directory.heads_above(thing.unit_id), charged, notice, schedule):
            yield _telling(head, Kind.ESCALATED, thing, wave.point, notice)


def letters(told: Iterable[Telling]) -> list[Letter]:
    """Gather tellings into mails: one per person, kind and, where it matters, date; in a stable order.

    A mail lives as long as one of its notices does.
    """
    groups: Mapping[tuple[int, Kind, date], list[Telling]] = defaultdict(list)
    for telling in told:
        by_date = telling.thing.due_on if telling.kind in ALONE_BY_DATE else date.min
        groups[telling.to.person_id, telling.kind, by_date].append(telling)
    return [_letter(members) for _, members in sorted(groups.items(), key=lambda item: item[0])]


def _letter(members: Sequence[Telling]) -> Letter:
    last = max(member.superseded_on for member in members)
    return Letter(members[0].to, members[0].kind, last, tuple(sorted(members, key=_by_date)))


def _telling(to: Addressee, kind: Kind, thing: Thing, point: date, notice: Notice) -> Telling:
    return Telling(to, kind, thing, point, notice.number, notice.superseded_on)


def _ladder(
    heads: Iterator[Addressee], charged: Addressee | None, notice: Notice, schedule: Schedule
) -> Iterator[Addressee]:
    """The heads who are told too, by how far a thing drags on: its unit's, then the next one above her."""
    if notice.kind is not Kind.OVERDUE or Kind.ESCALATED in schedule.off:
        return
    rungs = (schedule.escalate_from, schedule.above_from)
    people = list({head.person_id: head for head in heads}.values())
    for head, since in zip(people, rungs, strict=False):
        if 0 < since <= notice.number and head != charged and Kind.ESCALATED not in head.silenced:
            yield head


def _by_date(telling: Telling) -> tuple[date, str, int]:
    return telling.thing.due_on, telling.thing.title, telling.thing.id
