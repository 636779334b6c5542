"""Answers and events in words, for the page of a requirement."""

from collections.abc import Mapping
from typing import Any

from sello.catalogue.domain.refusals import NotOnTheScale
from sello.catalogue.domain.rules import Scale
from sello.core.labels import N_
from sello.level.explain import Phrase
from sello.level.state import NOT_APPLICABLE

UNANSWERED = N_("Sin respuesta")
DOES_NOT_APPLY = N_("No aplica")


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


def event_phrase(action: str, detail: Mapping[str, Any], scale: Scale) -> Phrase:
    """Say what an event of an answer's history did."""
    if action == "answer.assigned":
        return _assigned(detail.get("unit"))
    before = answer_label(scale, detail.get("before"))
    after = answer_label(scale, detail.get("after"))
    if action == "answer.declared":
        return _declared(detail, before, after)
    withdrawn, decided = _DECISIONS[action]
    if detail.get("after") is None:
        return Phrase(withdrawn, {"before": before})
    return Phrase(decided, {"after": after})


_DECISIONS = {
    "answer.validated": (
        N_("Retiró la validación (era «%(before)s»)."),
        N_("Validó la respuesta como «%(after)s»."),
    ),
    "answer.decided": (
        N_("Retiró la decisión externa (era «%(before)s»)."),
        N_("Anotó la decisión externa: «%(after)s»."),
    ),
}


def _assigned(unit: str | None) -> Phrase:
    if not unit:
        return Phrase(N_("Dejó el requerimiento sin unidad responsable."))
    return Phrase(N_("Asignó el requerimiento a %(unit)s."), {"unit": unit})


def _declared(detail: Mapping[str, Any], before: str, after: str) -> Phrase:
    if detail.get("before") == detail.get("after"):
        return Phrase(N_("Actualizó el relato de la respuesta."))
    if detail.get("validation_withdrawn"):
        return Phrase(
            N_("Cambió la respuesta de «%(before)s» a «%(after)s»; la validación quedó sin efecto."),
            {"before": before, "after": after},
        )
    return Phrase(
        N_("Cambió la respuesta de «%(before)s» a «%(after)s»."), {"before": before, "after": after}
    )
