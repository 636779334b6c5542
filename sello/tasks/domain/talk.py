"""The conversation of a task: everything that was said and done in it, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sello.core.labels import N_, LabelledEnum
from sello.tasks.domain.states import Step, TaskState


class Said(LabelledEnum):
    """What kind of thing an entry tells."""

    STEP = "step", N_("da un paso")
    HANDED = "handed", N_("entrega")
    ACCEPTED = "accepted", N_("acepta")
    RETURNED = "returned", N_("devuelve")
    REMEDIED = "remedied", N_("corrige")
    QUESTION = "question", N_("pregunta")
    ANSWER = "answer", N_("responde")
    TIME = "time", N_("pide plazo")
    TIME_DECIDED = "time-decided", N_("responde sobre el plazo")
    COMMENT = "comment", N_("comenta")
    REMINDED = "reminded", N_("recuerda la tarea")
    UNDONE = "undone", N_("deshace")

    @property
    def place(self) -> int:
        """Its place among what happened at the same instant: pieces before the step that they led to."""
        return _PLACES.index(self)


_PLACES = (
    Said.HANDED,
    Said.REMEDIED,
    Said.ACCEPTED,
    Said.RETURNED,
    Said.TIME_DECIDED,
    Said.ANSWER,
    Said.STEP,
    Said.QUESTION,
    Said.TIME,
    Said.COMMENT,
    Said.REMINDED,
    Said.UNDONE,
)


_ASKS, _CHANGES = N_("pide"), N_("cambia lo pedido")

TICKED, PAUSED = "ticked", "paused_until"
"""Changes that are no change of what is asked: which items were ticked, until when it is not recalled."""

_MARKED = {TICKED: N_("marca la lista"), PAUSED: N_("pausa los recordatorios")}
_RESUMED = N_("reanuda los recordatorios")

DID = {
    Step.START: N_("comienza"),
    Step.DELIVER: N_("dice que con esto queda entregado"),
    Step.WITHDRAW: N_("retira la entrega"),
    Step.RETURN: N_("devuelve la entrega"),
    Step.ACCEPT: N_("acepta y cierra"),
    Step.CANCEL: N_("cierra sin entrega"),
    Step.REOPEN: N_("reabre"),
    Step.RESUME: N_("retoma lo devuelto"),
    Step.REOPEN_DELIVERY: N_("reabre la entrega"),
    Step.SETTLE: N_("cierra la consulta con su respuesta"),
}
"""What somebody does who takes a step, as the conversation tells it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody said or did."""

    at: datetime
    kind: Said
    who: str | None = None
    """None: the system, or whoever answered for the unit."""
    text: str = ""
    id: int = 0
    evidence_id: int | None = None
    """The piece that it is about; None as well where the reader may not know of it."""
    title: str = ""
    number: int = 0
    """The version of that piece."""
    met: tuple[str, ...] = ()
    """The means of verification that its reviewer saw fulfilled."""
    step: Step | None = None
    state: TaskState | None = None
    made: bool = False
    """Whether the task began with it."""
    changes: dict[str, Any] | None = None
    until: date | None = None
    to_id: int | None = None
    """The person who was reminded."""

    @property
    def did(self) -> str:
        """What happened, in words that follow the name of who did it."""
        if self.made:
            return _ASKS
        if self.kind is Said.STEP:
            return DID[self.step] if self.step else self._changed
        return self.kind.label

    @property
    def _changed(self) -> str:
        changes = self.changes or {}
        if PAUSED in changes and changes[PAUSED][1] is None:
            return _RESUMED
        return next((words for name, words in _MARKED.items() if name in changes), _CHANGES)


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The conversation from its beginning."""
    return tuple(sorted(entries, key=lambda one: (one.at, not one.made, one.kind.place, one.id)))
