"""Declaring what is measured of an initiative, and changing it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import differing, record
from sello.indicators.domain.indicators import IndicatorDraft, IndicatorNameTaken, ShapeHeld, check
from sello.indicators.domain.tables import check_axes
from sello.indicators.models import Indicator
from sello.indicators.queries.rows import indicator
from sello.indicators.queries.rules import rules
from sello.indicators.queries.tables import has_values
from sello.register.queries.initiative import check_managed

COLUMNS = (
    "name", "measure", "periodicity", "direction", "formula", "first_axis", "second_axis", "baseline",
    "baseline_on", "target", "target_on",
)  # fmt: skip


def create(actor: Actor, initiative_id: int, said: IndicatorDraft, *, at: Moment) -> int:
    """Declare an indicator of an initiative, and return its id."""
    check_managed(initiative_id, actor)
    _check(initiative_id, said, None)
    values = {name: getattr(said, name) for name in COLUMNS}
    row = Indicator(initiative_id=initiative_id, created_at=at.now, created_by=actor.person_id, **values)
    db.session.add(row)
    db.session.flush()
    record(actor, Act.INDICATOR_CREATED, row.id, now=at.now, initiative_id=initiative_id)
    db.session.flush()
    return row.id


def edit(actor: Actor, indicator_id: int, said: IndicatorDraft, *, version: int, at: Moment) -> bool:
    """Change an indicator; tells whether anything changed. Raises Stale, ShapeHeld, or what rules refuse."""
    row = load(indicator_id, actor)
    if row.version != version:
        raise Stale
    held = (row.measure, row.periodicity, row.first_axis, row.second_axis)
    if said.held != held and has_values([indicator_id]):
        raise ShapeHeld
    _check(row.initiative_id, said, row)
    values: dict[str, Any] = {name: getattr(said, name) for name in COLUMNS}
    before, after = differing(row, values)
    if not after:
        return False
    for name in after:
        setattr(row, name, values[name])
    row.version += 1
    told = {"before": _told(before), "after": _told(after)}
    record(actor, Act.INDICATOR_EDITED, indicator_id, now=at.now, fields=sorted(after), **told)
    db.session.flush()
    return True


def _told(values: dict[str, Any]) -> dict[str, str]:
    """Values as the trail keeps them; a long text is only named."""
    return {name: str(value) for name, value in values.items() if name != "formula"}


def load(indicator_id: int, actor: Actor) -> Indicator:
    """An indicator of an initiative that the actor manages; raises NotFound or Forbidden."""
    seen = indicator(indicator_id, actor.visibility)
    check_managed(seen.initiative_id, actor)
    return db.session.get_one(Indicator, indicator_id)


def _check(initiative_id: int, said: IndicatorDraft, row: Indicator | None) -> None:
    check(said)
    check_axes((said.first_axis, said.second_axis), rules().lists)
    taken = select(Indicator.id).where(Indicator.initiative_id == initiative_id, Indicator.name == said.name)
    if db.session.scalar(taken) not in (None, row.id if row else None):
        raise IndicatorNameTaken
