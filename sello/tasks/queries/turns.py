"""Whose turn a task is, as conditions on rows: the twin of `tasks.domain.turn` and of the queue's groups.

The only module that puts the state of a task together with that of its pieces and of what was asked;
whoever lists, counts or reminds asks it, so that none of them can say another turn than the others.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import BindParameter, ColumnElement, and_, case, func, literal, not_, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import SQLCoreOperations

from sello.core.rows import Found, row_as
from sello.core.utc_day import utc_day
from sello.evidence.domain.review import Decision
from sello.evidence.models import Evidence, Review
from sello.evidence.queries.conditions import returned, waiting
from sello.tasks.domain.asking import AskKind
from sello.tasks.domain.due import QueueGroup, end_of_week
from sello.tasks.domain.states import OPEN_STATES, TO_DO_STATES, TaskKind, TaskState
from sello.tasks.domain.turn import Facts, Reason, Turn
from sello.tasks.models import Task, TaskAsk, TaskEvent, TaskEvidence, TaskWait

Condition: TypeAlias = ColumnElement[bool]
Day: TypeAlias = date | BindParameter[date]


def _held(*columns: Any) -> Any:
    return select(*columns).select_from(TaskEvidence).where(TaskEvidence.task_id == Task.id).correlate(Task)


def _piece(*columns: Any) -> Any:
    """A piece that the task holds, looked up by its id in a statement of its own.

    Joined, a planner without statistics begins at all pieces of a state, once for each task.
    """
    return select(*columns).where(Evidence.id == TaskEvidence.evidence_id).correlate_except(Evidence)


def _asked(kind: AskKind, *columns: Any) -> Any:
    return (
        select(*columns)
        .where(TaskAsk.task_id == Task.id, TaskAsk.kind == kind, TaskAsk.answered_at.is_(None))
        .correlate(Task)
    )


_RETURNED = _piece(Evidence.id).where(returned()).exists()
_WAITING = _piece(Evidence.id).where(waiting()).exists()
RETURNED_PIECE: Condition = _held(TaskEvidence.id).where(_RETURNED).exists()
WAITING_PIECE: Condition = _held(TaskEvidence.id).where(_WAITING).exists()
QUESTION: Condition = _asked(AskKind.QUESTION, TaskAsk.id).exists()
TIME: Condition = _asked(AskKind.TIME, TaskAsk.id).exists()

_AWAITED = aliased(Task)
_OPEN_STILL = _AWAITED.state.in_(sorted(OPEN_STATES))
_TOO_LATE = utc_day(_AWAITED.closed_at) >= Task.due_on


def _awaited(*columns: Any) -> Any:
    """What is read of the tasks that a task waits for."""
    return (
        select(*columns)
        .select_from(TaskWait)
        .join(_AWAITED, _AWAITED.id == TaskWait.awaited_id)
        .where(TaskWait.task_id == Task.id)
        .correlate(Task)
    )


_WAITS: Condition = Task.id.in_(select(TaskWait.task_id))
"""It waits for some task, as few do: read once for all, where the others are read for each."""
AWAITS: Condition = and_(_WAITS, _awaited(TaskWait.id).where(_OPEN_STILL).exists())
"""A task that has to be closed first is open."""
_OUTLIVED: Condition = and_(_WAITS, _awaited(TaskWait.id).where(_TOO_LATE).exists())
"""One of them was closed on the task's last day or later: the twin of `waiting.outlived`."""
_HELD_UP: Condition = and_(_WAITS, _awaited(TaskWait.id).where(or_(_OPEN_STILL, _TOO_LATE)).exists())
"""Either: the unit has no day to do it in."""

OPEN: Condition = Task.state.in_(sorted(OPEN_STATES))
WORK: Condition = Task.kind == TaskKind.WORK
"""Something is to be handed in, and not only answered."""
BACK: Condition = or_(Task.state == TaskState.RETURNED, RETURNED_PIECE)
"""Something was returned and is not remedied; what the unit has to do first."""


def question_to(turn: Turn) -> Condition:
    """A question waits for the answer of one side."""
    found: Condition = _asked(AskKind.QUESTION, TaskAsk.id).where(TaskAsk.asked_of == turn).exists()
    return found


TO_OTHERS: Condition = or_(question_to(Turn.SECRETARIAT), question_to(Turn.EVALUATION))
ELSEWHERE: Condition = or_(TIME, TO_OTHERS)
"""What was asked waits for somebody else than the unit."""

FACTS: tuple[SQLCoreOperations[Any], ...] = (
    func.coalesce(
        select(func.max(TaskEvent.at))
        .where(
            TaskEvent.task_id == Task.id,
            or_(TaskEvent.from_state.is_(None), TaskEvent.from_state != TaskEvent.to_state),
        )
        .correlate(Task)
        .scalar_subquery(),
        Task.created_at,
    ).label("moved_at"),
    RETURNED_PIECE.label("piece_returned"),
    _held(func.max(Review.decided_at))
    .join(Review, Review.evidence_id == TaskEvidence.evidence_id)
    .where(_RETURNED, Review.decision == Decision.RETURNED)
    .scalar_subquery()
    .label("piece_returned_at"),
    _held(func.min(_piece(Evidence.submitted_at).where(waiting()).scalar_subquery()))
    .scalar_subquery()
    .label("piece_waiting_at"),
    _asked(AskKind.QUESTION, TaskAsk.asked_of).scalar_subquery().label("asked_of"),
    _asked(AskKind.QUESTION, TaskAsk.at).scalar_subquery().label("asked_at"),
    _asked(AskKind.TIME, TaskAsk.at).scalar_subquery().label("time_asked_at"),
    AWAITS.label("awaits"),
    case((_WAITS, _awaited(func.max(_AWAITED.closed_at)).where(_TOO_LATE).scalar_subquery())).label(
        "outlived_at"
    ),
)
"""The columns of `Facts` beside the state, for a statement that reads tasks."""


