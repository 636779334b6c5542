"""Who there is, and of which unit: units and people in one statement."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Select, String, literal, select, type_coerce, union_all
from sqlalchemy.orm import aliased

from sello.accounts.domain.actor import Actor, Role
from sello.accounts.models import Person, Unit
from sello.accounts.permissions import Action, allows
from sello.accounts.queries.units import in_force
from sello.core.db import db
from sello.core.moment import Moment
from sello.search.domain.ranking import Hit, Kind, Searched

MOST: Final = 5000
_UNIT = ""
"""Stands where a person has her role."""

_Above = aliased(Unit, name="above")


def directory(actor: Actor, *, at: Moment) -> tuple[Hit, ...]:
    """The units of today and the people with an account, if the reader may look them up (one statement)."""
    parts = []
    if allows(actor, Action.UNIT_VIEW):
        parts.append(_units(at))
    if allows(actor, Action.PERSON_VIEW):
        parts.append(_people())
    if not parts:
        return ()
    found = union_all(*parts).subquery()
    rows = db.session.execute(select(found).order_by(found.c.name, found.c.id).limit(MOST))
    return tuple(_unit(row) if row.what == _UNIT else _person(row) for row in rows)


def _units(at: Moment) -> Select[int, str, str, str, str]:
    return (
        select(
            Unit.id.label("id"),
            Unit.name.label("name"),
            Unit.short_name.label("beside"),
            literal(_UNIT).label("what"),
            _Above.name.label("unit_name"),
        )
        .outerjoin(_Above, _Above.id == Unit.parent_id)
        .where(in_force(at.today))
    )


def _people() -> Select[int, str, str, str, str]:
    return (
        select(
            Person.id.label("id"),
            Person.name.label("name"),
            Person.post.label("beside"),
            type_coerce(Person.role, String).label("what"),
            Unit.name.label("unit_name"),
        )
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Person.active)
    )


def _unit(row: Any) -> Hit:
    names = (row.name, row.beside) if row.beside else (row.name,)
    return Hit(
        kind=Kind.UNIT,
        id=row.id,
        title=row.name,
        what=None,
        by=Searched(names),
        code=row.beside,
        unit=row.unit_name or "",
    )


def _person(row: Any) -> Hit:
    return Hit(
        kind=Kind.PERSON,
        id=row.id,
        title=row.name,
        what=Role(row.what),
        by=Searched((row.name,), beside=f"{row.beside} {row.unit_name or ''}"),
        code=row.beside,
        unit=row.unit_name or "",
    )
