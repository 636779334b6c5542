"""Asking within a task: a question to the other side, or the unit's request for more time."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from sello.core.dates import written
from sello.core.labels import N_, LabelledEnum
from sello.tasks.domain.refusals import AskedElsewhere, NotLater, TextMissing
from sello.tasks.domain.states import Side
from sello.tasks.domain.turn import Turn


class AskKind(LabelledEnum):
    """What is asked for."""

    QUESTION = "question", N_("Pregunta")
    TIME = "time", N_("Solicitud de plazo")


ANSWERING = {Turn.UNIT: Side.UNIT, Turn.SECRETARIAT: Side.SECRETARIAT, Turn.EVALUATION: Side.SECRETARIAT}
"""Which side writes the answer down: what the evaluation says comes in by the secretariat."""

ASKABLE = {
    Side.UNIT: (Turn.SECRETARIAT,),
    Side.SECRETARIAT: (Turn.UNIT, Turn.EVALUATION),
}
"""Whom each side may ask."""


def may_ask(sides: Set[Side]) -> tuple[Turn, ...]:
    """Whom somebody on these sides may ask; the secretariat does not ask itself."""
    side = Side.SECRETARIAT if Side.SECRETARIAT in sides else Side.UNIT
    return ASKABLE[side] if side in sides else ()


def check_ask(to: Turn, text: str, sides: Set[Side]) -> str:
    """The text as it may be kept; refuses one without words, or to whom this person does not ask."""
    if to not in may_ask(sides):
        raise AskedElsewhere
    return check_text(text)


def check_answer(asked_of: Turn, sides: Set[Side]) -> None:
    """Refuse an answer by somebody who was not asked."""
    if ANSWERING.get(asked_of) not in sides:
        raise AskedElsewhere


def check_text(text: str) -> str:
    """The text as it may be kept; refuses one without words."""
    if not text.strip():
        raise TextMissing
    return text.strip()


def check_later(until: date | None, *, due_on: date, today: date) -> date:
    """The day as it may be kept; refuses one that gives no more time."""
    if until is None or until <= max(due_on, today):
        raise NotLater(due=written(max(due_on, today)))
    return until
