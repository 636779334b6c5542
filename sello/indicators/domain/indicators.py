"""What an indicator says of itself, and what is refused of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.core.refusal import Refusal
from sello.indicators.domain.cuts import Axis
from sello.indicators.domain.numbers import Measure
from sello.indicators.domain.periods import Periodicity


class Direction(LabelledEnum):
    """Which way an indicator gets better."""

    MORE = "more", N_("Mejora al subir")
    LESS = "less", N_("Mejora al bajar")


class Progress(LabelledEnum):
    """How far an indicator has come towards its target."""

    REACHED = "reached", N_("Meta alcanzada")
    ON_THE_WAY = "on_the_way", N_("Mejor que la línea de base")
    NOT_YET = "not_yet", N_("Sin mejora todavía")
    MISSED = "missed", N_("Meta no alcanzada en su fecha")
    UNKNOWN = "unknown", N_("Sin meta o sin valores")

    @property
    def light(self) -> Light:
        """Its shape and colour."""
        return LIGHTS[self]


LIGHTS = {
    Progress.REACHED: Light.GREEN,
    Progress.ON_THE_WAY: Light.AMBER,
    Progress.NOT_YET: Light.AMBER,
    Progress.MISSED: Light.RED,
    Progress.UNKNOWN: Light.GREY,
}


class IndicatorNameTaken(Refusal):
    """An initiative's second indicator of the same name."""

    message = N_("Esta iniciativa ya tiene un indicador con ese nombre.")
    field = "name"


class TargetWithoutDay(Refusal):
    """A target that nobody could miss."""

    message = N_("Diga para qué fecha es la meta.")
    field = "target_on"


class DayWithoutTarget(Refusal):
    """A day on which nothing shall be reached."""

    message = N_("Escriba la meta, o borre su fecha.")
    field = "target"


class TargetBehind(Refusal):
    """A target that is worse than where it began."""

    message = N_("La meta es peor que la línea de base, según hacia dónde mejora. Revise ambas.")
    field = "target"


class ShapeHeld(Refusal):
    """The table of an indicator whose values are written."""

    message = N_(
        "Ya hay valores anotados: la unidad de medida, el período y los cortes no se pueden cambiar. "
        "Cree otro indicador si se mide de otra manera."
    )


class NoCell(Refusal):
    """A value for a cell that the indicator does not have."""

    message = N_("El indicador cambió mientras usted escribía. Recargue la página y revise los cortes.")


class NothingMeasured(Refusal):
    """A grid in which nothing was written."""

    message = N_("Escriba al menos un valor.")


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """What a person wrote about an indicator: the whole of its form. Figures are thousandths."""

    name: str
    measure: Measure
    periodicity: Periodicity
    direction: Direction = Direction.MORE
    formula: str = ""
    first_axis: Axis | None = None
    second_axis: Axis | None = None
    baseline: int | None = None
    baseline_on: date | None = None
    target: int | None = None
    target_on: date | None = None

    @property
    def held(self) -> tuple[object, ...]:
        """What cannot change once there are values."""
        return (self.measure, self.periodicity, self.first_axis, self.second_axis)


def check(said: IndicatorDraft) -> None:
    """Refuse a target that nobody could judge: TargetWithoutDay, DayWithoutTarget or TargetBehind."""
    if said.target is not None and said.target_on is None:
        raise TargetWithoutDay
    if said.target is None and said.target_on is not None:
        raise DayWithoutTarget
    if (
        said.target is not None
        and said.baseline is not None
        and _is_better(said.direction, said.baseline, said.target)
    ):
        raise TargetBehind


def progress(
    direction: Direction,
    latest: int | None,
    *,
    baseline: int | None,
    target: int | None,
    target_on: date | None,
    today: date,
) -> Progress:
    """How far the latest figure has come; a figure that is not seen tells nothing."""
    if latest is None or target is None:
        return Progress.UNKNOWN
    if latest == target or _is_better(direction, latest, target):
        return Progress.REACHED
    if target_on is not None and target_on < today:
        return Progress.MISSED
    if baseline is not None and _is_better(direction, latest, baseline):
        return Progress.ON_THE_WAY
    return Progress.NOT_YET


def _is_better(direction: Direction, figure: int, other: int) -> bool:
    return figure > other if direction is Direction.MORE else figure < other
