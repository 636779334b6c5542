"""The event: who did what to which thing, when, and what changed with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import Base, Scoped, enum_column
from sello.core.trail.acts import Act


class Event(Scoped, Base):
    """One act: never changed, never deleted, written by ``recording`` alone."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_thing", "institution_id", "entity", "entity_id", "id"),
        Index("ix_audit_event_person", "institution_id", "person_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    # None: the system.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    act: Mapped[Act] = mapped_column("action", enum_column(Act, 60))
    # The act's own, as a column so that the history of a thing is one look into the index.
    entity: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[int]
    # The value that changed, where the act changes one; several fields by their names.
    before: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    # What else the act holds: see ``acts``.
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    request_id: Mapped[str | None] = mapped_column(String(36))
