"""What the database keeps of a file that waits for its description, and of what its bytes told."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import NEVER_AGAIN, Base, Scoped


class Upload(Scoped, Base):
    """A file that was received and waits for its person to describe it."""

    __tablename__ = "evidence_upload"
    __table_args__ = (
        Index("ix_evidence_upload_person", "person_id", "id"),
        Index("ix_evidence_upload_received_at", "received_at"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # Its name in the store's waiting area.
    ticket: Mapped[str] = mapped_column(String(32))
    filename: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime]


class FileCheck(Scoped, Base):
    """What is known of some bytes, whichever files have them: what an examination found, and the scanner's
    word."""

    __tablename__ = "file_check"
    __table_args__ = (UniqueConstraint("institution_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    # What `files.examining.findings.Examination` keeps; None until it was made.
    found: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    examined_at: Mapped[datetime | None]
    # What the scanner calls what it found; empty: nothing; None: it did not look.
    threat: Mapped[str | None] = mapped_column(String(200))
    # The scanner with the number of its signatures, as it told them when it looked.
    signatures: Mapped[str | None] = mapped_column(String(120))
    scanned_at: Mapped[datetime | None]
