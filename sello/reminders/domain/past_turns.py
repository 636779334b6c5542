"""In whose hands a task was at each instant, from what was written down of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from sello.tasks.domain.states import OPEN_STATES, TaskState
from sello.tasks.domain.turn import Facts, Turn, whose
from sello.tasks.domain.waiting import outlived

T = TypeVar("T")
States = tuple[tuple[datetime, TaskState], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, or time that was asked for (no side), and when it was answered."""

    of: Turn | None
    at: datetime
    answered_at: datetime | None

    def waits(self, instant: datetime) -> bool:
        """Whether it waited for its answer then."""
        return self.at <= instant and (self.answered_at is None or instant < self.answered_at)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on a piece: whether it went back, and when the remark was remedied."""

    at: datetime
    returned: bool
    remedied_at: datetime | None


@dataclass(frozen=True, slots=True)
class Attached:
    """A piece of a task since it was handed in, with its decisions in their order."""

    at: datetime
    decided: tuple[Decided, ...]

    def is_back(self, instant: datetime) -> bool:
        """Whether it was returned then and not remedied yet."""
        last = self._last(instant)
        return last is not None and last.returned and (last.remedied_at is None or instant < last.remedied_at)

    def waits(self, instant: datetime) -> bool:
        """Whether it waited for a decision then."""
        if instant < self.at:
            return False
        last = self._last(instant)
        return last is None or (last.returned and not self.is_back(instant))

    def _last(self, instant: datetime) -> Decided | None:
        return next((one for one in reversed(self.decided) if one.at <= instant), None)


@dataclass(frozen=True, slots=True)
class Story:
    """What was written down of a task: its states from each instant on, what was asked and handed in."""

    states: States
    asked: tuple[Asked, ...] = ()
    pieces: tuple[Attached, ...] = ()
    awaited: tuple[tuple[datetime, frozenset[int]], ...] = ()
    """The tasks that it waited for, from each instant on."""
    others: Mapping[int, States] = field(default_factory=dict)
    """The states of other tasks; those that are not among them were closed all the time …"""
    closed: Mapping[int, datetime] = field(default_factory=dict)
    """… since then."""
    dates: tuple[tuple[datetime, date], ...] = ()
    """Its last day, from each instant on."""

    def state(self, instant: datetime) -> TaskState | None:
        """The state that it was in then; None before it was made."""
        return _last(self.states, instant)

    def awaits(self, instant: datetime) -> bool:
        """Whether a task that it waited for was open then."""
        awaited = _last(self.awaited, instant) or frozenset()
        return any(_last(self.others.get(each, ()), instant) in OPEN_STATES for each in awaited)

    def outlived_at(self, instant: datetime) -> datetime | None:
        """When the last task that it waited for had been closed, if that left it no day of its own."""
        awaited, due_on = _last(self.awaited, instant) or frozenset(), _last(self.dates, instant)
        closed = [at for each in awaited if (at := self._closed_at(each, instant)) is not None]
        if due_on is None or not closed or not outlived(due_on, max(closed)):
            return None
        return max(closed)

    def _closed_at(self, task_id: int, instant: datetime) -> datetime | None:
        last = [(at, state) for at, state in self.others.get(task_id, ()) if at <= instant][-1:]
        if not last:
            return self.closed.get(task_id)
        ((at, state),) = last
        return at if state is TaskState.CLOSED else None


def unit_turns(story: Story) -> tuple[tuple[datetime, bool], ...]:
    """Whether the task was in its unit's hands, from each instant at which that may have changed."""
    return tuple((instant, _is_units(story, instant)) for instant in sorted(set(_instants(story))))


def _is_units(story: Story, instant: datetime) -> bool:
    state = story.state(instant)
    if state is None:
        return False
    waiting = [one for one in story.asked if one.waits(instant)]
    facts = Facts(
        state,
        instant,
        piece_returned=any(one.is_back(instant) for one in story.pieces),
        piece_waiting_at=_first(one.at for one in story.pieces if one.waits(instant)),
        asked_of=_first(one.of for one in waiting),
        time_asked_at=_first(one.at for one in waiting if one.of is None),
        awaits=story.awaits(instant),
        outlived_at=story.outlived_at(instant),
    )
    return whose(facts).turn is Turn.UNIT


def _last(changes: tuple[tuple[datetime, T], ...], instant: datetime) -> T | None:
    """What holds at an instant, of values in the order in which they began to hold."""
    return next((value for at, value in reversed(changes) if at <= instant), None)


def _first(values: Iterable[T | None]) -> T | None:
    """The first that says something."""
    return next((value for value in values if value is not None), None)


def _instants(story: Story) -> Iterator[datetime]:
    yield from (at for at, _ in story.states)
    yield from (at for at, _ in story.dates)
    for at, awaited in story.awaited:
        yield at
        for each in awaited:
            yield from (then for then, _ in story.others.get(each, ()))
    for asked in story.asked:
        yield from _some(asked.at, asked.answered_at)
    for piece in story.pieces:
        yield piece.at
        for one in piece.decided:
            yield from _some(one.at, one.remedied_at)


def _some(*instants: datetime | None) -> Iterable[datetime]:
    return (each for each in instants if each is not None)
