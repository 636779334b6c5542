"""What a decision on evidence carries with it: which tasks it closes or reopens, what it validates or undoes.

Pure rules and their reads; the desk shows beforehand what `reviewing` will do, because both ask here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Institution
from sello.catalogue.domain.rules import EditionRules
from sello.core.db import db, scope_of
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.core.rows import rows_as
from sello.cycles.models import Answer
from sello.cycles.queries.requirement import AnswerDetail, find_answer
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.queries.conditions import accepted
from sello.evidence.queries.requirement import facts_of
from sello.level.state import NOT_APPLICABLE, EvidenceFact, RequirementState, ReviewState
from sello.tasks.domain.states import OPEN_STATES, Step, TaskState
from sello.tasks.models import Task, TaskEvent, TaskEvidence, TaskRequirement
from sello.tasks.queries.task import TaskRef
from sello.tasks.queries.turns import QUESTION, TIME


class CarriesOther(Refusal):
    """Somebody acted after the page was drawn: the act would do more than its button said, or less."""

    message = N_(
        "Mientras usted revisaba, cambió lo que esta decisión lleva consigo. No se guardó nada: vea lo que "
        "dice ahora el botón y decida de nuevo."
    )
    status = 409


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

    @property
    def mark(self) -> str:
        """All of it in one word, which a form brings back: whether its page still says what would be done."""
        tasks = [f"t{task.id}" for task in self.tasks]
        return " ".join([*tasks, *(f"a{a.cycle_id}-{a.requirement_id}={a.grade}" for a in self.answers)])

    def refuse_unless_shown(self, shown: str | None) -> None:
        """Refuse with CarriesOther what a page did not say; None for an act that no page offered."""
        if shown is not None and shown != self.mark:
            raise CarriesOther


NOTHING = Carried((), ())


def with_acceptance(evidence_id: int, *, close: bool = True, validate: bool = True, at: Moment) -> Carried:
    """What accepting a piece closes and validates, if both are wanted."""
    tasks = closing(evidence_id) if close else ()
    closed = {task.id for task in tasks}
    places = _places(_LACKING, EvidenceLink.evidence_id == evidence_id) if validate else []
    return Carried(tasks, tuple(_completed(places, {evidence_id}, closed, at)))


def with_closing(task_id: int, *, at: Moment) -> Carried:
    """What closing a task validates: it was the last thing that its requirements lacked."""
    asked = (
        select(TaskRequirement.id)
        .join(Task, Task.id == TaskRequirement.task_id)
        .where(Task.id == task_id, Task.cycle_id == EvidenceLink.cycle_id)
        .where(TaskRequirement.requirement_id == EvidenceLink.requirement_id)
        .correlate(EvidenceLink)
        .exists()
    )
    return Carried((), tuple(_completed(_places(_LACKING, asked), set(), {task_id}, at)))


def with_return(evidence_id: int, *, at: Moment) -> Carried:
    """What returning a piece reopens, and which validations rested on it alone; only if it was accepted."""
    piece = select(Evidence.replaces_id).where(Evidence.id == evidence_id, accepted())
    found = db.session.execute(piece).one_or_none()
    if found is None:
        return NOTHING
    return Carried(reopening(evidence_id), tuple(_fallen(evidence_id, found.replaces_id, at)))


def closing(evidence_id: int) -> tuple[TaskRef, ...]:
    """The tasks that wait for the decision on a piece, and for nothing else, to be closed (one statement)."""
    others = (
        select(TaskEvidence.id)
        .join(Evidence, Evidence.id == TaskEvidence.evidence_id)
        .where(TaskEvidence.task_id == Task.id, TaskEvidence.evidence_id != evidence_id)
        .where(not_(accepted()))
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


def completes(
    state: RequirementState, rules: EditionRules, accepted: set[int], open_tasks: int, at: Moment
) -> bool:
    """Whether nothing is missing of a requirement once some pieces are accepted: only the validation is.

    Its unit has declared a grade that counts, a piece is in force, and nothing waits: no evidence, no task.
    """
    if state.declared is None or open_tasks or rules.scale.points(state.declared) <= 0:
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
    if rules.scale.points(str(state.validated)) <= 0:
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


def _places(wanted: ColumnElement[bool], links: ColumnElement[bool]) -> list[tuple[int, int]]:
    """Cycle and requirement of the wanted answers that some links back (one statement)."""
    statement = (
        select(Answer.id, Answer.cycle_id, Answer.requirement_id)
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
    return [(row.cycle_id, row.requirement_id) for row in db.session.execute(statement)]


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


def _completed(
    places: list[tuple[int, int]], accepted: set[int], closed: set[int], at: Moment
) -> Iterator[AnswerRef]:
    for cycle_id, requirement_id in places:
        cycle, detail = find_answer(requirement_id, cycle_id, EVERYTHING)
        state, open_tasks = _state(detail, cycle_id, at), _open_tasks(cycle_id, requirement_id, closed)
        if completes(state, cycle.known.rules, accepted, open_tasks, at):
            yield _ref(detail, cycle_id, str(detail.row.declared))


def _fallen(evidence_id: int, revived: int | None, at: Moment) -> Iterator[AnswerRef]:
    for cycle_id, requirement_id in _places(_VALIDATED, EvidenceLink.evidence_id == evidence_id):
        cycle, detail = find_answer(requirement_id, cycle_id, EVERYTHING)
        if rests_on(_state(detail, cycle_id, at), cycle.known.rules, evidence_id, revived, at):
            yield _ref(detail, cycle_id, str(detail.row.validated))


def _state(detail: AnswerDetail, cycle_id: int, at: Moment) -> RequirementState:
    facts = facts_of(cycle_id, detail.row.requirement_id, EVERYTHING, at=at)
    return detail.row.state(at, facts)


def _ref(detail: AnswerDetail, cycle_id: int, grade: str) -> AnswerRef:
    row = detail.row
    return AnswerRef(cycle_id, row.requirement_id, row.code, grade, row.version, detail.validation_note)


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
