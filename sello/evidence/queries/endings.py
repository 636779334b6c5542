"""Which accepted pieces end soon, of some units or of whoever handed them in: the first first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, true

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import accepted, ends_between, seen_by, unreplaced
from sello.evidence.queries.rows import BASE, Row, rows

AHEAD = timedelta(days=120)
"""How far ahead a meeting looks: long enough to make the next document in time."""


def endings(unit_ids: Collection[int], visibility: Visibility, *, today: date) -> tuple[Row, ...]:
    """The accepted pieces of some units whose last day comes within `AHEAD` (two statements)."""
    units = frozenset(unit_ids) if visibility.units is None else visibility.units.intersection(unit_ids)
    return _ending(replace(visibility, units=units), true(), today)


def endings_of_person(person_id: int, visibility: Visibility, *, today: date) -> tuple[Row, ...]:
    """The accepted pieces that a person handed in whose last day comes within `AHEAD` (two statements)."""
    return _ending(visibility, Evidence.created_by == person_id, today)


def _ending(visibility: Visibility, which: ColumnElement[bool], today: date) -> tuple[Row, ...]:
    found = BASE.where(
        which,
        seen_by(visibility),
        accepted(),
        unreplaced(today),
        ends_between(today, today + AHEAD),
    )
    ending = rows(db.session.execute(found), today=today)
    return tuple(sorted(ending, key=lambda row: (row.details.valid_until or date.max, row.id)))
