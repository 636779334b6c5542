"""Keeping what answers say, each time that it changes, so that any later day can tell what stood then."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, insert, literal, select

from sello.core.db import UTCDateTime, db
from sello.cycles.models import Answer, AnswerState

_SAID: Final = (
    "institution_id",
    "cycle_id",
    "requirement_id",
    "unit_id",
    "declared",
    "not_applicable",
    "not_applicable_reason",
    "validated",
    "validated_at",
    "external",
    "external_at",
)
"""The columns that an answer and its states have in common."""


def keep(chosen: ColumnElement[bool], *, now: datetime) -> None:
    """Keep the present state of the chosen answers as what stands from now on (one statement).

    Every function that changes an answer calls it afterwards.
    """
    db.session.flush()
    said = select(literal(now, UTCDateTime()), *(getattr(Answer, name) for name in _SAID)).where(chosen)
    db.session.execute(insert(AnswerState).from_select(["since", *_SAID], said))