def facts_of(row: Found) -> Facts:
    """The facts of a row that was read with the state and `FACTS`."""
    return row_as(Facts, row)


def because(reason: Reason) -> Condition:
    """The condition under which the pure rule gives this reason."""
    asked = or_(QUESTION, TIME)
    to_do = and_(Task.state.in_(sorted(TO_DO_STATES)), not_(BACK), not_(asked), not_(WAITING_PIECE))
    return {
        Reason.CLOSED: Task.state == TaskState.CLOSED,
        Reason.TIME: and_(OPEN, TIME),
        Reason.ASKED: and_(OPEN, not_(TIME), or_(TO_OTHERS, and_(not_(BACK), question_to(Turn.UNIT)))),
        Reason.RETURNED: and_(OPEN, not_(ELSEWHERE), BACK),
        Reason.REVIEW: and_(OPEN, not_(BACK), not_(asked), WAITING_PIECE),
        Reason.DELIVERED: and_(
            Task.state == TaskState.DELIVERED, not_(BACK), not_(asked), not_(WAITING_PIECE)
        ),
        Reason.AWAITS: and_(AWAITS, to_do),
        Reason.OUTLIVED: and_(
            _OUTLIVED, not_(AWAITS), to_do
        ),  # what is rare comes first: the rest is not asked
        Reason.TO_DO: and_(to_do, not_(_HELD_UP)),
    }[reason]


def in_turn(turn: Turn) -> Condition:
    """The condition under which the pure rule gives this turn."""
    if turn is Turn.NOBODY:
        return because(Reason.CLOSED)
    if turn is Turn.ANOTHER:
        return because(Reason.AWAITS)
    if turn is Turn.UNIT:
        to_do = and_(Task.state.in_(sorted(TO_DO_STATES)), not_(WAITING_PIECE), not_(_HELD_UP))
        return and_(OPEN, not_(ELSEWHERE), or_(BACK, question_to(Turn.UNIT), to_do))
    if turn is Turn.EVALUATION:
        return and_(OPEN, not_(TIME), question_to(Turn.EVALUATION))
    handed_in = and_(not_(QUESTION), not_(BACK), or_(WAITING_PIECE, Task.state == TaskState.DELIVERED))
    return and_(OPEN, or_(TIME, question_to(Turn.SECRETARIAT), handed_in, because(Reason.OUTLIVED)))


def recalled_on(day: Day) -> Condition:
    """Its reminders are not paused on a day."""
    return or_(Task.paused_until.is_(None), Task.paused_until < day)


def late(today: Day) -> Condition:
    """It is the unit's turn, and the last day has passed."""
    return and_(Task.due_on < today, in_turn(Turn.UNIT))


def in_group(group: QueueGroup, today: date) -> Condition:
    """The condition under which `queue_group` gives this group."""
    own = and_(in_turn(Turn.UNIT), not_(BACK))  # hers, and not for a remark
    sunday = end_of_week(today)
    return {
        QueueGroup.TO_REVIEW: because(Reason.REVIEW),
        QueueGroup.TO_ANSWER: and_(in_turn(Turn.SECRETARIAT), not_(because(Reason.REVIEW))),
        QueueGroup.OUTSIDE: in_turn(Turn.EVALUATION),
        QueueGroup.OVERDUE: late(today),
        QueueGroup.RETURNED: and_(Task.due_on >= today, because(Reason.RETURNED)),
        QueueGroup.THIS_WEEK: and_(Task.due_on >= today, Task.due_on <= sunday, own),
        QueueGroup.LATER: and_(Task.due_on > sunday, own),
        QueueGroup.AWAITING: in_turn(Turn.ANOTHER),
    }[group]


def group_of(today: date) -> ColumnElement[int]:
    """The place in `QueueGroup` of an open task's group: each line of the pure rule's table asked once.

    To count or to sort by groups; who looks for one of them asks `in_group`, which an index can serve.
    """
    place = {group: literal(number) for number, group in enumerate(QueueGroup)}
    late = (Task.due_on < today, place[QueueGroup.OVERDUE])
    this_week = (Task.due_on <= end_of_week(today), place[QueueGroup.THIS_WEEK])
    own = case(late, this_week, else_=place[QueueGroup.LATER])
    return case(
        (or_(TIME, question_to(Turn.SECRETARIAT)), place[QueueGroup.TO_ANSWER]),
        (question_to(Turn.EVALUATION), place[QueueGroup.OUTSIDE]),
        (BACK, case(late, else_=place[QueueGroup.RETURNED])),
        (question_to(Turn.UNIT), own),
        (WAITING_PIECE, place[QueueGroup.TO_REVIEW]),
        (Task.state == TaskState.DELIVERED, place[QueueGroup.TO_ANSWER]),
        (AWAITS, place[QueueGroup.AWAITING]),
        (_OUTLIVED, place[QueueGroup.TO_ANSWER]),
        else_=own,
    )


WITHOUT_TASK: Condition = not_(
    select(TaskEvidence.id)
    .join(Task, Task.id == TaskEvidence.task_id)
    .where(TaskEvidence.evidence_id == Evidence.id, OPEN)
    .correlate(Evidence)
    .exists()
)
"""A piece that no open task holds: it was not asked for, or is not any more."""
