"""Tasks that figures answer: the values of the period make an annex, which is handed in as any other file."""

from __future__ import annotations

from dataclasses import dataclass

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action, allows
from sello.indicators.domain.periods import Period, latest
from sello.indicators.queries import rows, tables
from sello.indicators.queries.rows import IndicatorRow
from sello.indicators.queries.rules import rules
from sello.tasks.domain.states import TaskKind, TaskState
from sello.tasks.queries.task import TaskDetail
from sello.web.phrases import period_words


@dataclass(frozen=True, slots=True)
class Answering:
    """An indicator that may answer a task: the period that it is asked for, and whether that has values."""

    row: IndicatorRow
    period: Period
    measured: bool

    @property
    def words(self) -> str:
        """The period as one says it."""
        return period_words(self.period)


def answering(detail: TaskDetail, actor: Actor) -> tuple[Answering, ...]:
    """The indicators whose annex the reader may hand in for a task (at most three statements).

    The period is the last one that is over on the day until which the task is asked for.
    """
    task = detail.task
    is_open = task.state is not TaskState.CLOSED and task.kind is TaskKind.WORK
    if not is_open or not allows(actor, Action.EVIDENCE_SUBMIT):
        return ()
    found = rows.for_task(task.id, actor.visibility)
    last = tables.latest(found, rules(), actor) if found else {}
    return tuple(
        Answering(row, period, measured=row.id in last and last[row.id].period >= period)
        for row in found
        for period in (latest(row.periodicity, task.due_on),)
    )
