"""Which accepted pieces of some units end soon, the first first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.evidence.queries.conditions import accepted, ends_between, seen_by, unreplaced
from sello.evidence.queries.rows import BASE, Row, rows

AHEAD = timedelta(days=120)
"""How far ahead a meeting looks: long enough to make the next document in time."""


def endings(unit_ids: Collection[int], visibility: Visibility, *, today: date) -> tuple[Row, ...]:
    """The accepted pieces of some units whose last day comes within `AHEAD` (two statements)."""
    units = frozenset(unit_ids) if visibility.units is None else visibility.units.intersection(unit_ids)
    found = BASE.where(
        seen_by(replace(visibility, units=units)),
        accepted(),
        unreplaced(today),
        ends_between(today, today + AHEAD),
    )
    ending = rows(db.session.execute(found), today=today)
    return tuple(sorted(ending, key=lambda row: (row.details.valid_until or date.max, row.id)))
