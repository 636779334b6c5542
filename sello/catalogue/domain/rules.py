"""What of an edition takes part in a score: scale, levels, weights, marks.

Every number is a ``Fraction``, because 59,97 % must never be read as 60 %.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from sello.catalogue.domain.refusals import NotOnTheScale, UnknownRequirement
from sello.core.labels import N_, LabelledEnum


class ScaleKind(LabelledEnum):
    """The ways in which an edition may grade an answer."""

    YES_NO = "yes_no", N_("Cumple o no cumple")
    GRADED = "graded", N_("Por grados, con puntaje")
    POINTS = "points", N_("Puntos, de cero al máximo")
    PERCENTAGE = "percentage", N_("Porcentaje de avance")
    CONFORMITY = "conformity", N_("Conformidad por cláusula")

    @property
    def is_numeric(self) -> bool:
        """Whether an answer is a number and not the code of a grade."""
        return self in (ScaleKind.POINTS, ScaleKind.PERCENTAGE)

    @property
    def has_percentage(self) -> bool:
        """Whether the edition adds up to a percentage; conformity only has findings."""
        return self is not ScaleKind.CONFORMITY


@dataclass(frozen=True)
class Grade:
    """One step of a scale: its points and whether it already counts as met."""

    code: str
    label: str
    points: Fraction
    meets: bool


@dataclass(frozen=True)
class NotApplicableRule:
    """Whether a requirement may be left out of the denominator, and how many at most (None: no limit)."""

    allowed: bool = False
    most: int | None = None


@dataclass(frozen=True)
class Scale:
    """How an answer becomes points.

    ``grades`` is ordered from least to most and is empty on numeric scales; ``maximum`` is what a
    complete answer earns; ``meets_from`` is the number from which a numeric answer counts as met.
    """

    kind: ScaleKind
    grades: tuple[Grade, ...] = ()
    maximum: Fraction | None = None
    not_applicable: NotApplicableRule = NotApplicableRule()
    meets_from: Fraction | None = None

    @cached_property
    def full(self) -> Fraction:
        """The points of a complete answer; the denominator of every share."""
        if self.maximum is not None:
            return self.maximum
        return max((grade.points for grade in self.grades), default=Fraction(1))

    def grade(self, code: str) -> Grade:
        """The grade with this code, or NotOnTheScale."""
        for grade in self.grades:
            if grade.code == code:
                return grade
        raise NotOnTheScale(answer=code)

    def points(self, answer: str) -> Fraction:
        """What a stored answer (grade code, or decimal text on a numeric scale) earns."""
        if not self.kind.is_numeric:
            return self.grade(answer).points
        value = _number(answer)
        if not 0 <= value <= self.full:
            raise NotOnTheScale(answer=answer)
        return value

    def meets(self, answer: str) -> bool:
        """Whether an answer counts as met, which is what a mandatory requirement needs."""
        if not self.kind.is_numeric:
            return self.grade(answer).meets
        return self.points(answer) >= (self.full if self.meets_from is None else self.meets_from)

    def share(self, answer: str) -> Fraction:
        """The part of a complete answer, from 0 to 1, that an answer earns."""
        known = self._shares.get(answer)
        return self.points(answer) / self.full if known is None else known

    @cached_property
    def _shares(self) -> dict[str, Fraction]:
        """The share of each grade: a page asks for the few of them some hundred times."""
        return {grade.code: grade.points / self.full for grade in self.grades}


def _number(answer: str) -> Fraction:
    try:
        return Fraction(answer.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError) as error:
        raise NotOnTheScale(answer=answer) from error


@dataclass(frozen=True)
class Level:
    """A level of recognition: ``mark`` orders them from 1 up, ``threshold`` is a share from 0 to 1.

    ``floors`` asks a least share in a dimension, by its code. On a conformity scale the threshold is
    0 and only the mandatory requirements decide.
    """

    code: str
    name: str
    mark: int
    threshold: Fraction
    floors: Mapping[str, Fraction] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class RequirementRule:
    """What of a requirement takes part in a score or in a plan."""

    code: str
    dimension: str
    standard: str
    weight: Fraction = Fraction(1)
    mandatory_for: frozenset[str] = frozenset()
    not_applicable_allowed: bool = True
    effort_hours: int = 0


@dataclass(frozen=True)
class EditionRules:
    """All that the level engine needs of an edition: no text, no source, no language."""

    code: str
    version: str
    scale: Scale
    levels: tuple[Level, ...]
    requirements: tuple[RequirementRule, ...]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The codes of the dimensions, in the edition's order."""
        return tuple(dict.fromkeys(rule.dimension for rule in self.requirements))

    @cached_property
    def counts_whole(self) -> bool:
        """Whether every requirement counts as one or not at all, so that a score is a number of them."""
        grades = self.scale.grades
        return (
            not self.scale.kind.is_numeric
            and all(grade.points in (0, self.scale.full) for grade in grades)
            and all(rule.weight == 1 for rule in self.requirements)
        )

    def requirement(self, code: str) -> RequirementRule:
        """The rule with this code, or UnknownRequirement."""
        for rule in self.requirements:
            if rule.code == code:
                return rule
        raise UnknownRequirement(code=code)

    def mandatory(self, level: str) -> tuple[RequirementRule, ...]:
        """The requirements without which a level is not given, in the edition's order."""
        return tuple(rule for rule in self.requirements if level in rule.mandatory_for)

    def may_be_not_applicable(self, rule: RequirementRule) -> bool:
        """Whether this requirement may be declared not applicable at all."""
        return self.scale.not_applicable.allowed and rule.not_applicable_allowed
