"""What a task waits for in the words of whoever wrote it: open remarks, a question, a request for time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, select

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.evidence.domain.review import Decision
from sello.evidence.models import Evidence, Review
from sello.evidence.queries.conditions import returned, seen_by
from sello.tasks.domain.asking import AskKind
from sello.tasks.domain.states import Step, TaskState
from sello.tasks.domain.turn import Reason
from sello.tasks.models import TaskAsk, TaskEvent, TaskEvidence
from sello.tasks.queries.rows import TaskRow

IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)

ON_PIECES = (
    select(TaskEvidence.task_id, TaskEvidence.evidence_id, Evidence.title, Review.remark)
    .join(Evidence, Evidence.id == TaskEvidence.evidence_id)
    .join(Review, Review.evidence_id == Evidence.id)
    .where(TaskEvidence.task_id.in_(IDS), returned())
    .where(Review.decision == Decision.RETURNED, Review.remedied_at.is_(None))
    .order_by(Review.id)
)
ON_DELIVERIES = (
    select(TaskEvent.task_id, TaskEvent.reason)
    .where(TaskEvent.task_id.in_(IDS), TaskEvent.step == Step.RETURN)
    .order_by(TaskEvent.id)
)
ASKED = (
    select(TaskAsk.task_id, TaskAsk.kind, TaskAsk.text)
    .where(TaskAsk.task_id.in_(IDS), TaskAsk.answered_at.is_(None))
    .order_by(TaskAsk.id)
)
ASKS = {Reason.ASKED: AskKind.QUESTION, Reason.TIME: AskKind.TIME}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something written that waits for an answer; with the piece that it is about, if it is about one."""

    text: str
    evidence_id: int | None = None
    title: str = ""
    hidden: bool = False
    """It is about a piece of which the reader may not know: nothing of it is told."""


HIDDEN = Remark("", hidden=True)


def left_to_correct(task_id: int, visibility: Visibility) -> tuple[Remark, ...]:
    """The returned pieces of a task that nobody corrected, as far as a reader sees them (one statement)."""
    found = _on_pieces([task_id], visibility).get(task_id, ())
    return tuple(remark for remark in found if not remark.hidden)


def waiting_words(rows: Iterable[TaskRow], visibility: Visibility) -> dict[int, tuple[Remark, ...]]:
    """What each task waits for, by its id; nothing that was answered (at most three statements).

    The remark on a delivery is told where no piece is returned: one thing returned has one remark.
    """
    shown = tuple(rows)
    back = [row for row in shown if row.now.reason is Reason.RETURNED]
    found = _on_pieces([row.id for row in back], visibility)
    bare = [row.id for row in back if row.state is TaskState.RETURNED and row.id not in found]
    asked = {row.id: ASKS[row.now.reason] for row in shown if row.now.reason in ASKS}
    return found | _on_deliveries(bare) | _asked(asked)


def _on_pieces(task_ids: list[int], visibility: Visibility) -> dict[int, tuple[Remark, ...]]:
    found: dict[int, tuple[Remark, ...]] = {}
    if task_ids:
        statement = ON_PIECES.add_columns(seen_by(visibility).label("seen"))
        for row in db.session.execute(statement, {"ids": task_ids}):
            remark = Remark(row.remark, row.evidence_id, row.title) if row.seen else HIDDEN
            found[row.task_id] = (*found.get(row.task_id, ()), remark)
    return found


def _on_deliveries(task_ids: list[int]) -> dict[int, tuple[Remark, ...]]:
    if not task_ids:
        return {}
    last = db.session.execute(ON_DELIVERIES, {"ids": task_ids})
    return {row.task_id: (Remark(row.reason),) for row in last}


def _asked(kinds: dict[int, AskKind]) -> dict[int, tuple[Remark, ...]]:
    if not kinds:
        return {}
    asked = db.session.execute(ASKED, {"ids": list(kinds)})
    return {row.task_id: (Remark(row.text),) for row in asked if row.kind is kinds[row.task_id]}
