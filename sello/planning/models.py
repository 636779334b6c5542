"""What planning keeps: scenarios, the effort of requirements and the hours of units."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import NEVER_AGAIN, Base, Scoped


class Scenario(Scoped, Base):
    """A named set of suppositions of one person about one cycle; the cycle itself knows nothing of it."""

    __tablename__ = "scenario"
    __table_args__ = (Index("ix_scenario_cycle", "cycle_id", "person_id"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(120))
    # What `Supposition.as_value` wrote, in their order.
    suppositions: Mapped[list[Any]] = mapped_column(JSON, default=list)
    # Whether others of the institution may open it by its link.
    shared: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    # Grows with every saved change, so that nobody saves over another's.
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class Effort(Scoped, Base):
    """The hours that a requirement takes here, where they differ from the edition's."""

    __tablename__ = "effort"
    __table_args__ = (UniqueConstraint("cycle_id", "requirement_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"))
    hours: Mapped[int]


class UnitHours(Scoped, Base):
    """The hours a week that a unit can give to the Seal; a unit without a row has no limit."""

    __tablename__ = "unit_hours"
    __table_args__ = (UniqueConstraint("unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    weekly: Mapped[int]
