"""A certification cycle: its stages, the answers to its requirements, its cuts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import NEVER_AGAIN, Base, Scoped


class Cycle(Scoped, Base):
    """One process towards (or to keep) a level, on one edition."""

    __tablename__ = "cycle"
    __table_args__ = (
        Index(
            "uq_cycle_current",
            "institution_id",
            unique=True,
            sqlite_where=text("is_current"),
            postgresql_where=text("is_current"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    # Code of the level aimed at, in the edition.
    target_level: Mapped[str] = mapped_column(String(40))
    starts_on: Mapped[date]
    evaluation_on: Mapped[date | None]
    # The last day on which the Seal obtained by this cycle is valid.
    valid_until: Mapped[date | None]
    # At most one cycle of an institution is current.
    is_current: Mapped[bool] = mapped_column(default=False)
    # From this instant external auditors may read the cycle's answers and its released evidence.
    released_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    # From this instant on every state of its answers and its evidence is kept; None: since it was opened.
    kept_from: Mapped[datetime | None]
    # Grows with every saved change, so that nobody saves over another's.
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class Stage(Scoped, Base):
    """A stage of a cycle with its dates."""

    __tablename__ = "stage"
    __table_args__ = (UniqueConstraint("cycle_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    # compromiso, autodiagnóstico, … (see the domain's StageKind).
    kind: Mapped[str] = mapped_column(String(40))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class Answer(Scoped, Base):
    """The state of one requirement in one cycle; made for every requirement when the cycle is made."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("cycle_id", "requirement_id"),
        Index("ix_answer_unit", "institution_id", "unit_id"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"), index=True)
    # The unit that answers for it.
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    # Self-assessment: a grade of the edition's scale ("yes", "partial", "3" …); None while unanswered.
    declared: Mapped[str | None] = mapped_column(String(40))
    narrative: Mapped[str] = mapped_column(Text, default="")
    not_applicable: Mapped[bool] = mapped_column(default=False)
    not_applicable_reason: Mapped[str] = mapped_column(Text, default="")
    # The secretariat's validation: the grade that it accepts, or "not_applicable"; None while undecided.
    validated: Mapped[str | None] = mapped_column(String(40))
    validated_at: Mapped[datetime | None]
    validated_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # What the secretariat wrote with its decision; the unit reads it.
    validation_note: Mapped[str] = mapped_column(Text, default="")
    # The external evaluator's decision, in the same terms.
    external: Mapped[str | None] = mapped_column(String(40))
    external_at: Mapped[datetime | None]
    external_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # The finding that the evaluator wrote with her decision.
    external_note: Mapped[str] = mapped_column(Text, default="")
    # Counts the saved changes; a form sent from an older one is refused as stale.
    version: Mapped[int] = mapped_column(default=1)
    moved_at: Mapped[datetime | None]
    moved_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class AnswerState(Scoped, Base):
    """What an answer said from an instant on, until its next state; written by `service.kept`, never changed.

    It is kept by the requirement, since an answer moves to another one when its cycle takes another edition.
    """

    __tablename__ = "answer_state"
    __table_args__ = (Index("ix_answer_state_latest", "cycle_id", "requirement_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"))
    since: Mapped[datetime]
    # What the level is made of, as in the answer.
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    declared: Mapped[str | None] = mapped_column(String(40))
    not_applicable: Mapped[bool]
    not_applicable_reason: Mapped[str] = mapped_column(Text)
    validated: Mapped[str | None] = mapped_column(String(40))
    validated_at: Mapped[datetime | None]
    external: Mapped[str | None] = mapped_column(String(40))
    external_at: Mapped[datetime | None]


class Cut(Scoped, Base):
    """A frozen state of a cycle on a date, with a name; the baseline is one."""

    __tablename__ = "cut"
    __table_args__ = (UniqueConstraint("cycle_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    name: Mapped[str] = mapped_column(String(200))
    as_of: Mapped[date]
    is_baseline: Mapped[bool] = mapped_column(default=False)
    # The whole frozen state: per requirement and per reading, with the figures of the level.
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
