"""What is to be told to whom: one telling per thing and person, and how tellings become few mails."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sello.reminders.domain.ladder import To
from sello.reminders.domain.recipients import Addressee, Directory
from sello.reminders.domain.schedule import Kind, Schedule
from sello.reminders.domain.waves import Wave


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
    """The tellings of one kind that a mail brings to one person."""

    to: Addressee
    kind: Kind
    superseded_on: date
    tellings: tuple[Telling, ...]


def tellings(
    wave: Wave, things: Iterable[Thing], directory: Directory, schedule: Schedule
) -> Iterator[Telling]:
    """Say who is told of each thing of a wave, as the ladder says whom; each who may see it."""
    for thing in things:
        notice = wave.notices[thing.due_on]
        for each in reached(wave.to, thing, directory, schedule):
            if notice.kind not in each.silenced:
                yield Telling(each, notice.kind, thing, wave.point, notice.number, notice.superseded_on)


def reached(to: To, thing: Thing, directory: Directory, schedule: Schedule) -> Iterator[Addressee]:
    """Whom a rung reaches of a thing; who was reached by a lower one is left to that."""
    charged = directory.in_charge(thing.person_id, thing.unit_id)
    for each in _named(to, thing, directory, schedule):
        if to is To.PERSON or each != charged:
            yield each


def _named(to: To, thing: Thing, directory: Directory, schedule: Schedule) -> Iterable[Addressee]:
    match to:
        case To.PERSON:
            return _some(directory.in_charge(thing.person_id, thing.unit_id))
        case To.SUBSTITUTE:
            return _some(_deputy(thing, directory))
        case To.HEAD | To.ABOVE:
            heads = _each_once(directory.heads_above(thing.unit_id))
            return heads[:1] if to is To.HEAD else heads[1:2]
        case _:
            seeing = (each for each in schedule.named(to) if directory.may_see(each, thing.unit_id))
            return _each_once(directory.acting(each) for each in seeing)


def _deputy(thing: Thing, directory: Directory) -> Addressee | None:
    deputy = directory.substitute_of(thing.person_id, thing.unit_id)
    return deputy if deputy is not None and directory.sees(deputy, thing.unit_id) else None


def _each_once(people: Iterable[Addressee | None]) -> list[Addressee]:
    return list({each.person_id: each for each in people if each is not None}.values())


def _some(one: Addressee | None) -> Iterable[Addressee]:
    return () if one is None else (one,)


def once(told: Iterable[Telling]) -> Iterator[Telling]:
    """The tellings of one pass without those that tell somebody of a thing again, as less than before."""
    found = list(told)
    order = list(Kind)
    nearest: dict[tuple[int, int, date], Kind] = {}
    for each in found:
        key = each.thing.id, each.to.person_id, each.thing.due_on
        nearest[key] = min(nearest.get(key, each.kind), each.kind, key=order.index)
    for each in found:
        if nearest.get((each.thing.id, each.to.person_id, each.thing.due_on)) is each.kind:
            del nearest[each.thing.id, each.to.person_id, each.thing.due_on]
            yield each


def letters(told: Iterable[Telling]) -> list[Letter]:
    """Gather tellings by person and kind, in a stable order; a letter lives as long as one of its notices."""
    groups: Mapping[tuple[int, Kind], list[Telling]] = defaultdict(list)
    for telling in told:
        groups[telling.to.person_id, telling.kind].append(telling)
    return [_letter(members) for _, members in sorted(groups.items(), key=lambda item: item[0])]


def _letter(members: Sequence[Telling]) -> Letter:
    last = max(member.superseded_on for member in members)
    return Letter(members[0].to, members[0].kind, last, tuple(sorted(members, key=_by_date)))


def _by_date(telling: Telling) -> tuple[date, str, int]:
    return telling.thing.due_on, telling.thing.title, telling.thing.id
