"""Kept reports, and who gets the monthly one."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import Base, Scoped


class Report(Scoped, Base):
    """A readiness report as it was made: its file stands in the evidence store, by its hash."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("cycle_id", "month"),
        Index("ix_report_listed", "institution_id", "cycle_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    # The day whose state it tells.
    as_of: Mapped[date]
    # "2026-11" for the monthly report of that month, of which there is one; None for one made on demand.
    month: Mapped[str | None] = mapped_column(String(7))
    made_at: Mapped[datetime]
    # None when the scheduler made it.
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    pages: Mapped[int]


class ReportRecipient(Scoped, Base):
    """A person whom the secretariat chose to get the monthly report."""

    __tablename__ = "report_recipient"
    __table_args__ = (UniqueConstraint("institution_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
