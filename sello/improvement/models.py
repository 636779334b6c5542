"""The improvement plan of a cycle as it is worked on, the tasks of its actions, and its approved versions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import Base, Scoped


class ImprovementPlan(Scoped, Base):
    """The plan of a cycle; its rows are the draft of the next version."""

    __tablename__ = "improvement_plan"
    __table_args__ = (UniqueConstraint("cycle_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    # It counts up with every change of its rows, so that nobody approves what she has not seen.
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]


class PlanObjective(Scoped, Base):
    """An objective of a plan; one that was taken out stays, for the versions that had it."""

    __tablename__ = "plan_objective"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("improvement_plan.id"))
    # Its own in the plan, never given again.
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    # The gap that it comes from, in words.
    gap: Mapped[str] = mapped_column(Text, default="")
    dropped_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class ObjectiveRequirement(Scoped, Base):
    """A requirement that an objective is to meet."""

    __tablename__ = "objective_requirement"
    __table_args__ = (UniqueConstraint("objective_id", "requirement_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    objective_id: Mapped[int] = mapped_column(ForeignKey("plan_objective.id"))
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"), index=True)


class PlanAction(Scoped, Base):
    """An action that leads to an objective; one that was taken out stays, with its tasks."""

    __tablename__ = "plan_action"
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        Index("ix_plan_action_objective", "objective_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("improvement_plan.id"))
    objective_id: Mapped[int] = mapped_column(ForeignKey("plan_objective.id"))
    # Its own in the plan, never given again.
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    # Pesos; None: nobody said how many.
    budget: Mapped[int | None] = mapped_column(BigInteger)
    # One of the register's, or else words.
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("indicator.id"))
    indicator: Mapped[str] = mapped_column(String(300), default="")
    verification: Mapped[str] = mapped_column(String(300), default="")
    dropped_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class ActionTask(Scoped, Base):
    """A task that carries an action out."""

    __tablename__ = "action_task"
    __table_args__ = (UniqueConstraint("task_id"), Index("ix_action_task_action", "action_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("plan_action.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))


class PlanVersion(Scoped, Base):
    """A version of a plan as the committee approved it: written once and never changed."""

    __tablename__ = "plan_version"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("improvement_plan.id"))
    number: Mapped[int]
    # The committee's act: its number as it is written, its day, and the piece that holds it.
    act_number: Mapped[str] = mapped_column(String(80))
    act_on: Mapped[date]
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    # All of the plan by value, names as they stood (`domain.plan.to_value`).
    contents: Mapped[dict[str, Any]] = mapped_column(JSON)
    approved_at: Mapped[datetime]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
