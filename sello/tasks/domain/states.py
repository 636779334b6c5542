"""The life of a task as one table: from which state, by whom, to which state, and with what reason."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import Enum

from sello.core.labels import N_, LabelledEnum
from sello.tasks.domain.refusals import (
    AnsweredInWords,
    ClosedToEvidence,
    NotFromHere,
    NothingDelivered,
    NotYourStep,
    PiecesWaiting,
    WhyMissing,
)


class TaskState(LabelledEnum):
    """What the two sides have said of a task; whose turn it is also depends on its evidence (`turn`).

    DELIVERED is the unit's «con esto queda entregado», and stays while single pieces come back and are
    remedied; RETURNED is the delivery itself given back, with a remark of its own.
    """

    PENDING = "pending", N_("Pendiente")
    IN_PROGRESS = "in-progress", N_("En curso")
    DELIVERED = "delivered", N_("Entregada")
    RETURNED = "returned", N_("Devuelta")
    CLOSED = "closed", N_("Cerrada")


class TaskKind(LabelledEnum):
    """What is asked: something to be handed in, or an answer and nothing else."""

    WORK = "work", N_("Tarea")
    QUERY = "query", N_("Consulta")


TO_DO_STATES = frozenset({TaskState.PENDING, TaskState.IN_PROGRESS})
"""Nobody has said yet that all of it is handed in."""

OPEN_STATES = TO_DO_STATES | {TaskState.RETURNED, TaskState.DELIVERED}


def check_takes_evidence(state: TaskState, title: str, kind: TaskKind) -> None:
    """Refuse with ClosedToEvidence what comes for a task that is over, AnsweredInWords for a question."""
    if state is TaskState.CLOSED:
        raise ClosedToEvidence(title=title)
    check_is_work(kind)


def check_is_work(kind: TaskKind) -> None:
    """Refuse with AnsweredInWords to hand anything in for a question."""
    if kind is TaskKind.QUERY:
        raise AnsweredInWords


class Side(LabelledEnum):
    """The two sides of a task: who asks and who answers."""

    SECRETARIAT = "secretariat", N_("la Secretaría Ejecutiva")
    UNIT = "unit", N_("la unidad responsable")


class Step(LabelledEnum):
    """What a person does to a task that changes its state."""

    START = "start", N_("Comenzar")
    DELIVER = "deliver", N_("Entregar")
    WITHDRAW = "withdraw", N_("Retirar la entrega")
    RETURN = "return", N_("Devolver con observación")
    ACCEPT = "accept", N_("Aceptar y cerrar")
    CANCEL = "cancel", N_("Cerrar sin entrega")
    REOPEN = "reopen", N_("Reabrir")
    RESUME = "resume", N_("Retomar lo devuelto")
    REOPEN_DELIVERY = "reopen-delivery", N_("Reabrir la entrega")
    SETTLE = "settle", N_("Cerrar la consulta respondida")


class Why(Enum):
    """Whether a step carries its reason."""

    OPTIONAL = "optional"
    NEEDED = "needed"
    UNLESS_EVIDENCE = "unless-evidence"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table."""

    step: Step
    sources: frozenset[TaskState]
    target: TaskState
    side: Side
    why: Why
    reviewed: bool = False
    """Whether every piece has to be decided on before."""
    carried: bool = False
    """Whether it only goes along with what is done to a piece: nobody is offered it by itself."""


def _row(
    step: Step,
    sources: Set[TaskState],
    target: TaskState,
    side: Side,
    why: Why,
    *,
    reviewed: bool = False,
    carried: bool = False,
) -> Transition:
    return Transition(step, frozenset(sources), target, side, why, reviewed, carried)


TRANSITIONS: dict[Step, Transition] = {
    row.step: row
    for row in (
        _row(Step.START, {TaskState.PENDING}, TaskState.IN_PROGRESS, Side.UNIT, Why.OPTIONAL),
        _row(
            Step.DELIVER,
            {TaskState.PENDING, TaskState.IN_PROGRESS, TaskState.RETURNED},
            TaskState.DELIVERED,
            Side.UNIT,
            Why.UNLESS_EVIDENCE,
        ),
        _row(Step.WITHDRAW, {TaskState.DELIVERED}, TaskState.IN_PROGRESS, Side.UNIT, Why.OPTIONAL),
        _row(
            Step.ACCEPT,
            {TaskState.DELIVERED},
            TaskState.CLOSED,
            Side.SECRETARIAT,
            Why.OPTIONAL,
            reviewed=True,
        ),
        _row(
            Step.RETURN,
            {TaskState.DELIVERED},
            TaskState.RETURNED,
            Side.SECRETARIAT,
            Why.NEEDED,
            reviewed=True,
        ),
        _row(Step.CANCEL, OPEN_STATES, TaskState.CLOSED, Side.SECRETARIAT, Why.NEEDED),
        _row(Step.REOPEN, {TaskState.CLOSED}, TaskState.PENDING, Side.SECRETARIAT, Why.NEEDED),
        _row(
            Step.RESUME,
            {TaskState.RETURNED},
            TaskState.IN_PROGRESS,
            Side.UNIT,
            Why.OPTIONAL,
            carried=True,
        ),
        _row(
            Step.REOPEN_DELIVERY,
            {TaskState.CLOSED},
            TaskState.DELIVERED,
            Side.SECRETARIAT,
            Why.OPTIONAL,
            carried=True,
        ),
        _row(Step.SETTLE, {TaskState.PENDING}, TaskState.CLOSED, Side.UNIT, Why.OPTIONAL, carried=True),
    )
}

OF_A_QUERY = frozenset({Step.CANCEL})
"""What somebody does to a question besides answering it, which closes it."""


def steps_from(
    state: TaskState, sides: Set[Side], *, waiting: bool = False, kind: TaskKind = TaskKind.WORK
) -> tuple[Transition, ...]:
    """The steps open to somebody who stands on these sides, in the order in which they are offered.

    `waiting` says that a piece of the task is in review: it is decided on before the delivery is.
    """
    return tuple(
        row
        for row in TRANSITIONS.values()
        if state in row.sources and row.side in sides and not row.carried and not (row.reviewed and waiting)
        if kind is TaskKind.WORK or row.step in OF_A_QUERY
    )


def lead(step: Step, state: TaskState) -> TaskState:
    """Where a step leads from a state, whoever takes it; refuses one that is not from here."""
    row = TRANSITIONS[step]
    if state not in row.sources:
        raise NotFromHere(state=state.label, step=step.label)
    return row.target


def take(
    step: Step,
    state: TaskState,
    *,
    sides: Set[Side],
    why: str,
    evidence_count: int,
    waiting: bool = False,
    kind: TaskKind = TaskKind.WORK,
) -> TaskState:
    """The state after a step that somebody takes by itself.

    Refuses one that is not this person's, not from here, or lacks its reason.
    """
    row = TRANSITIONS[step]
    if row.side not in sides:
        raise NotYourStep(side=row.side.label)
    if row.carried:
        raise NotFromHere(state=state.label, step=step.label)
    if step not in OF_A_QUERY:
        check_is_work(kind)
    after = lead(step, state)
    if row.reviewed and waiting:
        raise PiecesWaiting
    _require_why(row, why, evidence_count)
    return after


def _require_why(row: Transition, why: str, evidence_count: int) -> None:
    if why.strip() or row.why is Why.OPTIONAL:
        return
    if row.why is Why.NEEDED:
        raise WhyMissing(step=row.step.label)
    if not evidence_count:
        raise NothingDelivered
