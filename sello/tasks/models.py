"""Work asked of a unit, its explicit transitions, comments and attachments."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import NEVER_AGAIN, Base, Scoped, enum_column
from sello.tasks.domain.asking import AskKind
from sello.tasks.domain.due import DueKind, Priority
from sello.tasks.domain.states import Step, TaskKind, TaskState
from sello.tasks.domain.turn import Turn


class Task(Scoped, Base):
    """One thing asked of one unit, until a date."""

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_due", "institution_id", "state", "due_on"),
        Index("ix_task_unit", "institution_id", "unit_id", "state", "due_on"),
        Index("ix_task_person", "institution_id", "person_id", "state", "due_on"),
        Index("ix_task_cycle", "cycle_id", "state", "due_on", "institution_id"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TaskKind] = mapped_column(
        enum_column(TaskKind, 20), default=TaskKind.WORK, server_default="work"
    )
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"))
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(Text, default="")
    # Title and description as they are searched: without case and accents.
    folded: Mapped[str] = mapped_column(Text, default="")
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date]
    # How the date was asked for; the date itself is always a plain one.
    due_kind: Mapped[DueKind] = mapped_column(enum_column(DueKind, 20))
    # The number of days asked for; None when a date was.
    due_days: Mapped[int | None]
    priority: Mapped[Priority] = mapped_column(enum_column(Priority, 20))
    state: Mapped[TaskState] = mapped_column(enum_column(TaskState, 20))
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # When the unit handed it in for the last time; None while it has not.
    delivered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    # Whether all of its checklist has to be ticked before it is handed in.
    checks_first: Mapped[bool] = mapped_column(default=False, server_default=false())
    # The last day on which it is not recalled; None while it is.
    paused_until: Mapped[date | None]
    # Counts the saved changes; a form sent from an older one is refused as stale.
    version: Mapped[int] = mapped_column(default=1)


class TaskWait(Scoped, Base):
    """A task that has to be closed before another one is done."""

    __tablename__ = "task_wait"
    __table_args__ = (
        UniqueConstraint("task_id", "awaited_id"),
        Index("ix_task_wait_awaited", "awaited_id", "task_id"),
        CheckConstraint("task_id <> awaited_id", name="not_itself"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    awaited_id: Mapped[int] = mapped_column(ForeignKey("task.id"))


class TaskHelper(Scoped, Base):
    """A unit that contributes to a task for which another one answers."""

    __tablename__ = "task_helper"
    __table_args__ = (UniqueConstraint("unit_id", "task_id"), Index("ix_task_helper_task", "task_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))


class TaskCheck(Scoped, Base):
    """One item of a task's checklist."""

    __tablename__ = "task_check"
    __table_args__ = (Index("ix_task_check_task", "task_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    place: Mapped[int]
    text: Mapped[str] = mapped_column(String(200))
    # When the unit ticked it; None while it has not.
    ticked_at: Mapped[datetime | None]
    ticked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class TaskTemplate(Scoped, Base):
    """What an institution asks again and again, in its own words."""

    __tablename__ = "task_template"
    # The trail tells of those that are gone.
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    # Business days until it is due.
    days: Mapped[int]
    # Its checklist, in order.
    checks: Mapped[list[str]] = mapped_column(JSON)
    checks_first: Mapped[bool] = mapped_column(default=False, server_default=false())
    # The requirement that it is for, by its code, so that it holds in every edition; empty: for any.
    code: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    # The kind of initiative that it is for, as the register calls it; empty: for any.
    initiative_kind: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    # Counts the saved changes; a form sent from an older one is refused as stale.
    version: Mapped[int] = mapped_column(default=1)


class TaskAbout(Scoped, Base):
    """The piece that a question without a task of its own is about."""

    __tablename__ = "task_about"
    __table_args__ = (UniqueConstraint("task_id"), Index("ix_task_about_evidence", "evidence_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))


class TaskRequirement(Scoped, Base):
    """A requirement that a task works for."""

    __tablename__ = "task_requirement"
    __table_args__ = (
        UniqueConstraint("requirement_id", "task_id"),
        Index("ix_task_requirement_task", "task_id", "requirement_id", "institution_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"))


class TaskEvent(Scoped, Base):
    """One thing that happened to a task: made, a step of its life, or a change of what it asks."""

    __tablename__ = "task_event"
    __table_args__ = (Index("ix_task_event_task", "task_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    # The step that was taken; None for the event that made or changed the task.
    step: Mapped[Step | None] = mapped_column(enum_column(Step, 20))
    # None for the event that made the task.
    from_state: Mapped[TaskState | None] = mapped_column(enum_column(TaskState, 20))
    to_state: Mapped[TaskState] = mapped_column(enum_column(TaskState, 20))
    reason: Mapped[str] = mapped_column(Text, default="")
    # What a change changed: {"due_on": ["2026-12-01", "2026-12-05"], "unit_id": [3, 4], …}.
    changes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class TaskComment(Scoped, Base):
    """A comment on a task."""

    __tablename__ = "task_comment"
    __table_args__ = (Index("ix_task_comment_task", "task_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class TaskEvidence(Scoped, Base):
    """A piece of evidence handed in for a task."""

    __tablename__ = "task_evidence"
    __table_args__ = (
        UniqueConstraint("task_id", "evidence_id"),
        Index("ix_task_evidence_evidence", "evidence_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class TaskAsk(Scoped, Base):
    """A question in the conversation of a task, or a request for more time, with its answer."""

    __tablename__ = "task_ask"
    __table_args__ = (
        Index("ix_task_ask_task", "task_id", "id"),
        # One of each kind waits at a time, so that it is never unclear who has to answer what.
        Index(
            "uq_task_ask_open",
            "task_id",
            "kind",
            unique=True,
            sqlite_where=text("answered_at is null"),
            postgresql_where=text("answered_at is null"),
        ),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    kind: Mapped[AskKind] = mapped_column(enum_column(AskKind, 20))
    # Who has to answer.
    asked_of: Mapped[Turn] = mapped_column(enum_column(Turn, 20))
    text: Mapped[str] = mapped_column(Text)
    # Until when the unit asks for time; None for a question.
    until: Mapped[date | None]
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answer: Mapped[str] = mapped_column(Text, default="")
    # The day that was granted: the one asked for, another one, or None when time was refused.
    granted: Mapped[date | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class TaskLink(Scoped, Base):
    """A link in a mail that opens one task for one person without a session, while all is as it was then."""

    __tablename__ = "task_link"
    __table_args__ = (
        UniqueConstraint("mark_hash"),
        Index("ix_task_link_task", "task_id"),
        Index("ix_task_link_person", "person_id"),
        # One that went with its mail is no other's to revoke.
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    # SHA-256 of the mark in the address, whose signature is nowhere but in the mail that was sent.
    mark_hash: Mapped[str] = mapped_column(String(64))
    # As they were when it was written: it opens while they are (`queries.doors.living`).
    email: Mapped[str] = mapped_column(String(254))
    home_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    charged_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    # When somebody revoked it; from then on it opens nothing.
    ended_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    # The last forms that came by it: the same one sent again is not acted on.
    forms: Mapped[str] = mapped_column(String(200), default="")


class Receipt(Scoped, Base):
    """Somebody handed something in: written with it, never changed. Its number is made of its id."""

    __tablename__ = "receipt"
    # One that was taken back is no other's number.
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[int] = mapped_column(primary_key=True)
    # None for what nobody had asked for.
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # The names and the term of that day: institution, person, unit, task, due_on. None in those of earlier
    # versions, which say the names and the term of today.
    words: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class ReceiptPiece(Scoped, Base):
    """A version of a piece that a receipt says came in."""

    __tablename__ = "receipt_piece"
    __table_args__ = (
        UniqueConstraint("receipt_id", "evidence_id"),
        Index("ix_receipt_piece_evidence", "evidence_id", "receipt_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    number: Mapped[int]
    # What the piece was called then; None in receipts of earlier versions.
    title: Mapped[str | None] = mapped_column(String(300))
