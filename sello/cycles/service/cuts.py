"""Freezing the state of a cycle under a name."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.cycles.models import Cut
from sello.cycles.queries import cycles as cycle_queries
from sello.level.snapshot import CutInTheFuture, CutNameTaken


class CutNameMissing(Refusal):
    """A cut is called something."""

    message = N_("Escriba un nombre para el corte; por ejemplo, «Línea base» o «Cierre de marzo».")
    field = "name"


def make_cut(
    actor: Actor,
    cycle_id: int,
    name: str,
    snapshot: Mapping[str, Any],
    *,
    is_baseline: bool = False,
    at: Moment,
) -> int:
    """Keep a frozen state of a cycle (as `progress.standing` freezes it); it never changes afterwards."""
    cycle = cycle_queries.find(cycle_id, actor.visibility)
    name = name.strip()
    as_of = date.fromisoformat(snapshot["as_of"])
    if not name:
        raise CutNameMissing
    if as_of > at.today:
        raise CutInTheFuture
    if db.session.execute(select(Cut.id).where(Cut.cycle_id == cycle.id, Cut.name == name)).first():
        raise CutNameTaken(name=name)
    cut = Cut(
        cycle_id=cycle.id,
        name=name,
        as_of=as_of,
        is_baseline=is_baseline,
        snapshot=dict(snapshot),
        made_at=at.now,
        made_by=actor.person_id,
    )
    db.session.add(cut)
    db.session.flush()
    record(actor, Act.CUT_MADE, cut.id, now=at.now, cycle_id=cycle.id, as_of=as_of.isoformat())
    return cut.id
