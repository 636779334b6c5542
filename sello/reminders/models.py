"""Reminders: what an institution decided, what people turned off, and the ledger of what was told."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import Base, Scoped, enum_column
from sello.core.labels import N_, LabelledEnum
from sello.reminders.domain.news import How, NewsKind
from sello.reminders.domain.schedule import Kind, Weekday


class About(LabelledEnum):
    """What kind of thing a reminder speaks of."""

    TASK = "task", N_("Tarea")
    EVIDENCE = "evidence", N_("Evidencia")
    WEEK = "week", N_("Semana")
    DAY = "day", N_("Día")


class ReminderSettings(Scoped, Base):
    """An institution's own times and offsets; without a row the defaults hold."""

    __tablename__ = "reminder_settings"
    __table_args__ = (UniqueConstraint("institution_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    send_at: Mapped[time]
    # The rungs of the ladder, as `sello.reminders.queries.settings` reads them.
    ladder: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    # Rows of the people who are the Administración Municipal, and of the committee.
    administration: Mapped[list[int]] = mapped_column(JSON, default=list)
    committee: Mapped[list[int]] = mapped_column(JSON, default=list)
    digest_on: Mapped[Weekday] = mapped_column(enum_column(Weekday, 1))
    digest_at: Mapped[time]
    # Running days before a piece of evidence expires.
    expiring: Mapped[list[int]] = mapped_column(JSON)
    # Values of the kinds that are not sent at all.
    off: Mapped[list[str]] = mapped_column(JSON)
    # Between which local times mails that nobody waits for go out; None: as in every house.
    mails_from: Mapped[time | None]
    mails_until: Mapped[time | None]
    # Whom an answer to a mail reaches; None: whoever of the secretariat has the oldest account.
    reply_to: Mapped[str | None] = mapped_column(String(254))
    # Counts the saved changes; a form sent from an older one is refused as stale.
    version: Mapped[int] = mapped_column(default=1)


class ReminderSweep(Scoped, Base):
    """How far the passes of an institution have come, so that a standstill is caught up."""

    __tablename__ = "reminder_sweep"
    __table_args__ = (UniqueConstraint("institution_id", "about"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[About] = mapped_column(enum_column(About, 20))
    # The last day whose pass was finished.
    swept_through: Mapped[date]


class Reminder(Scoped, Base):
    """One thing that one person was told: the unique key is what makes it be told once."""

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint(
            "institution_id",
            "about",
            "about_id",
            "point",
            "kind",
            "person_id",
            "due_on",
            name="uq_reminder_told_once",
        ),
        Index("ix_reminder_person", "person_id"),
        Index("ix_reminder_mail", "mail_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(enum_column(Kind, 20))
    about: Mapped[About] = mapped_column(enum_column(About, 20))
    # The row of the task or the evidence; 0 for a week.
    about_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # The date it warns of (due, valid until); moving it makes it another thing to tell.
    due_on: Mapped[date]
    # The day on which the notice came due, which may lie before the day on which it was written.
    point: Mapped[date]
    # The offset before the date, or the number of the notice after it.
    number: Mapped[int]
    written_at: Mapped[datetime]
    # The mail that told it; None for what no mail told, and where two of before might have.
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_mail.id"))


class ReminderSilence(Scoped, Base):
    """A kind of mail that a person turned off for herself."""

    __tablename__ = "reminder_silence"
    __table_args__ = (UniqueConstraint("person_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[Kind] = mapped_column(enum_column(Kind, 20))


class Told(Scoped, Base):
    """An act that one person was told: the unique key is what makes it be told once."""

    __tablename__ = "told"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id"),
        Index("ix_told_person", "person_id"),
        Index("ix_told_mail", "mail_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    told_at: Mapped[datetime]
    # The mail that told it, as of a reminder.
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_mail.id"))


class NewsChoice(Scoped, Base):
    """How a person chose to be told of a kind of act; without a row the usual way holds."""

    __tablename__ = "news_choice"
    __table_args__ = (UniqueConstraint("person_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[NewsKind] = mapped_column(enum_column(NewsKind, 20))
    how: Mapped[How] = mapped_column(enum_column(How, 20))
