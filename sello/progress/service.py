"""Acts that rest on where the cycle stands, and those that carry others with them.

The facts are read here, whoever asks, and the owner of the rows writes: a decision on evidence goes on to its
tasks, and to the requirements that it serves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import Select, literal, select

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.undo import Done, Undone, undoable
from sello.core.undo import undo as take_back
from sello.cycles.models import Answer
from sello.cycles.queries import cycles
from sello.cycles.service import answers, cuts
from sello.cycles.service import kept as kept_answers
from sello.evidence.access_log import own_downloads
from sello.evidence.domain.review import Part
from sello.evidence.models import EvidenceLink, ServiceState
from sello.evidence.queries.requirement import facts_of
from sello.evidence.service import kept as kept_evidence
from sello.evidence.service import reviewing
from sello.evidence.service.loading import for_writing
from sello.evidence.service.summing import touch
from sello.progress import desk
from sello.progress.carried import NOTHING, AnswerRef, Carried
from sello.progress.carrying import with_acceptance, with_closing, with_return
from sello.progress.desk import seen_fulfilled
from sello.progress.service_ending import Ends, ending
from sello.progress.standing import standing
from sello.register.service import renewing
from sello.tasks.domain.states import Step, TaskState
from sello.tasks.models import Task, TaskEvidence, TaskRequirement
from sello.tasks.service import steps
from sello.tasks.service.loading import load, tasks_holding


def validate(
    actor: Actor,
    cycle_id: int,
    requirement_id: int,
    validated: str | None,
    *,
    note: str,
    version: int,
    at: Moment,
) -> Done:
    """Keep the secretariat's decision on an answer; whether evidence in force backs it is read here.

    Returns by which id it can be taken back. Refuses as `cycles.service.answers.validate` does.
    """
    answers.hold(select(literal(cycle_id), literal(requirement_id)))
    facts = facts_of(cycle_id, requirement_id, actor.visibility, at=at)
    with undoable(actor, Act.ANSWER_VALIDATED, now=at.now) as done:
        answers.validate(
            actor,
            cycle_id,
            requirement_id,
            validated,
            note=note,
            in_force=any(fact.counts_on(at.today) for fact in facts),
            version=version,
            now=at.now,
        )
    return done


def make_cut(
    actor: Actor,
    cycle_id: int,
    name: str,
    *,
    as_of: date,
    is_baseline: bool = False,
    at: Moment,
) -> int:
    """Freeze where a cycle stood on a day under a name, and return the cut's id.

    Refuses as `cycles.service.cuts.make_cut` does, and a day before there was a cycle.
    """
    cycle = cycles.find(cycle_id, actor.visibility)
    frozen = standing(cycle, as_of=as_of, at=at).snapshot(as_of)
    return cuts.make_cut(actor, cycle.id, name, frozen, is_baseline=is_baseline, at=at)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision carried, and by which id it can be taken back."""

    carried: Carried
    undo_id: int | None


def accept(
    actor: Actor,
    evidence_id: int,
    *,
    version: int,
    remark: str = "",
    met: Collection[str] = (),
    close: bool = True,
    validate: bool = True,
    shown: str | None = None,
    ends: Ends | None = None,
    at: Moment,
) -> Outcome:
    """Accept a piece; close the tasks that waited for nothing else, and validate what it completes.

    `met` is what the reviewer saw fulfilled. `shown` is what the page said that it carries (`Carried.mark`):
    CarriesOther if that changed. `ends` is its last day, where whoever handed it in said none. Refuses as
    `evidence.service.reviewing.accept` does, and with OverAlready.
    """
    _hold_piece(actor, evidence_id, version)
    carried = with_acceptance(evidence_id, at=at)
    carried.refuse_unless_shown(shown)
    if not (close and validate):
        carried = with_acceptance(evidence_id, close=close, validate=validate, at=at)
    with undoable(actor, Act.EVIDENCE_ACCEPTED, now=at.now) as done:
        if ends is not None:
            version = ending(actor, evidence_id, version, ends, at)
        reviewing.accept(
            actor, evidence_id, version=version, remark=remark, met=seen_fulfilled(evidence_id, met), at=at
        )
        for task in carried.tasks:
            steps.take_step(actor, task.id, Step.ACCEPT, why="", now=at.now)
        _validate(actor, carried.answers, at)
    return Outcome(carried, done.id)


