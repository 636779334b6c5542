"""Reading the conversation of a task, in a constant number of statements, held to what the reader may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import aliased

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Person
from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.history import events_of
from sello.evidence.domain.review import Decision
from sello.evidence.models import Evidence, Review
from sello.evidence.queries.conditions import seen_by
from sello.tasks.domain.asking import AskKind
from sello.tasks.domain.talk import Entry, Said, in_order
from sello.tasks.models import TaskAsk, TaskComment, TaskEvent, TaskEvidence


def conversation(task_id: int, actor: Actor) -> tuple[Entry, ...]:
    """Everything that was said and done in a task, the first first (six statements)."""
    return in_order(
        (
            *_steps(task_id),
            *_comments(task_id),
            *_handed(task_id, actor),
            *_reviews(task_id, actor),
            *_asks(task_id),
            *_undone(task_id),
        )
    )


def _steps(task_id: int) -> Iterator[Entry]:
    statement = (
        select(TaskEvent, Person.name)
        .outerjoin(Person, Person.id == TaskEvent.person_id)
        .where(TaskEvent.task_id == task_id)
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


def _comments(task_id: int) -> Iterator[Entry]:
    statement = (
        select(TaskComment.id, TaskComment.at, Person.name, TaskComment.text)
        .outerjoin(Person, Person.id == TaskComment.person_id)
        .where(TaskComment.task_id == task_id)
    )
    for comment_id, at, who, text in db.session.execute(statement):
        yield Entry(at, Said.COMMENT, who, text, comment_id)


def _handed(task_id: int, actor: Actor) -> Iterator[Entry]:
    statement = (
        select(
            TaskEvidence.id,
            TaskEvidence.at,
            Person.name,
            TaskEvidence.evidence_id,
            Evidence.title,
            seen_by(actor.visibility),
        )
        .join(Evidence, Evidence.id == TaskEvidence.evidence_id)
        .outerjoin(Person, Person.id == TaskEvidence.person_id)
        .where(TaskEvidence.task_id == task_id)
    )
    for link_id, at, who, evidence_id, title, seen in db.session.execute(statement):
        entry = Entry(at, Said.HANDED, who, id=link_id, number=1)
        yield replace(entry, evidence_id=evidence_id, title=title) if seen else entry


def _reviews(task_id: int, actor: Actor) -> Iterator[Entry]:
    """Decisions and corrections since the piece lies on the task; nothing of a piece that is hidden."""
    statement = (
        select(Review, Person.name, Evidence.title)
        .join(Evidence, Evidence.id == Review.evidence_id)
        .join(TaskEvidence, TaskEvidence.evidence_id == Review.evidence_id)
        .outerjoin(Person, Person.id == Review.decided_by)
        .where(TaskEvidence.task_id == task_id, seen_by(actor.visibility))
    )
    for review, who, title in db.session.execute(statement):
        kind = Said.ACCEPTED if review.decision is Decision.ACCEPTED else Said.RETURNED
        decided = Entry(
            review.decided_at,
            kind,
            who,
            review.remark,
            review.id,
            evidence_id=review.evidence_id,
            title=title,
            number=review.version_number,
        )
        yield decided
        if review.remedied_at is not None:
            yield replace(decided, at=review.remedied_at, kind=Said.REMEDIED, who=None, text=review.reply)


def _asks(task_id: int) -> Iterator[Entry]:
    asker, answerer = aliased(Person), aliased(Person)
    statement = (
        select(TaskAsk, asker.name, answerer.name)
        .outerjoin(asker, asker.id == TaskAsk.person_id)
        .outerjoin(answerer, answerer.id == TaskAsk.answered_by)
        .where(TaskAsk.task_id == task_id)
    )
    for ask, who, answered_by in db.session.execute(statement):
        question = ask.kind is AskKind.QUESTION
        asked = Said.QUESTION if question else Said.TIME
        yield Entry(ask.at, asked, who, ask.text, ask.id, until=ask.until)
        if ask.answered_at is not None:
            answered = Said.ANSWER if question else Said.TIME_DECIDED
            yield Entry(ask.answered_at, answered, answered_by, ask.answer, ask.id, until=ask.granted)


def _undone(task_id: int) -> Iterator[Entry]:
    acts = {act.value: act for act in Act}
    for told in events_of([Act.TASK_UNDONE], [task_id]):
        undone = acts.get(told.detail["undone"])
        yield Entry(told.at, Said.UNDONE, told.who, undone.sentence if undone else "")
