"""Writing down what the whole budget of the town is in a year."""

from __future__ import annotations

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.register.parts.models import TownBudget


def set_whole(actor: Actor, year: int, total: int, source: str, *, version: int, at: Moment) -> bool:
    """Keep the town's budget of a year, in pesos; tells whether that is news. Raises Stale."""
    row = db.session.scalars(select(TownBudget).where(TownBudget.year == year)).one_or_none()
    held = 0 if row is None else row.version
    if held != version:
        raise Stale
    before = {} if row is None else {"total": row.total, "source": row.source}
    after = {"total": total, "source": source.strip()}
    if before == after:
        return False
    if row is None:
        db.session.add(TownBudget(year=year, **after))
    else:
        row.total, row.source, row.version = total, source.strip(), held + 1
    act = Act.INSTITUTION_BUDGET_SET
    record(actor, act, actor.institution_id, now=at.now, before=before, after=after, year=str(year))
    db.session.flush()
    return True
