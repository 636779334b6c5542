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

    STEP = "step", N_("Paso")
    HANDED = "handed", N_("Entrega")
    ACCEPTED = "accepted", N_("Acepta")
    RETURNED = "returned", N_("Devuelve")
    REMEDIED = "remedied", N_("Corrige")
    QUESTION = "question", N_("Pregunta")
    ANSWER = "answer", N_("Responde")
    TIME = "time", N_("Pide plazo")
    TIME_DECIDED = "time-decided", N_("Responde sobre el plazo")
    COMMENT = "comment", N_("Comenta")
    UNDONE = "undone", N_("Deshace")

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
    Said.UNDONE,
)


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
    step: Step | None = None
    state: TaskState | None = None
    made: bool = False
    """Whether the task began with it."""
    changes: dict[str, Any] | None = None
    until: date | None = None


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The conversation from its beginning."""
    return tuple(sorted(entries, key=lambda one: (one.at, not one.made, one.kind.place, one.id)))
