"""The stages of a cycle: their order, their dates, and which one today falls in.

Source of the six stages: PNUD's five steps to the Seal, and the upkeep until its validity ends.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sello.core.dates import ONE_DAY, later
from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal

VALID_YEARS = 3
"""For how many years a Seal is valid after its evaluation (PNUD)."""


class StageKind(LabelledEnum):
    """The stages, in the order in which they follow each other."""

    COMMITMENT = "commitment", N_("Compromiso")
    SELF_ASSESSMENT = "self_assessment", N_("Autodiagnóstico")
    IMPROVEMENT_PLAN = "improvement_plan", N_("Plan de mejora")
    IMPLEMENTATION = "implementation", N_("Implementación")
    EXTERNAL_EVALUATION = "external_evaluation", N_("Evaluación externa")
    UPKEEP = "upkeep", N_("Sostenibilidad")


class StageState(LabelledEnum):
    """Where a stage stands beside today."""

    DONE = "done", N_("terminada")
    CURRENT = "current", N_("en curso")
    COMING = "coming", N_("por venir")
    UNDATED = "undated", N_("sin fechas")


class StageEndsBeforeItStarts(Refusal):
    """A stage cannot end before it starts."""

    message = N_("La etapa «%(stage)s» termina antes de comenzar. Corrija una de sus dos fechas.")
    field = "stages"


class StagesOutOfOrder(Refusal):
    """A stage cannot start before the one that precedes it."""

    message = N_("La etapa «%(stage)s» comienza antes que «%(previous)s». Revise el orden de las fechas.")
    field = "stages"


class EvaluationBeforeStart(Refusal):
    """The evaluation comes after the cycle's start."""

    message = N_("La evaluación no puede ser anterior al inicio del ciclo.")
    field = "evaluation_on"


class ValidityBeforeEvaluation(Refusal):
    """The validity ends after the evaluation."""

    message = N_("La vigencia no puede terminar antes de la evaluación.")
    field = "valid_until"


@dataclass(frozen=True)
class Stage:
    """A stage with the dates that are known of it."""

    kind: StageKind
    starts_on: date | None = None
    ends_on: date | None = None

    def state(self, today: date) -> StageState:
        """Where it stands on a day."""
        if self.starts_on is None and self.ends_on is None:
            return StageState.UNDATED
        if self.starts_on is not None and today < self.starts_on:
            return StageState.COMING
        if self.ends_on is not None and today > self.ends_on:
            return StageState.DONE
        return StageState.CURRENT


def ordered(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """All six stages in their order; the ones not given have no dates."""
    given = {stage.kind: stage for stage in stages}
    return tuple(given.get(kind, Stage(kind)) for kind in StageKind)


def check_stages(stages: Sequence[Stage]) -> None:
    """Refuse a stage that ends before it starts, or starts before the one that precedes it."""
    previous: Stage | None = None
    for stage in ordered(stages):
        if stage.starts_on and stage.ends_on and stage.ends_on < stage.starts_on:
            raise StageEndsBeforeItStarts(stage=stage.kind.label)
        if stage.starts_on is None:
            continue
        if previous is not None and previous.starts_on and stage.starts_on < previous.starts_on:
            raise StagesOutOfOrder(stage=stage.kind.label, previous=previous.kind.label)
        previous = stage


def check_dates(starts_on: date, evaluation_on: date | None, valid_until: date | None) -> None:
    """Refuse an evaluation before the start, or a validity that ends before the evaluation."""
    if evaluation_on is not None and evaluation_on < starts_on:
        raise EvaluationBeforeStart
    if valid_until is not None and valid_until < (evaluation_on or starts_on):
        raise ValidityBeforeEvaluation


def current_stage(stages: Iterable[Stage], today: date) -> Stage | None:
    """The stage at work today; of several that overlap, the latest."""
    at_work = [stage for stage in ordered(stages) if stage.state(today) is StageState.CURRENT]
    return at_work[-1] if at_work else None


def validity_of(evaluation_on: date) -> date:
    """The last day of the validity that an evaluation on a day would give."""
    year = min(evaluation_on.year + VALID_YEARS, date.max.year)
    try:
        return max(evaluation_on, evaluation_on.replace(year=year) - ONE_DAY)
    except ValueError:  # 29 February
        return date(year, 2, 28)


def proposed(starts_on: date, evaluation_on: date, valid_until: date | None = None) -> tuple[Stage, ...]:
    """Stages laid out between a start and an evaluation, as a first proposal to correct by hand.

    A tenth for the commitment, two for the self-assessment, one for the plan, the rest to carry it out.
    """
    days = (evaluation_on - starts_on).days
    edges = [starts_on + timedelta(days=days * part // 10) for part in (0, 1, 3, 4, 10)]
    before = [
        Stage(kind, edges[i], max(edges[i], edges[i + 1] - ONE_DAY))
        for i, kind in enumerate(list(StageKind)[:4])
    ]
    month_later = later(evaluation_on, timedelta(days=30))
    after = later(month_later, ONE_DAY)
    end = valid_until or validity_of(evaluation_on)
    return (
        *before,
        Stage(StageKind.EXTERNAL_EVALUATION, evaluation_on, month_later),
        Stage(StageKind.UPKEEP, after, max(after, end)),
    )
