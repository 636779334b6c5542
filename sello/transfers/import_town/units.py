"""The rows of a table of units."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.units import UnitSpan, called
from sello.accounts.queries import units as unit_queries
from sello.accounts.service import units as unit_service
from sello.core.cells import NO, YES, is_total
from sello.core.dates import read_day, written
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.core.text import fold
from sello.transfers.import_town.outcome import (
    Change,
    Done,
    Effect,
    InColumn,
    Line,
    differing,
    fitting,
    tried,
)
from sello.transfers.import_town.refusals import (
    IsNoCorporation,
    NeitherYesNorNo,
    NoteInstead,
    ParentNotAdded,
    SaidTwice,
    SumOfRows,
    UnknownParent,
    WithoutName,
)
from sello.transfers.import_town.table import TableRow, UnitColumn

_SHORT = 60
_SAID_YES = "sí"


def units(actor: Actor, rows: Sequence[TableRow], at: Moment) -> tuple[Line, ...]:
    """Do the rows, units above before those below whatever the order of the table; told in that order."""
    first = {_name(row): row.number for row in reversed(rows)}
    done: dict[int, Line] = {}
    waiting = list(rows)
    while waiting:
        for row in _ready(waiting):
            done[row.number] = tried(row, UnitColumn, partial(_unit, actor, row, first, at))
        waiting = [row for row in waiting if row.number not in done]
    return tuple(done[row.number] for row in rows)


def _ready(waiting: Sequence[TableRow]) -> Sequence[TableRow]:
    """The rows whose unit above is not among those that wait; all of them where each waits for another."""
    columns = (UnitColumn.NAME, UnitColumn.SHORT_NAME)
    names = {fold(row.said(column)): True for row in waiting for column in columns if row.said(column)}
    return [row for row in waiting if not called(names, row.said(UnitColumn.PARENT))] or waiting


def _name(row: TableRow) -> str:
    return fold(row.said(UnitColumn.NAME))


def by_name(at: Moment) -> dict[str, UnitSpan]:
    """The units of today by name and short name, folded; a name stands before another unit's short one."""
    spans = unit_queries.tree().in_force(at.today).values()
    short = {fold(span.short_name): span for span in spans if span.short_name}
    return short | {fold(span.name): span for span in spans}


def _unit(actor: Actor, row: TableRow, first: Mapping[str, int], at: Moment) -> Done:
    name = fitting(row.said(UnitColumn.NAME), UnitColumn.NAME)
    if not name:
        raise WithoutName
    if is_total(name):
        raise SumOfRows
    if row.is_note(UnitColumn.NAME):
        raise NoteInstead
    if first[fold(name)] != row.number:
        raise SaidTwice(row=first[fold(name)])
    found = by_name(at)
    parent = _parent(row, found, first)
    there = found.get(fold(name))
    if there is None:
        return _add(actor, row, parent, at)
    return _change(actor, row, there, parent, at)


def _add(actor: Actor, row: TableRow, parent: UnitSpan | None, at: Moment) -> Done:
    short = fitting(row.said(UnitColumn.SHORT_NAME), UnitColumn.SHORT_NAME, _SHORT)
    is_corporation = _yes(row.said(UnitColumn.CORPORATION))
    day = _day(row.said(UnitColumn.DAY), at)
    unit_service.add_unit(
        actor,
        name=row.said(UnitColumn.NAME),
        short_name=short,
        parent_id=parent.unit_id if parent else None,
        is_corporation=is_corporation,
        day=day,
        at=at,
    )
    return Effect.NEW, differing(
        (UnitColumn.SHORT_NAME, "", short),
        (UnitColumn.PARENT, "", parent.name if parent else ""),
        (UnitColumn.CORPORATION, "", _SAID_YES if is_corporation else ""),
        (UnitColumn.DAY, "", written(day)),
    )


def _change(actor: Actor, row: TableRow, there: UnitSpan, parent: UnitSpan | None, at: Moment) -> Done:
    """A column that the table lacks leaves what is there, an empty cell empties it."""
    if _yes(row.said(UnitColumn.CORPORATION)) and not there.is_corporation:
        raise IsNoCorporation(name=there.name)
    short = fitting(row.cells.get(UnitColumn.SHORT_NAME, there.short_name), UnitColumn.SHORT_NAME, _SHORT)
    parent_id = (parent.unit_id if parent else None) if UnitColumn.PARENT in row.cells else there.parent_id
    names = unit_queries.unit_names()
    changes = differing(
        # A unit is found by its short name too; its name is then not corrected by it.
        (UnitColumn.SHORT_NAME, there.short_name, short),
        (UnitColumn.PARENT, names.get(there.parent_id or 0, ""), names.get(parent_id or 0, "")),
    )
    if changes:
        unit_service.change_unit(
            actor,
            there.unit_id,
            name=there.name,
            short_name=short,
            parent_id=parent_id,
            day=at.today,
            version=unit_queries.version(there.unit_id),
            at=at,
        )
    return _effect(changes)


def _effect(changes: tuple[Change, ...]) -> Done:
    return (Effect.CHANGED if changes else Effect.SAME), changes


def _parent(row: TableRow, found: Mapping[str, UnitSpan], first: Mapping[str, int]) -> UnitSpan | None:
    name = row.said(UnitColumn.PARENT)
    if not name:
        return None
    above = called(found, name)
    if above is None:
        raise (ParentNotAdded if fold(name) in first else UnknownParent)(name=name)
    return above


def _day(written: str, at: Moment) -> date:
    try:
        return read_day(written) if written else at.today
    except Refusal as refusal:
        raise InColumn(UnitColumn.DAY, refusal) from None


def _yes(written: str) -> bool:
    said = fold(written).rstrip(" .")
    if said in YES:
        return True
    if said and said not in NO:
        raise NeitherYesNorNo
    return False
