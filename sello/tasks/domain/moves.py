"""Moving a task on the board: which act leads from one column to another, and who may."""

from __future__ import annotations

from collections.abc import Mapping, Set
from types import MappingProxyType

from sello.core.labels import N_
from sello.tasks.domain.refusals import NoWayThere
from sello.tasks.domain.states import TRANSITIONS, Side, Step, TaskKind, TaskState
from sello.tasks.domain.turn import Turn

Moves = Mapping[Turn, Step | None]
"""By the column that a task can be moved to: the step that leads there; None: a question does."""

DEEDS: Mapping[Step | None, str] = MappingProxyType(
    {
        Step.DELIVER: N_("Entregar: pasa a revisión"),
        Step.WITHDRAW: N_("Retirar la entrega: vuelve a la unidad"),
        Step.RETURN: N_("Devolver a la unidad con una observación"),
        Step.ACCEPT: N_("Aceptar y cerrar"),
        Step.CANCEL: N_("Cerrar sin entrega"),
        None: N_("Consultar a la evaluación externa"),
    }
)
"""What moving it does, in words."""


def moves(turn: Turn, state: TaskState, sides: Set[Side], kind: TaskKind = TaskKind.WORK) -> Moves:
    """Where somebody on these sides can move a task, and by which act; nowhere what is answered by words.

    To the column of what waits for another task nothing is moved: it is tied in the task's own form.
    """
    if turn is Turn.NOBODY or kind is not TaskKind.WORK:
        return {}
    back = Step.RETURN if Side.SECRETARIAT in sides else Step.WITHDRAW
    closing = Step.ACCEPT if state is TaskState.DELIVERED else Step.CANCEL
    steps = {Turn.SECRETARIAT: Step.DELIVER, Turn.UNIT: back, Turn.NOBODY: closing}
    found: dict[Turn, Step | None] = {
        to: step for to, step in steps.items() if to is not turn and _holds(step, state, sides)
    }
    if Side.SECRETARIAT in sides and turn is not Turn.EVALUATION:
        found[Turn.EVALUATION] = None
    return found


def _holds(step: Step, state: TaskState, sides: Set[Side]) -> bool:
    return state in TRANSITIONS[step].sources and TRANSITIONS[step].side in sides


def step_to(to: Turn, found: Moves) -> Step | None:
    """The step that leads to a column, None for a question; refuses with NoWayThere."""
    if to not in found:
        raise NoWayThere(column=to.label)
    return found[to]
