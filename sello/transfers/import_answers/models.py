"""What waits between its preview and its confirmation, and what came of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import Base, Scoped


class Arrival(Scoped, Base):
    """A spreadsheet of answers, a ZIP of files, or both, on their way into a cycle."""

    __tablename__ = "arrival"

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    # For files of requirements that have no unit yet.
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    answers_name: Mapped[str] = mapped_column(String(255), default="")
    # The sheet as it was sent; it goes when the arrival is confirmed or discarded.
    answers: Mapped[bytes | None] = mapped_column(LargeBinary)
    archive_name: Mapped[str] = mapped_column(String(255), default="")
    # The ZIP waits in the store under this ticket, for a day.
    archive_ticket: Mapped[str] = mapped_column(String(32), default="")
    archive_sha256: Mapped[str] = mapped_column(String(64), default="")
    archive_size: Mapped[int] = mapped_column(BigInteger, default=0)
    # What each file in it holds, as it was seen when it came; nothing for one that came before that was kept.
    seen: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None]
    # What came in and what did not, by code and by path, once confirmed.
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON)
