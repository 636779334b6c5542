"""What a person handed in last."""

from __future__ import annotations

from datetime import date

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import seen_by
from sello.evidence.queries.rows import BASE, Row, rows

NEWEST = 10
"""Pieces that her file shows."""


def handed_in_by(person_id: int, visibility: Visibility, *, today: date) -> tuple[Row, ...]:
    """The newest pieces that a person made, as far as the reader may see them (two statements)."""
    found = (
        BASE.where(Evidence.created_by == person_id, seen_by(visibility))
        .order_by(Evidence.id.desc())
        .limit(NEWEST)
    )
    return rows(db.session.execute(found), today=today)
