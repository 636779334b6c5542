"""Kept reports and who gets the monthly one; what the authority ordered, and when her page reaches her."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import NEVER_AGAIN, Base, Scoped, enum_column
from sello.reminders.domain.schedule import Weekday


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


class OfficialLetter(Scoped, Base):
    """An order of the authority to a unit in the form of an Ordinario, in the words in which it was given."""

    __tablename__ = "official_letter"
    # One that was taken back is no other's.
    __table_args__ = (Index("ix_official_letter_task", "task_id", "id"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    # The task in which it is carried out.
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    # All that stands on it, by the fields of `Ordinario`; its number is for the registry to give.
    words: Mapped[dict[str, Any]] = mapped_column(JSON)
    issued_on: Mapped[date]
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class LetterAnnulment(Scoped, Base):
    """An Ordinario has no effect any more: why, and by which it was replaced; its words stay as given."""

    __tablename__ = "letter_annulment"
    __table_args__ = (UniqueConstraint("letter_id"), UniqueConstraint("replaced_by"))

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("official_letter.id"))
    # None where nothing was issued in its place.
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("official_letter.id"))
    why: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class PageByMail(Scoped, Base):
    """When a person wants the authority's page by mail; without a row, never."""

    __tablename__ = "page_by_mail"
    __table_args__ = (
        UniqueConstraint("person_id"),
        CheckConstraint("(weekday IS NULL) <> (month_day IS NULL)", name="one_way"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # Each week on this day, or …
    weekday: Mapped[Weekday | None] = mapped_column(enum_column(Weekday, 1))
    # … each month on this one, from 1 to 28.
    month_day: Mapped[int | None]
    # The first day that counts: nothing is caught up from before it was chosen.
    since: Mapped[date]
