"""Reads of what waits to be told: the acts with what there is to say of them, and who may see it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select

from sello.accounts.models import Person, Unit
from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.notices import Untold, untold
from sello.cycles.models import Answer, Cycle
from sello.evidence.domain.details import SECRET_TITLE
from sello.evidence.models import Evidence, Review
from sello.reminders import links
from sello.reminders.domain.news import How, News, NewsKind
from sello.reminders.domain.standing import stands
from sello.reminders.models import NewsChoice, Told
from sello.reminders.queries.asides import asked_to_help, is_let_go, taken_away, taken_out
from sello.reminders.queries.news_people import of_person, of_unit, relieved
from sello.reminders.queries.news_rows import ANSWERS, ASKS, CYCLES, PEOPLE, PIECES, TASKS, UNITS
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task, TaskAsk, TaskComment, TaskEvent, TaskEvidence, TaskHelper

MOST = 2000
"""Notices that one pass reads; the next one goes on."""

Found = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits to be told, with who was told already, and how people wish to be told."""

    news: tuple[News, ...]
    told: frozenset[tuple[int, int]]
    """Event and person."""
    choices: Mapping[tuple[int, NewsKind], How]
    """Person and kind."""


def waiting() -> Waiting:
    """Everything that waits to be told in the institution at work, the earliest first."""
    events = untold(limit=MOST)
    facts = _facts(events)
    news = tuple(each for event in events for each in _all_news(event, facts))
    about = [each.event_id for each in news]
    told = db.session.execute(select(Told.event_id, Told.person_id).where(Told.event_id.in_(about)))
    return Waiting(news, frozenset((row.event_id, row.person_id) for row in told), choices())


def choices(person_id: int | None = None) -> dict[tuple[int, NewsKind], How]:
    """How people chose to be told, or one of them did (one statement)."""
    statement = select(NewsChoice.person_id, NewsChoice.kind, NewsChoice.how)
    if person_id is not None:
        statement = statement.where(NewsChoice.person_id == person_id)
    return {(row.person_id, row.kind): row.how for row in db.session.execute(statement)}


@dataclass(slots=True)
class _Facts:
    """The rows that the acts are about, by their ids."""

    people: dict[int, Found] = field(default_factory=dict)
    """Who acted, and whom it was done to."""
    units: dict[int, Found] = field(default_factory=dict)
    pieces: dict[int, Found] = field(default_factory=dict)
    tasks: dict[int, Found] = field(default_factory=dict)
    asks: dict[int, Found] = field(default_factory=dict)
    answers: dict[int, Found] = field(default_factory=dict)
    cycles: dict[int, Found] = field(default_factory=dict)
    held: dict[int, list[int]] = field(default_factory=dict)
    """The tasks that a piece was handed in for."""
    helpers: dict[int, list[int]] = field(default_factory=dict)
    """The units that contribute to a task."""
    said: dict[tuple[str, int, datetime], str] = field(default_factory=dict)
    """What was written with an act: by the thing and the instant."""
    comments: dict[int, str] = field(default_factory=dict)


def _facts(events: Collection[Untold]) -> _Facts:
    facts, ids = _Facts(), _ids(events)
    people = {each.person_id for each in events} - {None} | ids["person"]
    facts.people = _by_id(PEOPLE, Person.id.in_(people))
    facts.units = _by_id(UNITS, Unit.id.in_(ids["unit"]))
    facts.pieces = _by_id(PIECES, Evidence.id.in_(ids["evidence"]))
    held = select(TaskEvidence.evidence_id, TaskEvidence.task_id).order_by(TaskEvidence.task_id)
    for row in db.session.execute(held.where(TaskEvidence.evidence_id.in_(ids["evidence"]))):
        facts.held.setdefault(row.evidence_id, []).append(row.task_id)
    tasks = ids["task"] | {task_id for each in facts.held.values() for task_id in each}
    tasks = tasks.union(*map(taken_out, events))
    facts.tasks = _by_id(TASKS, Task.id.in_(tasks))
    helping = select(TaskHelper.task_id, TaskHelper.unit_id).order_by(TaskHelper.unit_id)
    for row in db.session.execute(helping.where(TaskHelper.task_id.in_(ids["task"]))):
        facts.helpers.setdefault(row.task_id, []).append(row.unit_id)
    facts.asks = _by_id(ASKS, TaskAsk.task_id.in_(ids["task"]))
    facts.answers = _by_id(ANSWERS, Answer.id.in_(ids["answer"]))
    facts.cycles = _by_id(CYCLES, Cycle.id.in_(ids["cycle"]))
    _say(facts, ids)
    return facts


def _say(facts: _Facts, ids: dict[str, set[int]]) -> None:
    """What people wrote beside what they did."""
    reviews = select(Review.evidence_id, Review.decided_at, Review.remark, Review.remedied_at, Review.reply)
    for review in db.session.execute(reviews.where(Review.evidence_id.in_(ids["evidence"]))):
        facts.said["evidence", review.evidence_id, review.decided_at] = review.remark
        if review.remedied_at is not None:
            facts.said["evidence", review.evidence_id, review.remedied_at] = review.reply
    steps = select(TaskEvent.task_id, TaskEvent.at, TaskEvent.reason).where(TaskEvent.reason != "")
    for step in db.session.execute(steps.where(TaskEvent.task_id.in_(ids["task"]))):
        facts.said["task", step.task_id, step.at] = step.reason
    comments = select(TaskComment.id, TaskComment.text).where(TaskComment.task_id.in_(ids["task"]))
    facts.comments = {row.id: row.text for row in db.session.execute(comments)}


