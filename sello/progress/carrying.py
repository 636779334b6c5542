"""What a decision on evidence carries with it: which tasks it closes or reopens, what it validates or undoes.

Pure rules and their reads; the desk shows beforehand what `reviewing` will do, because both ask here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Select, and_, func, not_, or_, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Institution
from sello.catalogue.domain.rules import EditionRules
from sello.core.db import db, scope_of
from sello.core.moment import Moment
from sello.core.rows import rows_as
from sello.cycles.queries.requirement import find_answer
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries.requirement import of_requirement
from sello.level.state import NOT_APPLICABLE, EvidenceFact, RequirementState, ReviewState
from sello.tasks.domain.states import OPEN_STATES, Step, TaskState
from sello.tasks.models import Task, TaskEvent, TaskEvidence, TaskRequirement
from sello.tasks.queries.task import TaskRef
from sello.tasks.queries.turns import QUESTION, TIME

EVERYTHING = Visibility(units=None)
"""The secretariat decides, and sees all."""


@dataclass(frozen=True, slots=True)
class AnswerRef:
    """A requirement whose validation goes along with a decision."""

    cycle_id: int
    requirement_id: int
    code: str
    grade: str
    version: int
    note: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What goes along with a decision on a piece."""

    tasks: tuple[TaskRef, ...]
    answers: tuple[AnswerRef, ...]


def with_acceptance(evidence_id: int, *, close: bool = True, validate: bool = True, at: Moment) -> Carried:
    """What accepting a piece closes and validates, if both are wanted."""
    tasks = closing(evidence_id) if close else ()
    wanted = validate and accept_validates()
    closed = {task.id for task in tasks}
    return Carried(
        tasks, tuple(_completed(_served(evidence_id), {evidence_id}, closed, at)) if wanted else ()
    )


def with_closing(task_id: int, *, at: Moment) -> tuple[AnswerRef, ...]:
    """What closing a task validates: it was the last thing that its requirements lacked."""
    if not accept_validates():
        return ()
    places = select(Task.cycle_id, TaskRequirement.requirement_id).join(
        TaskRequirement, TaskRequirement.task_id == Task.id
    )
    found = db.session.execute(places.where(Task.id == task_id, Task.cycle_id.is_not(None)))
    return tuple(_completed([(int(cycle_id or 0), key) for cycle_id, key in found], set(), {task_id}, at))


def with_return(evidence_id: int, *, at: Moment) -> Carried:
    """What returning a piece reopens, and which validations rested on it alone."""
    revived = db.session.scalar(select(Evidence.replaces_id).where(Evidence.id == evidence_id))
    return Carried(reopening(evidence_id), tuple(_fallen(evidence_id, revived, at)))


def closing(evidence_id: int) -> tuple[TaskRef, ...]:
    """The tasks that wait for the decision on a piece, and for nothing else, to be closed (one statement)."""
    others = (
        select(TaskEvidence.id)
        .join(Evidence, Evidence.id == TaskEvidence.evidence_id)
        .where(TaskEvidence.task_id == Task.id, TaskEvidence.evidence_id != evidence_id)
        .where(Evidence.state != EvidenceState.ACCEPTED)
        .correlate(Task)
        .exists()
    )
    statement = (
        select(Task.id, Task.title)
        .where(Task.id.in_(_holding(evidence_id)), Task.state == TaskState.DELIVERED)
        .where(not_(or_(others, QUESTION, TIME)))
        .order_by(Task.id)
    )
    return rows_as(TaskRef, db.session.execute(statement))


def reopening(evidence_id: int) -> tuple[TaskRef, ...]:
    """The tasks that were closed because their evidence was accepted, this piece too (one statement)."""
    last = (
        select(func.max(TaskEvent.id))
        .where(TaskEvent.task_id == Task.id, TaskEvent.from_state != TaskEvent.to_state)
        .correlate(Task)
        .scalar_subquery()
    )
    accepted = (
        select(TaskEvent.id)
        .where(TaskEvent.id == last, TaskEvent.step == Step.ACCEPT)
        .correlate(Task)
        .exists()
    )
    statement = (
        select(Task.id, Task.title)
        .where(Task.id.in_(_holding(evidence_id)), Task.state == TaskState.CLOSED, accepted)
        .order_by(Task.id)
    )
    return rows_as(TaskRef, db.session.execute(statement))


