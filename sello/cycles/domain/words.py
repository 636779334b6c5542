"""Answers and events in words, for the page of a requirement."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from sello.catalogue.domain.refusals import NotOnTheScale
from sello.catalogue.domain.rules import Scale
from sello.core.dates import written_or_dash
from sello.core.labels import N_
from sello.core.trail.acts import Act
from sello.level.phrase import Phrase
from sello.level.state import NOT_APPLICABLE

UNANSWERED = N_("Sin respuesta")
DOES_NOT_APPLY = N_("No aplica")
UNTOLD = N_(
    "Antes del %(day)s no se guardaba cada cambio: se muestra lo que consta desde ese día, según sus fechas."
)
"""Said wherever an older day is asked for than was kept; `day` is the first one that can be told whole."""
AHEAD = N_("El %(day)s todavía no llega: se muestra cómo estaría ese día si nada más cambia.")
"""Said wherever a day is asked for that is still to come."""


def untold(told_from: date) -> Phrase:
    """Say from which day on it is told what stood."""
    return Phrase(UNTOLD, {"day": written_or_dash(told_from)})


def ahead(day: date) -> Phrase:
    """Say that a day is still to come."""
    return Phrase(AHEAD, {"day": written_or_dash(day)})


def answer_label(scale: Scale, answer: str | None) -> str:
    """The name of an answer on a scale; a number stands for itself."""
    if answer is None:
        return UNANSWERED
    if answer == NOT_APPLICABLE:
        return DOES_NOT_APPLY
    if scale.kind.is_numeric:
        return answer.replace(".", ",")
    try:
        return scale.grade(answer).label
    except NotOnTheScale:
        return answer


class Happened(Protocol):
    """An event of an answer's history: the act, the answer before and after, and what else it holds."""

    @property
    def act(self) -> Act:
        """What was done."""

    @property
    def before(self) -> Any:
        """The answer before."""

    @property
    def after(self) -> Any:
        """The answer after."""

    @property
    def detail(self) -> Mapping[str, Any]:
        """What the act holds beside it."""


def event_phrase(event: Happened, scale: Scale) -> Phrase:
    """Say what an event of an answer's history did, with the names that its grades have on the scale."""
    if event.act is Act.ANSWER_ASSIGNED:
        return _assigned(event.detail.get("unit"))
    before, after = answer_label(scale, event.before), answer_label(scale, event.after)
    if event.act is Act.ANSWER_DECLARED:
        return _declared(event, before, after)
    withdrawn, decided = _DECISIONS[event.act]
    if event.after is None:
        return Phrase(withdrawn, {"before": before})
    return Phrase(decided, {"after": after})


_DECISIONS = {
    Act.ANSWER_VALIDATED: (
        N_("Retiró la validación (era «%(before)s»)."),
        N_("Validó la respuesta como «%(after)s»."),
    ),
    Act.ANSWER_DECIDED: (
        N_("Retiró la decisión externa (era «%(before)s»)."),
        N_("Anotó la decisión externa: «%(after)s»."),
    ),
}


def _assigned(unit: str | None) -> Phrase:
    if not unit:
        return Phrase(N_("Dejó el requerimiento sin unidad responsable."))
    return Phrase(N_("Asignó el requerimiento a %(unit)s."), {"unit": unit})


def _declared(event: Happened, before: str, after: str) -> Phrase:
    if event.before == event.after:
        return Phrase(N_("Actualizó el relato de la respuesta."))
    if event.detail.get("validation_withdrawn"):
        return Phrase(
            N_("Cambió la respuesta de «%(before)s» a «%(after)s»; la validación quedó sin efecto."),
            {"before": before, "after": after},
        )
    return Phrase(
        N_("Cambió la respuesta de «%(before)s» a «%(after)s»."), {"before": before, "after": after}
    )
