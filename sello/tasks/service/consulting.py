"""Asking where no task is open: a question has a conversation of its own, which its answer closes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Unit
from sello.accounts.queries.units import in_force
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.text import fold, shortened
from sello.core.trail.acts import Act
from sello.core.undo import undoable
from sello.cycles.queries.requirement import find_answer
from sello.evidence.queries.piece import LinkLine, Piece, piece
from sello.tasks.domain.asking import AskKind, check_ask
from sello.tasks.domain.drafts import TITLE_LIMIT
from sello.tasks.domain.due import DueKind, Priority
from sello.tasks.domain.refusals import AlreadyAsked, NobodyAnswers
from sello.tasks.domain.states import Side, TaskKind, TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task, TaskAbout, TaskEvent, TaskRequirement
from sello.tasks.queries.consulting import asks_about, asks_for
from sello.tasks.service.asking import put_question
from sello.tasks.service.loading import sides

TERM = 5
"""Business days in which a question is to be answered."""


@dataclass(frozen=True, slots=True)
class Consulted:
    """The conversation that a question began, and by which id it can be taken back."""

    task_id: int
    undo_id: int | None


@dataclass(frozen=True, slots=True)
class _About:
    """What a question is about, and the unit on the other side or on this one."""

    title: str
    unit_id: int | None
    cycle_id: int | None
    requirement_ids: tuple[int, ...]
    evidence_id: int | None = None


def consult_on_piece(actor: Actor, evidence_id: int, text: str, *, at: Moment) -> Consulted:
    """Ask the other side about a piece, asked for or not; the turn goes to it.

    Raises NotFound for a piece out of sight, AlreadyAsked while a question about it waits, NobodyAnswers.
    """
    found = piece(evidence_id, actor.visibility, today=at.today)
    if found is None:
        raise NotFound
    if asks_about(evidence_id, actor):
        raise AlreadyAsked
    links = _latest(found)
    about = _About(
        title=found.row.details.title,
        unit_id=found.row.unit_id,
        cycle_id=links[0].cycle_id if links else None,
        requirement_ids=tuple(sorted({link.requirement_id for link in links})),
        evidence_id=evidence_id,
    )
    return _consult(actor, about, text, at)


def consult_on_requirement(
    actor: Actor, requirement_id: int, text: str, *, cycle_id: int | None, at: Moment
) -> Consulted:
    """Ask the other side about a requirement of a cycle, or of the current one; refuses as the other does."""
    cycle, answer = find_answer(requirement_id, cycle_id, actor.visibility)
    row = answer.row
    if asks_for(cycle.id, requirement_id, actor):
        raise AlreadyAsked
    about = _About(f"{row.code} {row.title}", row.unit_id, cycle.id, (requirement_id,))
    return _consult(actor, about, text, at)


def _latest(found: Piece) -> tuple[LinkLine, ...]:
    """What the piece serves in its latest cycle."""
    return tuple(link for link in found.links if link.cycle_id == found.links[0].cycle_id)


def _consult(actor: Actor, about: _About, text: str, at: Moment) -> Consulted:
    ours = sides(actor)
    to = Turn.UNIT if Side.SECRETARIAT in ours else Turn.SECRETARIAT
    said = check_ask(to, text, ours)
    if about.unit_id is None or not _is_in_force(about.unit_id, at):
        raise NobodyAnswers
    with undoable(actor, Act.TASK_ASKED, now=at.now) as done:
        task = _write(actor, about, about.unit_id, at)
        put_question(actor, task, AskKind.QUESTION, said, to=to, at=at)
    return Consulted(task.id, done.id)


def _is_in_force(unit_id: int, at: Moment) -> bool:
    return db.session.scalar(select(Unit.id).where(Unit.id == unit_id, in_force(at.today))) is not None


def _write(actor: Actor, about: _About, unit_id: int, at: Moment) -> Task:
    title = shortened(about.title, TITLE_LIMIT)
    task = Task(
        kind=TaskKind.QUERY,
        cycle_id=about.cycle_id,
        title=title,
        folded=fold(title),
        unit_id=unit_id,
        due_on=at.calendar.add_business_days(at.today, TERM),
        due_kind=DueKind.BUSINESS,
        due_days=TERM,
        priority=Priority.NORMAL,
        state=TaskState.PENDING,
        created_at=at.now,
        created_by=actor.person_id,
    )
    db.session.add(task)
    db.session.flush()
    begun = TaskEvent(task_id=task.id, to_state=TaskState.PENDING, at=at.now, person_id=actor.person_id)
    serves = [TaskRequirement(task_id=task.id, requirement_id=each) for each in about.requirement_ids]
    db.session.add_all([begun, *serves])
    if about.evidence_id is not None:
        db.session.add(TaskAbout(task_id=task.id, evidence_id=about.evidence_id))
    db.session.flush()
    return task
