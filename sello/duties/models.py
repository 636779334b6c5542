"""What initiatives owe: each duty with its rule, where its evidence lands, and its dates as they come."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import Base, Scoped, enum_column
from sello.duties.domain.duties import Origin, Shift
from sello.evidence.domain.details import EvidenceType


class Duty(Scoped, Base):
    """Something that an initiative owes again and again."""

    __tablename__ = "duty"
    __table_args__ = (
        UniqueConstraint("initiative_id", "title"),
        Index("ix_duty_unit", "institution_id", "unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    title: Mapped[str] = mapped_column(String(200))
    # When it falls, as RFC 5545 writes it; it always ends.
    rule: Mapped[str] = mapped_column(String(200))
    # The first day on which it may fall.
    starts_on: Mapped[date]
    shift: Mapped[Shift] = mapped_column(enum_column(Shift, 20))
    # How many business days before a date it is asked for.
    lead_days: Mapped[int]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    # The kind of document that fulfils it.
    evidence_type: Mapped[EvidenceType] = mapped_column(enum_column(EvidenceType))
    # What obliges, and which article, agreement or act it is.
    origin: Mapped[Origin] = mapped_column(enum_column(Origin, 20))
    source: Mapped[str] = mapped_column(Text, default="")
    # The proposal that it was made of; empty for one that somebody wrote.
    proposal: Mapped[str] = mapped_column(String(60), default="")
    # Dates before this day are nobody's: nobody had written down yet that they are owed.
    counts_from: Mapped[date]
    # The last day on which it was owed; None while it is.
    ended_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class DutyRequirement(Scoped, Base):
    """A requirement in which the evidence of a duty lands."""

    __tablename__ = "duty_requirement"
    __table_args__ = (UniqueConstraint("duty_id", "requirement_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"))
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"), index=True)


class DutyDate(Scoped, Base):
    """A date of a duty of which something became: it was asked for, proved, or passed unasked."""

    __tablename__ = "duty_date"
    __table_args__ = (
        # The day of the rule is its natural key: no date is ever asked for twice.
        UniqueConstraint("duty_id", "fell_on"),
        Index("ix_duty_date_due", "institution_id", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"))
    fell_on: Mapped[date]
    # The business day that it meant when it was written.
    due_on: Mapped[date]
    # The task that asks for it; None for what was never asked.
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    # The piece that proves what was done without being asked.
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"), index=True)
