"""What a person handed in and counts on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Unit
from sello.core.db import db
from sello.core.rows import rows_as
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import in_force, opened_to, titled


@dataclass(frozen=True, slots=True)
class Delivered:
    """A piece in force, with its last day."""

    id: int
    title: str
    unit: str
    until: date | None


def delivered_by(person_id: int, visibility: Visibility, *, today: date) -> tuple[Delivered, ...]:
    """Her pieces that count today, the next to end first; no title of a closed one (one statement)."""
    statement = (
        select(
            Evidence.id,
            titled(Evidence.title, opened_to(visibility)).label("title"),
            Unit.name.label("unit"),
            Evidence.valid_until.label("until"),
        )
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(Evidence.created_by == person_id, in_force(today))
        .order_by(Evidence.valid_until.asc().nulls_last(), Evidence.id)
    )
    return rows_as(Delivered, db.session.execute(statement))
