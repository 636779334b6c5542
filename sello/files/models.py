"""What the database keeps of a file that waits for its description."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
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
