"""Reading the conversation of a task, in a constant number of statements, held to what the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Row, String, cast, literal, null, select, union_all
from sqlalchemy.orm import aliased

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Person
from sello.core.db import UTCDateTime, db
from sello.core.trail.acts import Act
from sello.core.trail.history import events_of
from sello.evidence.domain.ready import Tick
from sello.evidence.domain.review import Decision, EvidenceState
from sello.evidence.models import Evidence, Review
from sello.evidence.queries.conditions import seen_by
from sello.tasks.domain.asking import AskKind
from sello.tasks.domain.states import Step, TaskState
from sello.tasks.domain.talk import Entry, Said, in_order
from sello.tasks.domain.turn import Turn
from sello.tasks.models import TaskAsk, TaskComment, TaskEvent, TaskEvidence
from sello.tasks.queries.receipts import latest_of_piece
from sello.tasks.queries.words import HIDDEN, Remark

COMMENT = "comment"
SAYINGS: dict[str, tuple[Said, Said | None]] = {
    COMMENT: (Said.COMMENT, None),
    AskKind.QUESTION.value: (Said.QUESTION, Said.ANSWER),
    AskKind.TIME.value: (Said.TIME, Said.TIME_DECIDED),
}
"""What is said by each kind of row, and what its answer is."""


@dataclass(frozen=True, slots=True)
class AskRow:
    """A question or a request for time that waits for its answer."""

    kind: AskKind
    asked_of: Turn
    text: str
    until: date | None


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """A piece of evidence handed in for a task; the title is empty where the reader may not know of it."""

    id: int
    title: str
    state: EvidenceState
    at: datetime
    visible: bool
    """Whether the reader may open it: a task can be shared with a unit outside her branch."""
    receipt_id: int | None
    """The receipt of its last version, if the reader may read it."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything that was said and done in a task, the first first, and what of it is still open."""

    entries: tuple[Entry, ...]
    pieces: tuple[EvidenceRef, ...]
    asks: tuple[AskRow, ...]
    remarks: tuple[Remark, ...]


def conversation(task_id: int, state: TaskState, actor: Actor) -> Conversation:
    """The conversation of a task that is in a state (four statements)."""
    steps = tuple(_steps(task_id))
    sayings = db.session.execute(_sayings(task_id)).all()
    pieces = db.session.execute(_pieces(task_id, actor)).all()
    entries = (*steps, *_said(sayings), *_handed(pieces), *_reviewed(pieces), *_told(task_id))
    refs = {row.evidence_id: _ref(row) for row in pieces}
    return Conversation(
        in_order(entries),
        tuple(refs.values()),
        tuple(
            AskRow(AskKind(row.kind), Turn(row.asked_of), row.text, row.until)
            for row in sayings
            if row.kind != COMMENT and row.answered_at is None
        ),
        tuple(_open_remarks(pieces)) or _on_delivery(steps, state),
    )


def _steps(task_id: int) -> Iterator[Entry]:
    statement = (
        select(TaskEvent, Person.name)
        .outerjoin(Person, Person.id == TaskEvent.person_id)
        .where(TaskEvent.task_id == task_id)
        .order_by(TaskEvent.id)
    )
    for event, who in db.session.execute(statement):
        yield Entry(
            event.at,
            Said.STEP,
            who,
            event.reason,
            event.id,
            step=event.step,
            state=event.to_state,
            made=event.from_state is None,
            changes=event.changes,
        )


def _sayings(task_id: int) -> Any:
    """Comments, questions and requests as rows of one kind."""
    answerer = aliased(Person)
    comments = (
        select(
            literal(COMMENT).label("kind"),
            TaskComment.id.label("id"),
            TaskComment.at.label("at"),
            Person.name.label("who"),
            TaskComment.text.label("text"),
            cast(null(), String).label("asked_of"),
            cast(null(), Date).label("until"),
            cast(null(), UTCDateTime).label("answered_at"),
            cast(null(), String).label("answered_by"),
            cast(null(), String).label("answer"),
            cast(null(), Date).label("granted"),
        )
        .outerjoin(Person, Person.id == TaskComment.person_id)
        .where(TaskComment.task_id == task_id)
    )
    asks = (
        select(
            cast(TaskAsk.kind, String),
            TaskAsk.id,
            TaskAsk.at,
            Person.name,
            TaskAsk.text,
            cast(TaskAsk.asked_of, String),
            TaskAsk.until,
            TaskAsk.answered_at,
            answerer.name,
            TaskAsk.answer,
            TaskAsk.granted,
        )
        .outerjoin(Person, Person.id == TaskAsk.person_id)
        .outerjoin(answerer, answerer.id == TaskAsk.answered_by)
        .where(TaskAsk.task_id == task_id)
    )
    return union_all(comments, asks)


