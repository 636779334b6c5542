"""Who did what to which thing, when: written by every service, read as history."""

from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.context import request_id
from sello.core.db import Base, Scoped, db


class Doer(Protocol):
    """Whoever acts: a person of the institution (the actor of a request, or of the demo's history)."""

    @property
    def person_id(self) -> int | None:
        """The person's row, or None for the system."""

    @property
    def institution_id(self) -> int:
        """The institution the act belongs to."""


class AuditEvent(Scoped, Base):
    """One act: never changed, never deleted."""

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_thing", "institution_id", "entity", "entity_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    action: Mapped[str] = mapped_column(String(60))
    entity: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[int]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    request_id: Mapped[str | None] = mapped_column(String(36))


def record(doer: Doer, action: str, entity: str, entity_id: int, *, now: datetime, **detail: Any) -> None:
    """Write down an act; the detail holds ids and values of the thing, never personal data."""
    db.session.add(
        AuditEvent(
            institution_id=doer.institution_id,
            at=now,
            person_id=doer.person_id,
            action=action,
            entity=entity,
            entity_id=entity_id,
            detail=detail,
            request_id=request_id.get(),
        )
    )
