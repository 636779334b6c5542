"""My queue: what a unit (or the secretariat) has to do now, counted first and then shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Select, and_, func, literal, select

from sello.accounts.domain.actor import Actor, Visibility
from sello.catalogue.queries.asked import Asked, asked
from sello.core.changes import kept
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.tasks.domain.due import OURS, QueueGroup
from sello.tasks.domain.turn import Reason, Turn
from sello.tasks.models import Task
from sello.tasks.queries.lists import any_of
from sello.tasks.queries.rows import (
    Stretches,
    TaskRow,
    dress,
    led,
    read_rows,
    rows_of,
    visible,
)
from sello.tasks.queries.turns import in_group
from sello.tasks.queries.words import Remark, waiting_words

DEPTH = 12
"""Cards of a part of the queue; its count says how many there are in all."""


@dataclass(frozen=True, slots=True)
class Card:
    """A task with every word that waits for its answer, and what its requirements ask for."""

    task: TaskRow
    remarks: tuple[Remark, ...]
    """Open remarks, or the question."""
    asked: tuple[Asked, ...]
    """What its requirements say, where there is something to bring."""

    @property
    def asks_for_files(self) -> bool:
        """Whether the unit has something to bring now; a question is answered in words."""
        return self.task.turn is Turn.UNIT and self.task.now.reason is not Reason.ASKED


@dataclass(frozen=True, slots=True)
class QueuePart:
    """One part of the queue: how many there are, and the first of them."""

    group: QueueGroup
    total: int
    cards: tuple[Card, ...]


def queue(actor: Actor, *, mine: bool, at: Moment) -> tuple[QueuePart, ...]:
    """The parts of the actor's queue, also the empty ones, in at most six statements.

    `mine` narrows it to what is given to her by name; the secretariat's begins with what waits for review.
    It is kept until something of the institution changes.
    """
    asked_by = (actor.unit_ids, actor.person_id, actor.role, mine)
    return kept(lambda: _queue(actor, mine=mine, at=at), "queue", asked_by, at.today)


def _queue(actor: Actor, *, mine: bool, at: Moment) -> tuple[QueuePart, ...]:
    reads = _reads(actor.unit_ids, actor.person_id, mine=mine, reviews=actor.is_secretariat, today=at.today)
    found = db.session.execute(reads.rows).all()
    rows = dress(found, at=at)
    counted = {(row.part, row.of_part) for row in found}
    cards: dict[QueueGroup, list[Card]] = {group: [] for group in reads.groups}
    for each in _cards(rows, actor):
        if each.task.group in cards:
            cards[each.task.group].append(each)
    totals = {
        group: sum(count for part, count in counted if reads.parts[part] is group) for group in reads.groups
    }
    return tuple(QueuePart(group, totals[group], tuple(cards[group][:DEPTH])) for group in reads.groups)


def card(task_id: int, actor: Actor, *, at: Moment) -> Card:
    """One task as the queue tells it (at most four statements); raises NotFound for one not hers to see."""
    seen = visible(actor.visibility, actor.person_id)
    found = _cards(read_rows(select(Task.id).where(Task.id == task_id, seen), at=at), actor)
    if not found:
        raise NotFound
    return found[0]


def next_asked(actor: Actor, *, at: Moment) -> TaskRow | None:
    """What a unit's queue asks first now (two statements); None for the secretariat, who reviews."""
    if actor.is_secretariat:
        return None
    reads = _reads(actor.unit_ids, actor.person_id, mine=False, reviews=False, today=at.today)
    found = dress(db.session.execute(reads.rows).all(), at=at)
    rows = [row for row in found if row.turn is Turn.UNIT]
    return min(rows, key=lambda row: reads.groups.index(cast("QueueGroup", row.group)), default=None)


def _cards(rows: Sequence[TaskRow], actor: Actor) -> list[Card]:
    remarks = waiting_words(rows, actor.visibility)
    hers = [row for row in rows if row.group not in OURS]
    texts = {one.id: one for one in asked(one.id for row in hers for one in row.requirements)}
    return [
        Card(
            row,
            remarks.get(row.id, ()),
            tuple(texts[one.id] for one in row.requirements if one.id in texts),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class _Reads:
    """The statement of a queue: the first rows of all parts, each with how many its part holds."""

    groups: tuple[QueueGroup, ...]
    parts: tuple[QueueGroup, ...]
    """The group of each part that is read by itself, by its number."""
    rows: Select[Any]


@lru_cache(maxsize=256)
def _reads(unit_ids: frozenset[int], person_id: int, *, mine: bool, reviews: bool, today: date) -> _Reads:
    """A person's statements, built once a day: the queue is what most people open first, and often."""
    scopes = _scopes(_hers(unit_ids, person_id, mine=mine), reviews=reviews and not mine, today=today)
    parts = [(group, where) for group, conditions in scopes.items() for where in conditions]
    of_part = func.count().over().label("of_part")
    read = [
        select(Task.id, literal(number).label("part"), of_part)
        .where(where)
        .order_by(Task.due_on, Task.id)
        .limit(DEPTH)
        for number, (_group, where) in enumerate(parts)
    ]
    return _Reads(tuple(scopes), tuple(group for group, _where in parts), rows_of(any_of(read)))


def _scopes(hers: Stretches, *, reviews: bool, today: date) -> dict[QueueGroup, Stretches]:
    """The conditions of each part; what is not in units' hands is the secretariat's, of all units."""
    return {
        group: (in_group(group, today),)
        if group in OURS
        else tuple(and_(each, in_group(group, today)) for each in hers)
        for group in QueueGroup
        if reviews or group not in OURS
    }


def _hers(unit_ids: frozenset[int], person_id: int, *, mine: bool) -> Stretches:
    if mine:
        return (Task.person_id == person_id,)
    return led(Visibility(unit_ids), person_id)
