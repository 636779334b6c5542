"""The municipality's initiatives: plans, offices, programmes, protocols, networks."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import Base, Scoped, enum_column
from sello.register.domain import ActKind, Basis, InitiativeKind, Precision, Purpose, Stage


class Initiative(Scoped, Base):
    """One initiative of the municipality; what is not known of it stays empty."""

    __tablename__ = "initiative"
    __table_args__ = (
        UniqueConstraint("institution_id", "kind", "name"),
        Index("ix_initiative_kind", "institution_id", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    kind: Mapped[InitiativeKind] = mapped_column(enum_column(InitiativeKind))
    # The first day that its start can mean, and how much of that date is known (a year, a month, the day).
    starts_on: Mapped[date | None]
    starts_precision: Mapped[Precision] = mapped_column(enum_column(Precision, 10), default=Precision.DAY)
    # The last day that its end can mean, and how much of that date is known.
    ends_on: Mapped[date | None]
    ends_precision: Mapped[Precision] = mapped_column(enum_column(Precision, 10), default=Precision.DAY)
    # The act that approves it: a decree, an agreement …; its number as it is written («1200/46»); its date.
    act_kind: Mapped[ActKind | None] = mapped_column(enum_column(ActKind, 20))
    act_number: Mapped[str] = mapped_column(String(80), default="")
    act_on: Mapped[date | None]
    aim: Mapped[str] = mapped_column(Text, default="")
    description: Mapped[str] = mapped_column(Text, default="")
    # Names, aim, description and the number of its act as they are searched: without case and accents.
    folded: Mapped[str] = mapped_column(Text, default="")
    stage: Mapped[Stage | None] = mapped_column(enum_column(Stage, 20))
    territory: Mapped[str] = mapped_column(String(300), default="", server_default=text("''"))
    # What its being in force rests on; whether it is in force without an end.
    basis: Mapped[Basis | None] = mapped_column(enum_column(Basis, 20))
    open_ended: Mapped[bool] = mapped_column(default=False, server_default=false())
    # How many business days before its end its renewal is asked for; None: as usual.
    renew_days: Mapped[int | None]
    # The end for which its renewal was asked; None: for none yet. It asks for itself once for each end.
    renewal_for: Mapped[date | None]
    # Where what is said of it comes from.
    source: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class InitiativeName(Scoped, Base):
    """A name that an initiative had before: programmes are renamed, their history is not lost."""

    __tablename__ = "initiative_name"
    __table_args__ = (Index("ix_initiative_name_initiative", "initiative_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    name: Mapped[str] = mapped_column(String(300))
    # The last day on which it can have had the name, and how much of that date is known; None: not known.
    until_on: Mapped[date | None]
    until_precision: Mapped[Precision] = mapped_column(enum_column(Precision, 10), default=Precision.DAY)


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
    # Its part of the whole, in percent; either all units have one or none.
    share: Mapped[int | None]


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
    # Whether it is the document of the act that approves the initiative.
    is_act: Mapped[bool] = mapped_column(default=False, server_default=false())


class InitiativeTask(Scoped, Base):
    """A task of an initiative."""

    __tablename__ = "initiative_task"
    __table_args__ = (UniqueConstraint("initiative_id", "task_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    # What the product asked by itself; None: something else.
    purpose: Mapped[Purpose | None] = mapped_column(enum_column(Purpose, 20))
