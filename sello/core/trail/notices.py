"""Notices: acts that somebody has still to be told of.

Written beside the event, in the act's own transaction, and dropped once everybody was told: an act that is
taken back takes its notice along. Who is told, and how, is for the reminders to say: they know people.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sello.core.db import Base, Scoped
from sello.core.trail.acts import Act
from sello.core.trail.events import Event

TOLD = frozenset(
    {
        Act.ANSWER_DECIDED,
        Act.CYCLE_EVIDENCE_RELEASED,
        Act.CYCLE_RELEASED,
        Act.EVIDENCE_ACCEPTED,
        Act.EVIDENCE_CORRECTED,
        Act.EVIDENCE_RELEASED,
        Act.EVIDENCE_RETURNED,
        Act.EVIDENCE_SUBMITTED,
        Act.TASK_ACCEPTED,
        Act.TASK_ANSWERED,
        Act.TASK_ASKED,
        Act.TASK_CANCELLED,
        Act.TASK_COMMENTED,
        Act.TASK_CREATED,
        Act.TASK_DELIVERED,
        Act.TASK_EDITED,
        Act.TASK_REOPENED,
        Act.TASK_RETURNED,
        Act.TASK_TIME_ASKED,
        Act.TASK_TIME_DECIDED,
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
