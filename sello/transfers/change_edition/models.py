"""What an adoption keeps so that it can be undone."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import Base, Scoped


class Adoption(Scoped, Base):
    """A cycle took another edition; it can be undone until a cut is made on it."""

    __tablename__ = "adoption"
    __table_args__ = (Index("ix_adoption_cycle", "cycle_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    before_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    after_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    # The level that the cycle aimed at before.
    target_before: Mapped[str] = mapped_column(String(40))
    # Earlier code → later code of every requirement that was carried.
    matched: Mapped[dict[str, str]] = mapped_column(JSON)
    # By later code, what the answer said before and what was written: {"declared": ["parcial", "no"], …}; and
    # its version before and after.
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    # The answers without a counterpart, whole and with their ids, by earlier code.
    kept: Mapped[dict[str, Any]] = mapped_column(JSON)
    # What had been answered on the new edition alone when the adoption was undone, whole, by later code.
    left_behind: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    adopted_at: Mapped[datetime]
    adopted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
