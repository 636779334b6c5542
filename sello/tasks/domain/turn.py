"""Whose turn a task is: derived from what is kept of it and of its evidence, never typed.

The first line that holds gives the turn. `tasks.queries.turns` says the same as conditions on rows.

===  =====================================================  ================
1    it is closed                                           nobody
2    the unit asked for time and has no answer              the secretariat
3    a question waits for anybody but the unit              whom it was asked
4    a piece, or the delivery itself, is returned           the unit
5    a question waits for the unit                          the unit
6    a piece is in review, or all of it is handed in        the secretariat
7    it waits for another task that is open                 whoever has that
8    its last day passed while it waited for others         the secretariat
9    none of these                                          the unit
===  =====================================================  ================

What waits for somebody else comes before what was returned: most questions are asked about a remark, and
whoever asked must not become late meanwhile. A task that waits for another is nobody's to do: neither late
nor recalled, though whoever can may hand in already. One that was let go on its last day, or later, had no
day of its own to be done in: the secretariat gives it another, and until then it is not late either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sello.core.labels import N_, LabelledEnum
from sello.tasks.domain.states import TaskState


class Turn(LabelledEnum):
    """In whose hands a task is."""

    UNIT = "unit", N_("En manos de la unidad")
    SECRETARIAT = "secretariat", N_("En manos de la Secretaría Ejecutiva")
    EVALUATION = "evaluation", N_("Consultada a la evaluación externa")
    ANOTHER = "another", N_("Espera a otra tarea")
    NOBODY = "nobody", N_("Terminada")


class Reason(LabelledEnum):
    """Which line of the table gives the turn; the sixth is told apart by what there is to do."""

    CLOSED = "closed", N_("Cerrada")
    RETURNED = "returned", N_("Devuelta con observación")
    ASKED = "asked", N_("Hay una pregunta sin responder")
    TIME = "time", N_("La unidad pidió más plazo")
    REVIEW = "review", N_("Evidencia en revisión")
    DELIVERED = "delivered", N_("Entregada, espera decisión")
    AWAITS = "awaits", N_("Se hace después de otra tarea")
    OUTLIVED = "outlived", N_("Plazo por revisar: pasó mientras esperaba a otra tarea")
    TO_DO = "to-do", N_("Por entregar")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is kept of a task, as far as it says whose turn it is."""

    state: TaskState
    moved_at: datetime
    """When it came into its state."""
    piece_returned: bool = False
    piece_returned_at: datetime | None = None
    piece_waiting_at: datetime | None = None
    """Since when the piece that waits longest for its review does; None when none does."""
    asked_of: Turn | None = None
    """Whom the question is asked that waits for an answer."""
    asked_at: datetime | None = None
    time_asked_at: datetime | None = None
    awaits: bool = False
    """Whether a task that has to be closed first is open."""
    outlived_at: datetime | None = None
    """When the last task that it waited for was closed, if that left it no day (`waiting.outlived`)."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose turn it is, why, and since when."""

    turn: Turn
    reason: Reason
    since: datetime


def whose(facts: Facts) -> Whose:
    """Tell whose turn a task is by the first line of the table that holds."""
    if facts.state is TaskState.CLOSED:
        return Whose(Turn.NOBODY, Reason.CLOSED, facts.moved_at)
    return _by_what_waits_for_others(facts) or _by_what_waits_for_the_unit(facts) or _by_what_came_in(facts)


def _by_what_waits_for_others(facts: Facts) -> Whose | None:
    """The lines for what the unit asked, which holds up all the rest."""
    if facts.time_asked_at is not None:
        return Whose(Turn.SECRETARIAT, Reason.TIME, facts.time_asked_at)
    if facts.asked_of is not None and facts.asked_of is not Turn.UNIT:
        return Whose(facts.asked_of, Reason.ASKED, facts.asked_at or facts.moved_at)
    return None


def _by_what_waits_for_the_unit(facts: Facts) -> Whose | None:
    """The lines for what came back to the unit, or was asked of it."""
    if facts.state is TaskState.RETURNED or facts.piece_returned:
        return Whose(Turn.UNIT, Reason.RETURNED, facts.piece_returned_at or facts.moved_at)
    if facts.asked_of is Turn.UNIT:
        return Whose(Turn.UNIT, Reason.ASKED, facts.asked_at or facts.moved_at)
    return None


def _by_what_came_in(facts: Facts) -> Whose:
    """The lines for a task in which nothing is returned and nothing that was asked waits."""
    if facts.piece_waiting_at is not None:
        return Whose(Turn.SECRETARIAT, Reason.REVIEW, facts.piece_waiting_at)
    if facts.state is TaskState.DELIVERED:
        return Whose(Turn.SECRETARIAT, Reason.DELIVERED, facts.moved_at)
    if facts.awaits:
        return Whose(Turn.ANOTHER, Reason.AWAITS, facts.moved_at)
    if facts.outlived_at is not None:
        return Whose(Turn.SECRETARIAT, Reason.OUTLIVED, facts.outlived_at)
    return Whose(Turn.UNIT, Reason.TO_DO, facts.moved_at)
