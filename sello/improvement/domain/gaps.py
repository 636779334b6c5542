"""From which gaps a plan is made: what was not met, what the cheapest way asks, what the evaluation found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sello.core.labels import N_, LabelledEnum
from sello.core.text import shortened


class Source(LabelledEnum):
    """Where a gap was seen."""

    SELF = "autodiagnostico", N_("No cumple en el autodiagnóstico")
    WAY = "camino", N_("Está en el camino más corto al nivel siguiente")
    FINDING = "evaluacion", N_("Hallazgo de la evaluación externa")
    REMARK = "observacion", N_("Evidencia devuelta con observación")


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement that asks for work: where that was seen, and in which words if somebody wrote some."""

    requirement_id: int
    code: str
    title: str
    dimension: str
    unit: str | None
    sources: tuple[Source, ...]
    words: tuple[str, ...] = ()


OBJECTIVE = N_("Cumplir el requerimiento %(code)s: %(title)s")
"""What an objective is called that is made of a gap."""

LONGEST_TITLE = 300


def objective_title(gap: Gap, translate: Callable[[str], str]) -> str:
    """The title of the objective that a gap becomes, cut where it is too long."""
    said = translate(OBJECTIVE) % {"code": gap.code, "title": gap.title}
    return shortened(said, LONGEST_TITLE)


def said_of(gap: Gap, translate: Callable[[str], str]) -> str:
    """What the objective says of the gap that it comes from."""
    return "\n".join([*(f"{translate(source.label)}." for source in gap.sources), *gap.words])
