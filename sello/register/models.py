"""The municipality's initiatives: plans, offices, programmes, protocols, networks."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import Base, Scoped


class Initiative(Scoped, Base):
    """One initiative of the municipality; what is not known of it stays empty."""

    __tablename__ = "initiative"
    __table_args__ = (Index("ix_initiative_kind", "institution_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    # plan, study, mechanism, … (see the domain's InitiativeKind).
    kind: Mapped[str] = mapped_column(String(40))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    # The act that approves it, e.g. «Decreto N° 1200/46», and its date.
    act: Mapped[str] = mapped_column(String(200), default="")
    act_date: Mapped[date | None]
    aim: Mapped[str] = mapped_column(Text, default="")
    description: Mapped[str] = mapped_column(Text, default="")
    # Where what is said of it comes from.
    source: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class InitiativeUnit(Scoped, Base):
    """A unit that is responsible for an initiative (several may share one)."""

    __tablename__ = "initiative_unit"
    __table_args__ = (
        UniqueConstraint("initiative_id", "unit_id"),
        Index("ix_initiative_unit_unit", "unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))


class InitiativeRequirement(Scoped, Base):
    """A requirement that an initiative feeds, and how."""

    __tablename__ = "initiative_requirement"
    __table_args__ = (
        UniqueConstraint("initiative_id", "requirement_id"),
        Index("ix_initiative_requirement_requirement", "requirement_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"))
    contribution: Mapped[str] = mapped_column(Text, default="")


class InitiativeEvidence(Scoped, Base):
    """A piece of evidence of an initiative."""

    __tablename__ = "initiative_evidence"
    __table_args__ = (UniqueConstraint("initiative_id", "evidence_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), index=True)


class InitiativeTask(Scoped, Base):
    """A task of an initiative."""

    __tablename__ = "initiative_task"
    __table_args__ = (UniqueConstraint("initiative_id", "task_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
