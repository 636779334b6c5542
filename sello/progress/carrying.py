"""What a decision on evidence carries with it: which tasks it closes or reopens, what it validates or undoes.

The reads behind the rules of `carried`; the desk shows beforehand what `reviewing` will do: both ask here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Institution
from sello.core.db import db, scope_of
from sello.core.moment import Moment
from sello.core.rows import rows_as
from sello.cycles.models import Answer
from sello.cycles.queries.requirement import AnswerDetail, find_answer
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries.conditions import accepted
from sello.evidence.queries.requirement import facts_of
from sello.level.state import NOT_APPLICABLE, RequirementState
from sello.progress.carried import FIRST, NOTHING, AnswerRef, Carried, Earlier, completes, rests_on
from sello.tasks.domain.states import OPEN_STATES, Step, TaskState
from sello.tasks.models import Task, TaskEvent, TaskEvidence, TaskRequirement
from sello.tasks.queries.task import TaskRef
from sello.tasks.queries.turns import QUESTION, TIME, WORK


class Place(NamedTuple):
    """An answer by its cycle and requirement, and how many open tasks ask for it."""

    cycle_id: int
    requirement_id: int
    open_tasks: int


EVERYTHING = Visibility(units=None)
"""The secretariat decides, and sees all."""


def with_acceptance(
    evidence_id: int, *, close: bool = True, validate: bool = True, after: Earlier = FIRST, at: Moment
) -> Carried:
    """What accepting a piece closes and validates, if both are wanted, `after` others of the same act.

    It validates what the piece serves, and what a task asked for that closes with it.
    """
    tasks = closing(evidence_id, after) if close else ()
    served = or_(EvidenceLink.evidence_id == evidence_id, _asked_by(task.id for task in tasks))
    then = after.then(evidence_id, None, Carried(tasks, ()))
    places = _places(_LACKING, served, then.closed) if validate else []
    return Carried(tasks, tuple(_completed(places, then, at)))


def with_acceptances(evidence_ids: Collection[int], *, at: Moment) -> dict[int, Carried]:
    """What accepting pieces carries, each after those of lower ids (a few statements for each)."""
    replaced = select(Evidence.id, Evidence.replaces_id).where(Evidence.id.in_(evidence_ids))
    after, found = FIRST, {}
    for row in db.session.execute(replaced.order_by(Evidence.id)):
        found[row.id] = with_acceptance(row.id, after=after, at=at)
        after = after.then(row.id, row.replaces_id, found[row.id])
    return found


def with_closing(task_id: int, *, at: Moment) -> Carried:
    """What closing a task validates: it was the last thing that its requirements lacked."""
    then = Earlier(closed=frozenset({task_id}))
    return Carried((), tuple(_completed(_places(_LACKING, _asked_by([task_id]), then.closed), then, at)))


def with_return(evidence_id: int, *, at: Moment) -> Carried:
    """What returning a piece reopens, and which validations rested on it alone; only if it was accepted."""
    piece = select(Evidence.replaces_id).where(Evidence.id == evidence_id, accepted())
    found = db.session.execute(piece).one_or_none()
    if found is None:
        return NOTHING
    return Carried(reopening(evidence_id), tuple(_fallen(evidence_id, found.replaces_id, at)))


def closing(evidence_id: int, after: Earlier = FIRST) -> tuple[TaskRef, ...]:
    """The tasks that wait for the decision on a piece, and for nothing else, to be closed (one statement)."""
    others = (
        select(TaskEvidence.id)
        .join(Evidence, Evidence.id == TaskEvidence.evidence_id)
        .where(TaskEvidence.task_id == Task.id)
        .where(TaskEvidence.evidence_id.not_in(sorted({evidence_id} | after.accepted)), not_(accepted()))
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
    closed_by_it = (
        select(TaskEvent.id)
        .where(TaskEvent.id == last, TaskEvent.step == Step.ACCEPT)
        .correlate(Task)
        .exists()
    )
    statement = (
        select(Task.id, Task.title)
        .where(Task.id.in_(_holding(evidence_id)), Task.state == TaskState.CLOSED, closed_by_it)
        .order_by(Task.id)
    )
    return rows_as(TaskRef, db.session.execute(statement))


def accept_validates() -> bool:
    """Whether the institution wishes that accepting the last thing validates (one statement)."""
    wished = select(Institution.accept_validates).where(Institution.id == scope_of(db.session()))
    return bool(db.session.scalar(wished))


def _holding(evidence_id: int) -> Select[int]:
    return select(TaskEvidence.task_id).where(TaskEvidence.evidence_id == evidence_id)


def _asked_by(task_ids: Iterable[int]) -> ColumnElement[bool]:
    """Whether a link backs what one of some tasks asks for, in the cycle of the task."""
    return (
        select(TaskRequirement.id)
        .join(Task, Task.id == TaskRequirement.task_id)
        .where(Task.id.in_(sorted(task_ids)), Task.cycle_id == EvidenceLink.cycle_id)
        .where(TaskRequirement.requirement_id == EvidenceLink.requirement_id)
        .correlate(EvidenceLink)
        .exists()
    )


def _places(
    wanted: ColumnElement[bool], links: ColumnElement[bool], closed: frozenset[int] = frozenset()
) -> list[Place]:
    """The wanted answers that some links back, with their open tasks but for those closed (one statement)."""
    statement = (
        select(Answer.id, Answer.cycle_id, Answer.requirement_id, _open_tasks(closed).label("open_tasks"))
        .join(
            EvidenceLink,
            and_(
                EvidenceLink.cycle_id == Answer.cycle_id,
                EvidenceLink.requirement_id == Answer.requirement_id,
            ),
        )
        .where(links, wanted)
        .distinct()
        .order_by(Answer.id)
    )
    return [Place(row.cycle_id, row.requirement_id, row.open_tasks) for row in db.session.execute(statement)]


_LACKING = and_(
    Answer.declared.is_not(None),
    Answer.validated.is_(None),
    select(Institution.id)
    .where(Institution.id == Answer.institution_id, Institution.accept_validates)
    .correlate(Answer)
    .exists(),
)
"""Only the validation may be missing, and the institution wishes that acceptance gives it."""

_VALIDATED = and_(Answer.validated.is_not(None), Answer.validated != NOT_APPLICABLE)


def _completed(places: list[Place], then: Earlier, at: Moment) -> Iterator[AnswerRef]:
    for cycle_id, requirement_id, open_tasks in places:
        if (cycle_id, requirement_id) in then.validated:
            continue
        cycle, detail = find_answer(requirement_id, cycle_id, EVERYTHING)
        if completes(_state(detail, cycle_id, at), cycle.known.rules, then, open_tasks, at):
            yield _ref(detail, cycle_id, str(detail.row.declared))


def _fallen(evidence_id: int, revived: int | None, at: Moment) -> Iterator[AnswerRef]:
    for cycle_id, requirement_id, _tasks in _places(_VALIDATED, EvidenceLink.evidence_id == evidence_id):
        cycle, detail = find_answer(requirement_id, cycle_id, EVERYTHING)
        if rests_on(_state(detail, cycle_id, at), cycle.known.rules, evidence_id, revived, at):
            yield _ref(detail, cycle_id, str(detail.row.validated))


def _state(detail: AnswerDetail, cycle_id: int, at: Moment) -> RequirementState:
    facts = facts_of(cycle_id, detail.row.requirement_id, EVERYTHING, at=at)
    return detail.row.state(at, facts)


def _ref(detail: AnswerDetail, cycle_id: int, grade: str) -> AnswerRef:
    row = detail.row
    return AnswerRef(cycle_id, row.requirement_id, row.code, grade, row.version, detail.validation_note)


def _open_tasks(closed: frozenset[int]) -> ColumnElement[int]:
    """How many tasks ask for what an answer is to, beside some."""
    return (
        select(func.count())
        .select_from(TaskRequirement)
        .join(Task, Task.id == TaskRequirement.task_id)
        .where(
            TaskRequirement.requirement_id == Answer.requirement_id,
            Task.cycle_id == Answer.cycle_id,
            Task.state.in_(sorted(OPEN_STATES)),
            WORK,
            Task.id.not_in(sorted(closed)),
        )
        .correlate(Answer)
        .scalar_subquery()
    )
