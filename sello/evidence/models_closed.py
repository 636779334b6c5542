"""What is kept of closed evidence: its class between two persons, why it was opened, its copies."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import NEVER_AGAIN, Base, Scoped, enum_column
from sello.evidence.domain.classing import Step
from sello.evidence.domain.opening import Purpose


class ClassChange(Scoped, Base):
    """A piece becomes secret, or no longer is: one person proposes it, another decides."""

    __tablename__ = "evidence_class_change"
    __table_args__ = (
        CheckConstraint("decided_by is null or decided_by <> proposed_by", name="four_eyes"),
        Index("ix_evidence_class_change_evidence", "evidence_id", "id"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    step: Mapped[Step] = mapped_column(enum_column(Step, 20))
    reason: Mapped[str] = mapped_column(Text, default="")
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # None while nobody has decided.
    agreed: Mapped[bool | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Opening(Scoped, Base):
    """Somebody said why she opens a restricted piece; it holds for her, for a while."""

    __tablename__ = "evidence_opening"
    __table_args__ = (
        Index("ix_evidence_opening_evidence", "evidence_id", "person_id", "id"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    purpose: Mapped[Purpose] = mapped_column(enum_column(Purpose, 20))
    reason: Mapped[str] = mapped_column(Text, default="")


class StruckCopy(Scoped, Base):
    """A piece is a copy of another with parts struck out (versión tarjada)."""

    __tablename__ = "evidence_struck_copy"
    __table_args__ = (
        UniqueConstraint("evidence_id"),
        Index("ix_evidence_struck_copy_original", "original_id"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    original_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    # The version of the original that was copied, and how many places of it were struck out.
    version_number: Mapped[int]
    places: Mapped[int]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