def give_back(
    actor: Actor,
    evidence_id: int,
    *,
    version: int,
    remark: str,
    parts: Set[Part],
    met: Collection[str] = (),
    ready: Collection[int] = (),
    say_missing: bool = False,
    shown: str | None = None,
    at: Moment,
) -> Outcome:
    """Return a piece with its remark; reopen the tasks that its acceptance closed.

    A validation that rested on it alone is withdrawn; `met` and `shown` as in `accept`; to the remark is
    added what was chosen of the `ready` ones and, if wished, what was not ticked. Refuses as
    `evidence.service.reviewing.give_back` does.
    """
    _hold_piece(actor, evidence_id, version)
    carried = with_return(evidence_id, at=at)
    carried.refuse_unless_shown(shown)
    with undoable(actor, Act.EVIDENCE_RETURNED, now=at.now) as done:
        reviewing.give_back(
            actor,
            evidence_id,
            version=version,
            remark=desk.remark(evidence_id, remark, ready=ready, met=met, say_missing=say_missing),
            parts=parts,
            met=seen_fulfilled(evidence_id, met),
            at=at,
        )
        for task in carried.tasks:
            steps.move(actor, load(task.id, actor), Step.REOPEN_DELIVERY, now=at.now)
        for each in carried.answers:
            _decide(actor, each, None, at)
    return Outcome(carried, done.id)


def take_step(
    actor: Actor, task_id: int, step: Step, *, why: str, shown: str | None = None, at: Moment
) -> tuple[TaskState, Done]:
    """Take a step of a task's life; accepting a delivery also validates what it was the last thing of.

    `shown` as in `accept`. Refuses as `tasks.service.steps.take_step` does.
    """
    carried = NOTHING
    if step is Step.ACCEPT:
        _hold_task(actor, task_id)
        carried = with_closing(task_id, at=at)
        carried.refuse_unless_shown(shown)
    with undoable(actor, steps.TAKEN[step], now=at.now) as done:
        after = steps.take_step(actor, task_id, step, why=why, now=at.now)
        _validate(actor, carried.answers, at)
    return after, done


def _hold_piece(actor: Actor, evidence_id: int, version: int) -> None:
    """Hold a piece, its tasks and the answers that both move, before what a decision carries is reckoned.

    Nobody withdraws, asks or decides meanwhile. Acts hold pieces before tasks, and tasks before answers.
    """
    for_writing(evidence_id, actor.visibility, version=version)
    tasks_holding(evidence_id)
    hold_answers([evidence_id])


def hold_answers(evidence_ids: Collection[int]) -> None:
    """Hold the answers that a decision on pieces may move: what they back, and what their tasks ask for."""
    backed = select(EvidenceLink.cycle_id, EvidenceLink.requirement_id)
    tasks = select(TaskEvidence.task_id).where(TaskEvidence.evidence_id.in_(evidence_ids))
    answers.hold(
        backed.where(EvidenceLink.evidence_id.in_(evidence_ids)).union(_asked_by().where(Task.id.in_(tasks)))
    )


def _hold_task(actor: Actor, task_id: int) -> None:
    """The same for a delivery that is judged: the task, and the answers to what it asks for."""
    load(task_id, actor)
    answers.hold(_asked_by().where(Task.id == task_id))


def _asked_by() -> Select[int | None, int]:
    """Cycle and requirement of all that tasks ask for."""
    return select(Task.cycle_id, TaskRequirement.requirement_id).join(
        TaskRequirement, TaskRequirement.task_id == Task.id
    )


def _validate(actor: Actor, completed: Iterable[AnswerRef], at: Moment) -> None:
    for each in completed:
        _decide(actor, each, each.grade, at)


def _decide(actor: Actor, answer: AnswerRef, grade: str | None, at: Moment) -> None:
    answers.validate(
        actor,
        answer.cycle_id,
        answer.requirement_id,
        grade,
        note=answer.note,
        in_force=grade is not None,
        version=answer.version,
        now=at.now,
    )


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An act that was taken back, and the initiatives, by name, whose former end came back with it."""

    act: Undone
    ends: tuple[str, ...] = ()


def undo(actor: Actor, undo_id: int, *, at: Moment) -> TakenBack:
    """Take back an act of the actor's own, and tell which it was, and on what.

    With an acceptance goes the end that the register took of its piece since. What stands from now on is
    kept, as of any act.
    Refuses as `core.undo.undo` and `register.service.renewing.take_back` do.
    """
    undone = take_back(actor, undo_id, along=partial(own_downloads, actor), now=at.now)
    ends: tuple[str, ...] = ()
    if said := undone.ids("answer"):
        kept_answers.keep(Answer.id.in_(said), now=at.now)
    if pieces := undone.ids("evidence"):
        kept_evidence.keep_gone(ServiceState.evidence_id.in_(pieces), now=at.now)
        kept_evidence.keep(EvidenceLink.evidence_id.in_(pieces), now=at.now)
        if undone.act is Act.EVIDENCE_ACCEPTED:
            ends = renewing.take_back(actor, pieces, since=undone.at, now=at.now)
    links = undone.values("evidence_link")
    touch(pieces=undone.ids("evidence"), places=((row["cycle_id"], row["requirement_id"]) for row in links))
    return TakenBack(undone, ends)
