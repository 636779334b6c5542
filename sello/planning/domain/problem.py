"""What a level still asks, as a problem of choice: which requirements to meet, at what effort, by whom.

The rules are the level engine's: a threshold on the score, floors per dimension, mandatory requirements.
Every quantity is exact; hours are working hours.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from sello.catalogue.domain.rules import EditionRules
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.level.assessment import Assessment, LevelCheck, points_missing

NOTHING = Fraction(0)


class OutOfReach(Refusal):
    """Even with every open requirement met, the level would not be reached."""

    message = N_(
        "Ni cumpliendo todo lo pendiente se alcanza el nivel %(level)s. "
        "Revise los requerimientos marcados como «no aplica» y los que quedaron fuera."
    )


class AlreadyReached(Refusal):
    """The level holds today; nothing has to be chosen."""

    message = N_("El nivel %(level)s ya está alcanzado: no hace falta ningún requerimiento más.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open requirement: what meeting it whole adds to the score, and what it costs its unit."""

    code: str
    dimension: str
    gain: Fraction
    hours: int
    unit_id: int | None = None


@dataclass(frozen=True)
class Problem:
    """What is missing to a level, and what there is to choose from.

    ``forced`` are the mandatory ones; ``floors`` is what each dimension's score still lacks; ``capacity``
    is how many hours each unit has until the date (a unit that is not named has no limit).
    """

    level: str
    candidates: tuple[Candidate, ...]
    forced: frozenset[str]
    missing: Fraction
    floors: Mapping[str, Fraction] = field(default_factory=dict)
    capacity: Mapping[int, int] = field(default_factory=dict)

    @property
    def mandatory(self) -> tuple[Candidate, ...]:
        """The candidates that are forced."""
        return tuple(each for each in self.candidates if each.code in self.forced)

    @property
    def free(self) -> tuple[Candidate, ...]:
        """The candidates among which there is a choice."""
        return tuple(each for each in self.candidates if each.code not in self.forced)

    def reached_by(self, codes: Iterable[str]) -> bool:
        """Tell, exactly, whether meeting these requirements reaches the level (capacity aside)."""
        chosen = frozenset(codes)
        if not self.forced <= chosen:
            return False
        taken = [candidate for candidate in self.candidates if candidate.code in chosen]
        if sum((each.gain for each in taken), NOTHING) < self.missing:
            return False
        return all(
            sum((each.gain for each in taken if each.dimension == dimension), NOTHING) >= lacking
            for dimension, lacking in self.floors.items()
        )

    def within_capacity(self, codes: Iterable[str]) -> bool:
        """Tell whether every unit has the hours for its part of these requirements."""
        return not self.overloaded(codes)

    def overloaded(self, codes: Iterable[str]) -> dict[int, int]:
        """The hours by which each unit is asked for more than it has, by unit."""
        chosen = frozenset(codes)
        load: dict[int, int] = {}
        for each in self.candidates:
            if each.code in chosen and each.unit_id is not None and each.unit_id in self.capacity:
                load[each.unit_id] = load.get(each.unit_id, 0) + each.hours
        return {
            unit: hours - self.capacity[unit] for unit, hours in load.items() if hours > self.capacity[unit]
        }

    def hours(self, codes: Iterable[str]) -> int:
        """The effort of meeting these requirements."""
        chosen = frozenset(codes)
        return sum(each.hours for each in self.candidates if each.code in chosen)


def problem_of(
    assessment: Assessment,
    level: str,
    *,
    hours: Mapping[str, int] | None = None,
    units: Mapping[str, int | None] | None = None,
    capacity: Mapping[int, int] | None = None,
    out_of_hand: frozenset[str] = frozenset(),
) -> Problem:
    """State what a level still asks of an assessed cycle.

    ``hours`` overrides the edition's effort by requirement; ``units`` names who would do it; what is
    ``out_of_hand`` (cannot be met in time) is not offered. Raises AlreadyReached and OutOfReach.
    """
    check = assessment.check(level)
    if check.reached:
        raise AlreadyReached(level=check.level.name)
    effort = _efforts(assessment.rules) | dict(hours or {})
    problem = Problem(
        level=level,
        candidates=tuple(
            each
            for each in _candidates(assessment, check, effort, units or {})
            if each.code not in out_of_hand
        ),
        forced=frozenset(check.held_back_by),
        missing=points_missing(assessment, check),
        floors=_lacking_floors(assessment, check),
        capacity=dict(capacity or {}),
    )
    if not problem.reached_by(candidate.code for candidate in problem.candidates):
        raise OutOfReach(level=check.level.name)
    return problem


def _candidates(
    assessment: Assessment, check: LevelCheck, effort: Mapping[str, int], owners: Mapping[str, int | None]
) -> Iterator[Candidate]:
    """What adds to the score, and what is mandatory whether it adds or not."""
    for code, verdict in assessment.verdicts.items():
        if verdict.gain > 0 or code in check.held_back_by:
            yield Candidate(code, verdict.dimension, verdict.gain, max(effort[code], 0), owners.get(code))


def _lacking_floors(assessment: Assessment, check: LevelCheck) -> dict[str, Fraction]:
    lacking = {}
    for floor in check.floors:
        if not floor.reached:
            score = assessment.dimensions[floor.dimension]
            lacking[floor.dimension] = floor.floor * score.denominator - score.numerator
    return lacking


def _efforts(rules: EditionRules) -> dict[str, int]:
    return {rule.code: rule.effort_hours for rule in rules.requirements}
