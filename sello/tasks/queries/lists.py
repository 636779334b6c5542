"""The list of tasks, its board and its calendar: one set of filters, borne by the URL."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, union_all

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.ordering import Order
from sello.core.paging import Page
from sello.core.searching import speaks_of
from sello.tasks.domain.due import QueueGroup
from sello.tasks.domain.states import OPEN_STATES, TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task, TaskRequirement
from sello.tasks.queries import orders
from sello.tasks.queries.rows import (
    BY_DUE_DATE,
    Ordering,
    TaskRow,
    count_of,
    dress,
    read_rows,
    rows_of,
    stretches,
    visible,
)
from sello.tasks.queries.turns import in_group, in_turn

PAGE_SIZE = 50
BOARD_DEPTH = 25
"""Cards of a board's column; the rest is reached through the list."""
TITLES = 5000
"""So many of the newest are compared with a search that found nothing."""

BOARD_TURNS = (Turn.UNIT, Turn.SECRETARIAT, Turn.EVALUATION, Turn.ANOTHER)


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What a list is narrowed to; nothing given means every open task."""

    unit_ids: frozenset[int] | None = None
    states: frozenset[TaskState] = OPEN_STATES
    turn: Turn | None = None
    group: QueueGroup | None = None
    requirement_id: int | None = None
    person_id: int | None = None
    text: str = ""
    due_from: date | None = None
    due_until: date | None = None


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """The column of whoever has the turn on the board."""

    turn: Turn
    total: int
    rows: tuple[TaskRow, ...]


def page(
    chosen: TaskFilter,
    visibility: Visibility,
    person_id: int | None,
    *,
    number: int,
    at: Moment,
    size: int = PAGE_SIZE,
    order: Order = orders.USUAL,
) -> Page[TaskRow]:
    """One page of the tasks, the nearest due date first unless another order is asked (three statements)."""
    where = conditions(chosen, visibility, person_id, at.today)
    counted = [and_(seen, *where[1:]) for seen in stretches(visibility, person_id)]
    total = db.session.scalar(select(count_of(tuple(counted)))) or 0
    number = min(max(1, number), max(1, -(-total // size)))
    by = orders.ordering(order, at.today)
    ids = _ordered(where, by).limit(size).offset((number - 1) * size)
    return Page(read_rows(ids, at=at, order=by), total, number, size)


def of_ids(
    ids: Collection[int], visibility: Visibility, person_id: int | None, *, at: Moment
) -> tuple[TaskRow, ...]:
    """Those of some tasks that the reader may see, by due date (two statements)."""
    wanted = select(Task.id).where(Task.id.in_(ids), visible(visibility, person_id))
    return read_rows(wanted, at=at)


def titles(visibility: Visibility, person_id: int | None) -> tuple[str, ...]:
    """What the newest tasks that the reader may see are called (one statement)."""
    seen = select(Task.title).where(visible(visibility, person_id)).order_by(Task.id.desc())
    return tuple(db.session.scalars(seen.limit(TITLES)))


def board(
    chosen: TaskFilter,
    visibility: Visibility,
    person_id: int | None,
    *,
    at: Moment,
) -> tuple[BoardColumn, ...]:
    """The open tasks by whose turn they are, the most pressing of each and how many more (one statement)."""
    where = conditions(chosen, visibility, person_id, at.today)
    of_all = func.count().over().label("of_all")
    parts = [_ordered([*where, in_turn(turn)]).add_columns(of_all).limit(BOARD_DEPTH) for turn in BOARD_TURNS]
    found = db.session.execute(rows_of(any_of(parts))).all()
    rows = dress(found, at=at)
    totals = {row.turn: each.of_all for row, each in zip(rows, found, strict=True)}
    return tuple(
        BoardColumn(turn, totals.get(turn, 0), tuple(row for row in rows if row.turn is turn))
        for turn in BOARD_TURNS
    )


def between(
    chosen: TaskFilter,
    visibility: Visibility,
    person_id: int | None,
    *,
    at: Moment,
    most: int = 500,
) -> tuple[TaskRow, ...]:
    """The tasks due between the filter's two dates, for a calendar's month (two statements)."""
    where = conditions(chosen, visibility, person_id, at.today)
    return read_rows(_ordered(where).limit(most), at=at)


def conditions(
    chosen: TaskFilter, visibility: Visibility, person_id: int | None, today: date
) -> list[ColumnElement[bool]]:
    """The filters as conditions; what the actor may see always comes first."""
    where = [visible(visibility, person_id), Task.state.in_(sorted(chosen.states))]
    if chosen.turn is not None:
        where.append(in_turn(chosen.turn))
    if chosen.group is not None:
        where.append(in_group(chosen.group, today))
    if chosen.unit_ids is not None:
        where.append(Task.unit_id.in_(sorted(chosen.unit_ids)))
    if chosen.person_id is not None:
        where.append(Task.person_id == chosen.person_id)
    if chosen.due_from is not None:
        where.append(Task.due_on >= chosen.due_from)
    if chosen.due_until is not None:
        where.append(Task.due_on <= chosen.due_until)
    return where + _searched(chosen)


def _searched(chosen: TaskFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if chosen.requirement_id is not None:
        feeding = select(TaskRequirement.task_id).where(
            TaskRequirement.requirement_id == chosen.requirement_id
        )
        where.append(Task.id.in_(feeding))
    return where + speaks_of(Task.folded, chosen.text)


def _ordered(where: list[ColumnElement[bool]], order: Ordering = BY_DUE_DATE) -> Select[Any]:
    return select(Task.id).where(*where).order_by(*order)


def any_of(parts: Sequence[Select[*tuple[Any, ...]]]) -> Select[*tuple[Any, ...]]:
    """Several limited selections as one, each of ids and what else they all select."""
    limited = [select(*part.subquery().c) for part in parts]
    return select(*union_all(*limited).subquery().c)
