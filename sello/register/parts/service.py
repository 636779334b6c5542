"""Writing the rows of a part down: all of its page at once, over nobody's change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import NotFound, Stale
from sello.evidence.queries.piece import is_known
from sello.register.parts.domain.columns import COLUMNS, Column, Part, Shape
from sello.register.parts.domain.rules import OtherUnits, RowGone, RowInUse, Values, check
from sello.register.parts.models import MODELS
from sello.register.parts.queries import PartRow, called, rows_of
from sello.register.service.initiatives import load, note_edit
from sello.tasks.domain.refusals import UnitElsewhere
from sello.tasks.queries.options import units

ABOVE = frozenset({Shape.INDICATOR, Shape.ACTION})
"""Shapes of what rooms above keep, which this one cannot ask."""


@dataclass(frozen=True, slots=True)
class SentRow:
    """A row as its form sends it: with the id that it has, or none if it is new."""

    id: int | None
    values: Values


def save(
    actor: Actor,
    initiative_id: int,
    part: Part,
    sent: Sequence[SentRow],
    *,
    version: int,
    elsewhere: Mapping[str, Collection[int]] | None = None,
    at: Moment,
) -> bool:
    """Let a part say what was sent, and tell whether that is news; a row that was not sent goes.

    `elsewhere` has what rooms above offer for a column, by its name.
    Raises Stale over another's change of the initiative, and what `rules.check` refuses.
    """
    initiative = load(initiative_id, actor)
    if initiative.version != version:
        raise Stale
    held = {row.id: row for row in rows_of(initiative_id, part)}
    sent = _of_their_units(part, sent, held)
    gone = held.keys() - {row.id for row in sent}
    _check(actor, initiative_id, part, sent, held=held, today=at.today)
    _check_elsewhere(part, sent, held.values(), elsewhere)
    _check_unused(initiative_id, part, gone, held)
    changed = [row for row in sent if row.id is None or held[row.id].values != row.values]
    if not changed and not gone:
        return False
    _write(initiative_id, part, changed, gone)
    note_edit(actor, initiative, [part.value], now=at.now)
    return True


def _of_their_units(part: Part, sent: Sequence[SentRow], held: Mapping[int, PartRow]) -> Sequence[SentRow]:
    """Shares belong to units and not to rows: each is the row that its unit has, whatever the form said."""
    if part is not Part.SHARES:
        return sent
    ids = {row.values["unit_id"]: row_id for row_id, row in held.items()}
    return [SentRow(ids.get(row.values["unit_id"]), row.values) for row in sent]


def _check(
    actor: Actor,
    initiative_id: int,
    part: Part,
    sent: Sequence[SentRow],
    *,
    held: Mapping[int, PartRow],
    today: date,
) -> None:
    """Refuse rows that are gone, that the rules refuse, or that name what is not there."""
    if not {row.id for row in sent} <= held.keys() | {None}:
        raise RowGone
    check(part, [{"id": row.id, **row.values} for row in sent])
    units_held = _units_in(held.values())
    if part is Part.SHARES and _units_in(sent) != units_held:
        raise OtherUnits
    if not _units_in(sent) <= {unit.id for unit in units(today=today, keep=units_held)}:
        raise UnitElsewhere
    for one in COLUMNS[part]:
        _check_named(actor, initiative_id, one, {row.values[one.name] for row in sent} - {None})


def _check_named(actor: Actor, initiative_id: int, one: Column, named: Set[int]) -> None:
    """What a column names has to be there: rows of other parts, evidence that the actor may see."""
    if one.of is not None and not named <= {row.id for row in rows_of(initiative_id, one.of)}:
        raise RowGone
    if one.shape is Shape.PIECE and not all(is_known(each, actor.visibility) for each in named):
        raise NotFound


def _check_elsewhere(
    part: Part,
    sent: Iterable[SentRow],
    held: Iterable[PartRow],
    elsewhere: Mapping[str, Collection[int]] | None,
) -> None:
    """What a row names in a room above is offered by it, or was named before."""
    for one in (each for each in COLUMNS[part] if each.shape in ABOVE):
        named = {row.values[one.name] for row in held} | set((elsewhere or {}).get(one.name, ()))
        if not {row.values[one.name] for row in sent} <= named | {None}:
            raise NotFound


def _units_in(rows: Iterable[PartRow | SentRow]) -> frozenset[int]:
    return frozenset(row.values["unit_id"] for row in rows if row.values.get("unit_id") is not None)


def _check_unused(initiative_id: int, part: Part, gone: set[int], held: dict[int, PartRow]) -> None:
    """A row that others name stays; of its own part the rules have looked already."""
    if not gone:
        return
    for other, columns in COLUMNS.items():
        for one in (each for each in columns if each.of is part and other is not part):
            for row in rows_of(initiative_id, other):
                if row.values[one.name] in gone:
                    raise RowInUse(name=called(part, held[row.values[one.name]]))


def _write(initiative_id: int, part: Part, changed: Sequence[SentRow], gone: set[int]) -> None:
    model: Any = MODELS[part]
    for row in changed:
        found = model(initiative_id=initiative_id) if row.id is None else db.session.get_one(model, row.id)
        for name, value in row.values.items():
            setattr(found, name, value)
        db.session.add(found)
    db.session.flush()
    leaving = [db.session.get_one(model, row_id) for row_id in sorted(gone)]
    for found in leaving:
        for one in COLUMNS[part]:
            if one.of is part:
                setattr(found, one.name, None)  # rows that go together hold each other no more
    db.session.flush()
    for found in leaving:
        db.session.delete(found)