def accept_validates() -> bool:
    """Whether the institution wishes that accepting the last thing validates (one statement)."""
    wished = select(Institution.accept_validates).where(Institution.id == scope_of(db.session()))
    return bool(db.session.scalar(wished))


def completes(
    state: RequirementState, rules: EditionRules, accepted: set[int], open_tasks: int, at: Moment
) -> bool:
    """Whether nothing is missing of a requirement once some pieces are accepted: only the validation is.

    Its unit has declared a grade that counts, a piece is in force, and nothing waits: no evidence, no task.
    """
    if state.declared is None or state.validated is not None or open_tasks:
        return False
    if rules.scale.points(state.declared) <= 0:
        return False
    facts = [_accepted(fact, at) if fact.id in accepted else fact for fact in state.evidence]
    settled = all(fact.review is ReviewState.ACCEPTED and not fact.to_confirm for fact in facts)
    return settled and any(fact.counts_on(at.today) for fact in facts)


def rests_on(
    state: RequirementState, rules: EditionRules, evidence_id: int, revived: int | None, at: Moment
) -> bool:
    """Whether a validation rests on one piece alone: without it nothing is in force.

    `revived` is the piece that counts again when this one no longer takes its place.
    """
    if state.validated in (None, NOT_APPLICABLE) or rules.scale.points(str(state.validated)) <= 0:
        return False
    now = [fact for fact in state.evidence if fact.counts_on(at.today)]
    rest = [
        replace(fact, superseded_on=None) if fact.id == revived else fact
        for fact in state.evidence
        if fact.id != evidence_id
    ]
    return bool(now) and not any(fact.counts_on(at.today) for fact in rest)


def _accepted(fact: EvidenceFact, at: Moment) -> EvidenceFact:
    return replace(
        fact,
        review=ReviewState.ACCEPTED,
        accepted_on=fact.accepted_on or at.today,
        to_confirm=False,
    )


def _holding(evidence_id: int) -> Select[int]:
    return select(TaskEvidence.task_id).where(TaskEvidence.evidence_id == evidence_id)


def _served(evidence_id: int) -> list[tuple[int, int]]:
    places = select(EvidenceLink.cycle_id, EvidenceLink.requirement_id).where(
        EvidenceLink.evidence_id == evidence_id
    )
    return [
        (row.cycle_id, row.requirement_id) for row in db.session.execute(places.order_by(EvidenceLink.id))
    ]


def _completed(
    places: list[tuple[int, int]], accepted: set[int], closed: set[int], at: Moment
) -> Iterator[AnswerRef]:
    for cycle_id, requirement_id in places:
        rules, state, found = _state(cycle_id, requirement_id, at)
        if completes(state, rules, accepted, _open_tasks(cycle_id, requirement_id, closed), at):
            yield replace(found, grade=str(state.declared))


def _fallen(evidence_id: int, revived: int | None, at: Moment) -> Iterator[AnswerRef]:
    for cycle_id, requirement_id in _served(evidence_id):
        rules, state, found = _state(cycle_id, requirement_id, at)
        if rests_on(state, rules, evidence_id, revived, at):
            yield replace(found, grade=str(state.validated))


def _state(
    cycle_id: int, requirement_id: int, at: Moment
) -> tuple[EditionRules, RequirementState, AnswerRef]:
    cycle, detail = find_answer(requirement_id, cycle_id, EVERYTHING)
    facts = of_requirement(cycle_id, requirement_id, EVERYTHING, at=at).facts
    row = detail.row
    ref = AnswerRef(cycle_id, requirement_id, row.code, "", row.version, detail.validation_note)
    return cycle.known.rules, row.state(at, facts), ref


def _open_tasks(cycle_id: int, requirement_id: int, closed: set[int]) -> int:
    statement = (
        select(func.count())
        .select_from(TaskRequirement)
        .join(Task, Task.id == TaskRequirement.task_id)
        .where(
            and_(TaskRequirement.requirement_id == requirement_id, Task.cycle_id == cycle_id),
            Task.state.in_(sorted(OPEN_STATES)),
            Task.id.not_in(sorted(closed)),
        )
    )
    return db.session.scalar(statement) or 0
