"""What the lines and shapes of the path's drawing mean, where there is no room to say it beside each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sello.core.labels import N_
from sello.planning.domain.path import MarkKind
from sello.planning.domain.path_words import Translate
from sello.reports.document.path import OUTLINES, Drawing, Shape

WIDE, HIGH = 22.0, 18.0
"""The box of a sample."""

MEANINGS: Mapping[str, str] = {
    "level": N_("si nada se hace"),
    "past": N_("entre cortes"),
    "band": N_("pronóstico"),
    "cut": N_("corte"),
    "today": N_("hoy"),
    "loss": N_("algo vence"),
    "fall": N_("baja el nivel"),
    "gain": N_("algo cuenta"),
    "evaluation": N_("evaluación"),
    "end": N_("fin de vigencia"),
}
"""The word of each kind of shape, in the order in which they are told."""

BESIDE: Mapping[str, str] = {
    "today": N_("Hoy"),
    "fall": N_("Baja"),
    "evaluation": N_("Evaluación"),
    "end": N_("Fin de vigencia"),
}
"""The word that stands beside a shape in the low drawing where there is room."""

_LINES = frozenset({"level", "past"})
_MARKS = {kind.value: kind for kind in MarkKind} | {"fall": MarkKind.LOSS}


@dataclass(frozen=True, slots=True)
class Key:
    """A sample of a line or shape, with what it means."""

    shape: Shape
    words: str


def legend(drawing: Drawing, _: Translate = str) -> tuple[Key, ...]:
    """What is drawn and has no word beside it, each kind once."""
    drawn, said = {shape.kind for shape in drawing.shapes}, {text.text for text in drawing.texts}
    return tuple(
        Key(_sample(kind), _(words))
        for kind, words in MEANINGS.items()
        if kind in drawn and not (kind in BESIDE and _(BESIDE[kind]) in said)
    )


def _sample(kind: str) -> Shape:
    if kind in _LINES:
        return Shape(kind, ((1, HIGH / 2), (WIDE - 1, HIGH / 2)))
    outline = OUTLINES[_MARKS[kind]] if kind in _MARKS else ((-10, -6), (10, -6), (10, 6), (-10, 6))
    return Shape(kind, _placed(outline), closed=True)


def _placed(outline: Iterable[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    return tuple((WIDE / 2 + x, HIGH / 2 + y) for x, y in outline)
