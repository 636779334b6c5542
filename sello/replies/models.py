"""Mails that came in: what was made of each, so that none is taken twice and none is lost."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import NEVER_AGAIN, Base, Scoped, enum_column
from sello.replies.domain.held import Outcome, Why


class ReceivedMail(Scoped, Base):
    """One mail of the mailbox; its bytes are kept only while somebody may still decide on it."""

    __tablename__ = "received_mail"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_received_mail_listed", "institution_id", "outcome", "id"),
        Index("ix_received_mail_place", "uidvalidity", "uid"),
        Index("ix_received_mail_person", "person_id", "received_at"),
        Index("ix_received_mail_answers", "answers_id"),
        # The trail tells of what was decided on one.
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # SHA-256 of its Message-ID and sender, or of all of it where it has none: the same mail is one, wherever
    # it lies.
    key: Mapped[str] = mapped_column(String(64))
    # Where it lay in the mailbox when it was seen last (RFC 9051: both together name one mail of a folder).
    uidvalidity: Mapped[int] = mapped_column(BigInteger)
    uid: Mapped[int] = mapped_column(BigInteger)
    outcome: Mapped[Outcome] = mapped_column(enum_column(Outcome, 20))
    why: Mapped[Why | None] = mapped_column(enum_column(Why, 20))
    # Whose answer it is, once that is proven; and to what.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    # The tasks, by id, to which other parts of it went than to `task_id`.
    others: Mapped[list[Any]] = mapped_column(JSON, default=list)
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_mail.id"))
    # Claimed, not proven.
    sender: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    # What was written in it; empty once it is in the conversation.
    text: Mapped[str] = mapped_column(Text)
    files: Mapped[list[Any]] = mapped_column(JSON)
    # Why what came was not taken, as its sender was told.
    refusal: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(BigInteger)
    # All of it, while it is held or was refused.
    raw: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    received_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
