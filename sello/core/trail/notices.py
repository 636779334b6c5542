"""Notices: acts that somebody has still to be told of.

Written beside the event, in the act's own transaction, and dropped once everybody was told: an act that is
taken back takes its notice along. Who is told, and how, is for the reminders to say: they know people.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sello.core.db import Base, Scoped, db
from sello.core.rows import rows_as
from sello.core.trail.acts import Act
from sello.core.trail.events import Event

TOLD = frozenset(
    {
        Act.ANSWER_DECIDED,
        Act.CYCLE_EVIDENCE_RELEASED,
        Act.CYCLE_RELEASED,
        Act.EVIDENCE_ACCEPTED,
        Act.EVIDENCE_CLASS_PROPOSED,
        Act.EVIDENCE_CORRECTED,
        Act.EVIDENCE_RELEASED,
        Act.EVIDENCE_RETURNED,
        Act.EVIDENCE_SESSION_ASKED,
        Act.EVIDENCE_SUBMITTED,
        Act.PERSON_SUBSTITUTED,
        Act.TASK_ACCEPTED,
        Act.TASK_ANSWERED,
        Act.TASK_ASKED,
        Act.TASK_CANCELLED,
        Act.TASK_COMMENTED,
        Act.TASK_CREATED,
        Act.TASK_DELIVERED,
        Act.TASK_EDITED,
        Act.TASK_LET_GO,
        Act.TASK_REOPENED,
        Act.TASK_RETURNED,
        Act.TASK_TIME_ASKED,
        Act.TASK_TIME_DECIDED,
        Act.UNIT_ENDED,
    }
)
"""The acts that others are told of: ``reminders.domain.news`` says whom, for each of them."""


class Notice(Scoped, Base):
    """An act of which somebody is still to be told."""

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("event_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"))
    event: Mapped[Event] = relationship(lazy="raise")


@dataclass(frozen=True, slots=True)
class Untold:
    """An event of which somebody is still to be told."""

    id: int
    at: datetime
    act: Act
    person_id: int | None
    entity: str
    entity_id: int
    before: Any
    after: Any
    detail: dict[str, Any]


def is_anything_untold() -> bool:
    """Whether any notice of the institution at work waits (one statement)."""
    return db.session.scalar(select(Notice.id).limit(1)) is not None


def untold(*, limit: int) -> tuple[Untold, ...]:
    """The events that wait to be told in the institution at work, the earliest first (one statement)."""
    statement = select(
        Event.id,
        Event.at,
        Event.act,
        Event.person_id,
        Event.entity,
        Event.entity_id,
        Event.before,
        Event.after,
        Event.detail,
    ).join(Notice, Notice.event_id == Event.id)
    return rows_as(Untold, db.session.execute(statement.order_by(Event.id).limit(limit)))


def drop(event_ids: Collection[int]) -> None:
    """Forget events of which nobody is to be told any more (one statement)."""
    db.session.execute(delete(Notice).where(Notice.event_id.in_(event_ids)))