def _said(rows: Iterable[Row[Any]]) -> Iterator[Entry]:
    for row in rows:
        kind, answer = SAYINGS[row.kind]
        yield Entry(row.at, kind, row.who, row.text, row.id, until=row.until)
        if answer is not None and row.answered_at is not None:
            yield Entry(row.answered_at, answer, row.answered_by, row.answer, row.id, until=row.granted)


def _pieces(task_id: int, actor: Actor) -> Any:
    """Every decision on every piece of a task; a piece without a decision has one row all the same."""
    reviewer = aliased(Person)
    return (
        select(
            TaskEvidence.id.label("link_id"),
            TaskEvidence.at,
            Person.name.label("who"),
            TaskEvidence.evidence_id,
            Evidence.title,
            Evidence.state,
            seen_by(actor.visibility).label("seen"),
            Review.id.label("review_id"),
            Review.version_number,
            Review.decision,
            Review.remark,
            Review.met,
            Review.decided_at,
            reviewer.name.label("decided_by"),
            Review.remedied_at,
            Review.reply,
            latest_of_piece(actor).label("receipt_id"),
        )
        .select_from(TaskEvidence)
        .join(Evidence, Evidence.id == TaskEvidence.evidence_id)
        .outerjoin(Person, Person.id == TaskEvidence.person_id)
        .outerjoin(Review, Review.evidence_id == Evidence.id)
        .outerjoin(reviewer, reviewer.id == Review.decided_by)
        .where(TaskEvidence.task_id == task_id)
        .order_by(TaskEvidence.id, Review.id)
    )


def _ref(row: Row[Any]) -> EvidenceRef:
    return EvidenceRef(
        row.evidence_id, row.title if row.seen else "", row.state, row.at, bool(row.seen), row.receipt_id
    )


def _handed(rows: Iterable[Row[Any]]) -> Iterator[Entry]:
    for row in {row.link_id: row for row in rows}.values():
        piece, title = (row.evidence_id, row.title) if row.seen else (None, "")
        yield Entry(row.at, Said.HANDED, row.who, id=row.link_id, evidence_id=piece, title=title, number=1)


def _reviewed(rows: Iterable[Row[Any]]) -> Iterator[Entry]:
    """Decisions and corrections; nothing of a piece that is hidden."""
    for row in rows:
        if row.review_id is None or not row.seen:
            continue
        yield _decision(row)
        if row.remedied_at is not None:
            yield Entry(
                row.remedied_at,
                Said.REMEDIED,
                None,
                row.reply,
                row.review_id,
                evidence_id=row.evidence_id,
                title=row.title,
                number=row.version_number,
            )


def _decision(row: Row[Any]) -> Entry:
    return Entry(
        row.decided_at,
        Said.ACCEPTED if row.decision is Decision.ACCEPTED else Said.RETURNED,
        row.decided_by,
        row.remark,
        row.review_id,
        evidence_id=row.evidence_id,
        title=row.title,
        number=row.version_number,
        met=tuple(Tick.kept(each).words for each in row.met or ()),
    )


def _open_remarks(rows: Iterable[Row[Any]]) -> Iterator[Remark]:
    for row in rows:
        back = row.state is EvidenceState.RETURNED and row.decision is Decision.RETURNED
        if back and row.remedied_at is None:
            yield Remark(row.remark, row.evidence_id, row.title) if row.seen else HIDDEN


def _on_delivery(steps: Sequence[Entry], state: TaskState) -> tuple[Remark, ...]:
    """The remark with which the delivery itself came back, if it is back."""
    if state is not TaskState.RETURNED:
        return ()
    return tuple(Remark(step.text) for step in steps if step.step is Step.RETURN)[-1:]


def _told(task_id: int) -> Iterator[Entry]:
    """What only the trail keeps: acts that were taken back, and reminders that were sent by hand."""
    acts = {act.value: act for act in Act}
    for told in events_of([Act.TASK_UNDONE, Act.TASK_REMINDED], [task_id]):
        if told.act is Act.TASK_REMINDED:
            yield Entry(told.at, Said.REMINDED, told.who, to_id=told.detail["to_id"])
        else:
            undone = acts.get(told.detail["undone"])
            yield Entry(told.at, Said.UNDONE, told.who, undone.sentence if undone else "")
