"""Reads of the tree of units."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, and_, func, or_, select

from sello.accounts.domain.actor import Role
from sello.accounts.domain.units import UnitSpan, UnitTree
from sello.accounts.models import Person, Unit, UnitHistory
from sello.core.changes import grounded
from sello.core.db import db
from sello.core.rows import row_as

SPAN = (
    Unit.id.label("unit_id"),
    Unit.parent_id,
    Unit.name,
    Unit.short_name,
    Unit.is_corporation,
    Unit.valid_from,
    Unit.valid_until,
    Unit.successor_id,
)


@dataclass(frozen=True)
class UnitLine:
    """One line of the organisation chart of a day; heads and people are today's."""

    unit_id: int
    parent_name: str | None
    depth: int
    name: str
    short_name: str
    is_corporation: bool
    valid_from: date
    heads: tuple[str, ...]
    people: int


def in_force(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """The condition under which a unit exists on a day: from its first day on, until the day before its end.

    It says of rows what `UnitSpan.stands` says of values.
    """
    return and_(Unit.valid_from <= day, or_(Unit.valid_until.is_(None), Unit.valid_until > day))


def span_of(row: Row[*tuple[Any, ...]]) -> UnitSpan:
    """The span of a row that selected SPAN."""
    return row_as(UnitSpan, row)


def tree() -> UnitTree:
    """Every unit of the institution with all the names and places it has had: two statements, kept."""
    return grounded(_tree, "tree")


def _tree() -> UnitTree:
    present = [span_of(row) for row in db.session.execute(select(*SPAN))]
    query = select(
        UnitHistory.unit_id,
        UnitHistory.parent_id,
        UnitHistory.name,
        UnitHistory.short_name,
        UnitHistory.valid_from,
        UnitHistory.valid_until,
    ).order_by(UnitHistory.unit_id, UnitHistory.valid_from)
    past = db.session.execute(query).all()
    since = {row.unit_id: row.valid_until for row in past}
    kinds = {span.unit_id: span.is_corporation for span in present}
    return UnitTree(
        [replace(span, valid_from=since.get(span.unit_id, span.valid_from)) for span in present]
        + [
            UnitSpan(
                unit_id=row.unit_id,
                parent_id=row.parent_id,
                name=row.name,
                short_name=row.short_name,
                is_corporation=kinds[row.unit_id],
                valid_from=row.valid_from,
                valid_until=row.valid_until,
            )
            for row in past
        ]
    )


def continuing(unit_id: int, day: date) -> int:
    """The unit, or the one that continues it; itself where nothing does (two statements)."""
    return tree().continues(unit_id, day) or unit_id


def unit_lines(day: date) -> tuple[UnitLine, ...]:
    """The organisation chart of a day in reading order: three statements, kept."""
    return grounded(lambda: _unit_lines(day), "unit_lines", day)


def _unit_lines(day: date) -> tuple[UnitLine, ...]:
    heads: dict[int, list[str]] = {}
    people: dict[int, int] = {}
    query = (
        select(Person.unit_id, Person.name, Person.role)
        .where(Person.active, Person.unit_id.is_not(None))
        .order_by(Person.name, Person.id)
    )
    for row in db.session.execute(query):
        people[row.unit_id] = people.get(row.unit_id, 0) + 1
        if row.role is Role.UNIT_HEAD:
            heads.setdefault(row.unit_id, []).append(row.name)
    outline = tree().outline(day)
    names: dict[int | None, str] = {span.unit_id: span.name for _, span in outline}
    return tuple(
        UnitLine(
            unit_id=span.unit_id,
            parent_name=names.get(span.parent_id),
            depth=depth,
            name=span.name,
            short_name=span.short_name,
            is_corporation=span.is_corporation,
            valid_from=span.valid_from,
            heads=tuple(heads.get(span.unit_id, ())),
            people=people.get(span.unit_id, 0),
        )
        for depth, span in outline
    )


def unit_choices(day: date) -> list[tuple[int, str]]:
    """The units of a day for a list to choose from, indented as in the chart: two statements, kept."""
    return [(span.unit_id, "\u2003" * depth + span.name) for depth, span in tree().outline(day)]


def version(unit_id: int) -> int:
    """How often a unit was saved, to tell whether a page is stale (one statement); 0 for none."""
    return db.session.scalar(select(Unit.version).where(Unit.id == unit_id)) or 0


def unit_names() -> dict[int, str]:
    """The name of every unit, ended ones too."""
    return {span.unit_id: span.name for span in tree().last_known(date.max).values()}


def people_in(unit_id: int) -> int:
    """How many active people work in a unit."""
    query = select(func.count(Person.id)).where(Person.unit_id == unit_id, Person.active)
    return db.session.scalar(query) or 0
