"""What the database keeps of files: those that wait for their description, what bytes told, what they say."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, text
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


class Begun(Scoped, Base):
    """A file that comes in piece by piece, until it is whole and for a while after that.

    How much of it has come is told by the store alone: a piece writes no row.
    """

    __tablename__ = "evidence_upload_begun"
    __table_args__ = (
        UniqueConstraint("person_id", "mark"),
        UniqueConstraint("ticket"),
        Index("ix_evidence_upload_begun_begun_at", "begun_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # Its name in the store's waiting area and in its address.
    ticket: Mapped[str] = mapped_column(String(32))
    # By which its sender knows it again; of the same file one is begun.
    mark: Mapped[str] = mapped_column(String(64))
    filename: Mapped[str] = mapped_column(String(255))
    size: Mapped[int] = mapped_column(BigInteger)
    begun_at: Mapped[datetime]
    # The `Upload` that it became, which may be gone; the answer that said so may have been lost.
    upload_id: Mapped[int | None]


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


class TextRead(Base):
    """What became of reading the text of a file; equal bytes are read once, whosever they are.

    It has no institution: nobody comes to a text but through a piece of evidence that she may see.
    """

    __tablename__ = "text_read"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    read_at: Mapped[datetime]
    # Why there is no text, as the reading room says it; empty where it was read.
    reason: Mapped[str] = mapped_column(String(20), default="")
    pages: Mapped[int] = mapped_column(default=0)
    # What is about persons, masked, as `files.detecting.findings` keeps it; None until it was looked for.
    personal: Mapped[list[list[Any]] | None] = mapped_column(JSON(none_as_null=True))
    # By which rules.
    personal_rules: Mapped[int | None]
    # By which rules its marks were made (`files.likeness`); None until they were.
    marked: Mapped[int | None]
    # The page from which on letters are still to be recognised in what is drawn; None: none are.
    next_scan: Mapped[int | None]

    __table_args__ = (
        Index(
            "ix_text_read_next_scan",
            "sha256",
            sqlite_where=text("next_scan is not null"),
            postgresql_where=text("next_scan is not null"),
        ),
    )


class TextPage(Base):
    """What a page of a file says; a page of very many words in several parts.

    The index of the database (`core.fulltext`) is made of its stems.
    """

    __tablename__ = "text_page"
    __table_args__ = (UniqueConstraint("sha256", "page", "part"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("text_read.sha256"))
    page: Mapped[int]
    part: Mapped[int]
    text: Mapped[str] = mapped_column(Text, deferred=True)
    # By `core.stemming`, in their order.
    stems: Mapped[str] = mapped_column(Text, deferred=True)
    # Whether letters were recognised in a picture: they may be wrong.
    recognised: Mapped[bool]


class TextWord(Base):
    """A word that pages hold, for finding the nearest one to a word that none holds."""

    __tablename__ = "text_word"

    word: Mapped[str] = mapped_column(String(40), primary_key=True)
    # On how many; at none, it goes.
    pages: Mapped[int]


class TextMark(Base):
    """A mark of what a file says: texts that are nearly the same share several (`files.likeness`)."""

    __tablename__ = "text_mark"
    __table_args__ = (Index("ix_text_mark_mark", "mark"),)

    sha256: Mapped[str] = mapped_column(ForeignKey("text_read.sha256"), primary_key=True)
    mark: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