def _ids(events: Collection[Untold]) -> dict[str, set[int]]:
    ids: dict[str, set[int]] = {entity: set() for entity in _ABOUT}
    for event in events:
        ids[event.entity].add(event.entity_id)
    return ids


def _by_id(statement: Select[*tuple[Any, ...]], which: Any) -> dict[int, Found]:
    return {row.id: row for row in db.session.execute(statement.where(which))}


def _all_news(event: Untold, facts: _Facts) -> tuple[News, ...]:
    news = _news(event, facts)
    if event.act is Act.PERSON_SUBSTITUTED:
        return news, *relieved(event, facts.people[event.entity_id], news)
    if event.entity != "task":
        return (news,)
    task = facts.tasks[event.entity_id]
    return news, *taken_away(event, task, news), *asked_to_help(event, facts.helpers.get(task.id, ()), news)


def _news(event: Untold, facts: _Facts) -> News:
    about = _ABOUT[event.entity](event, facts)
    actor = facts.people.get(event.person_id or 0)
    return News(
        event_id=event.id,
        act=event.act,
        at=event.at,
        actor_id=event.person_id,
        by=actor.role if actor else None,
        who=actor.name if actor else "",
        **about,
    )


def _of_evidence(event: Untold, facts: _Facts) -> dict[str, Any]:
    piece = facts.pieces[event.entity_id]
    tasks = [facts.tasks[task_id] for task_id in facts.held.get(piece.id, ())]
    thread = tasks[0] if tasks else None
    title = SECRET_TITLE if piece.secret else piece.title  # a mail says nothing that is not for every eye
    charged = [(task.person_id, task.unit_id) for task in tasks]
    return {
        "thread": f"task.{thread.id}" if thread else f"evidence.{piece.id}",
        "thread_title": thread.title if thread else title,
        "path": links.TASK.format(id=thread.id) if thread else links.EVIDENCE.format(id=piece.id),
        "unit_id": piece.unit_id,
        "charged": (*charged, (piece.created_by, piece.unit_id)),
        "title": title,
        "remark": "" if piece.secret else facts.said.get(("evidence", piece.id, event.at), ""),
        "opened_by": piece.created_by if piece.secret else None,
        "secret": bool(piece.secret),
        "released": bool(piece.released),
        "stands": _is_so(event, piece),
    }


def _is_so(event: Untold, piece: Found) -> bool:
    """Whether an act on a piece is still so, and may be told: nobody is told of what a person had blocked."""
    return not piece.blocked and stands(event.act, piece.state, released=bool(piece.released))


def _of_task(event: Untold, facts: _Facts) -> dict[str, Any]:
    task = facts.tasks[event.entity_id]
    ask = facts.asks.get(event.detail.get("ask_id", 0))
    answered = ask is not None and ask.answered_at is not None and ask.answered_at <= event.at
    remark = facts.said.get(("task", task.id, event.at), "")
    if ask is not None:
        remark = ask.answer if answered else ask.text
    elif "comment_id" in event.detail:
        remark = facts.comments.get(event.detail["comment_id"], "")
    return {
        "thread": f"task.{task.id}",
        "thread_title": task.title,
        "path": links.TASK.format(id=task.id),
        "unit_id": task.unit_id,
        "named_id": task.person_id,
        "owed": _owed(task, ask, facts),
        "charged": ((task.person_id, task.unit_id),),
        "title": task.title,
        "remark": remark,
        "changes": frozenset(event.detail.get("fields", ())),
        "asked_of_unit": None if ask is None else _SIDES.get(ask.asked_of),
        "let_go": is_let_go(event, task, facts.tasks),
        "granted": ask is not None and ask.granted is not None,
        "until": _day(ask, answered) or task.due_on,
        "stands": stands(
            event.act,
            task.state,
            answered=ask is not None and ask.answered_at is not None,
            awaits=bool(task.awaits),
        ),
    }


def _owed(task: Found, ask: Found | None, facts: _Facts) -> frozenset[int]:
    """Who asked the question; of what is over, whoever ordered it or asked anything in it."""
    if ask is not None:
        return frozenset({ask.person_id} - {None})
    asked = {each.person_id for each in facts.asks.values() if each.task_id == task.id}
    return frozenset((asked | {task.created_by}) - {None})


_SIDES = {Turn.UNIT: True, Turn.SECRETARIAT: False}


def _day(ask: Found | None, answered: bool) -> Any:
    if ask is None:
        return None
    return ask.granted if answered else ask.until


def _of_answer(event: Untold, facts: _Facts) -> dict[str, Any]:
    answer = facts.answers[event.entity_id]
    title = f"{answer.code} {answer.title}"
    return {
        "thread": f"answer.{answer.id}",
        "thread_title": title,
        "path": links.REQUIREMENT.format(id=answer.requirement_id, cycle=answer.cycle_id),
        "unit_id": answer.unit_id,
        "title": title,
        "remark": answer.external_note,
        "stands": answer.external is not None and answer.external == event.after,
    }


def _of_cycle(event: Untold, facts: _Facts) -> dict[str, Any]:
    cycle = facts.cycles[event.entity_id]
    return {
        "thread": f"cycle.{cycle.id}",
        "thread_title": cycle.name,
        "path": links.HOME,
        "unit_id": None,
        "title": cycle.name,
        "released": cycle.released_at is not None,
        "stands": cycle.released_at is not None and event.detail.get("count", 1) > 0,
    }


_ABOUT: Mapping[str, Callable[[Untold, _Facts], dict[str, Any]]] = {
    "evidence": _of_evidence,
    "task": _of_task,
    "answer": _of_answer,
    "cycle": _of_cycle,
    "person": lambda event, facts: of_person(event, facts.people[event.entity_id]),
    "unit": lambda event, facts: of_unit(facts.units[event.entity_id]),
}
