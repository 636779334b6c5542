"""Small editions and states for the tests of the level engine."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from sello.catalogue.domain.rules import (
    EditionRules,
    Grade,
    Level,
    NotApplicableRule,
    RequirementRule,
    Scale,
    ScaleKind,
)
from sello.level.state import EvidenceFact, RequirementState, ReviewState

DAY = date(2026, 11, 22)
YES_NO = (Grade("no", "No", Fraction(0), False), Grade("yes", "Sí", Fraction(1), True))
GRADED = (
    Grade("none", "No logrado", Fraction(0), False),
    Grade("partial", "Parcial", Fraction(1), False),
    Grade("achieved", "Logrado", Fraction(2), True),
)
NOT_APPLICABLE_FREE = NotApplicableRule(allowed=True)


def three_levels(floors: dict[str, Fraction] | None = None) -> tuple[Level, ...]:
    """The Seal's three levels with their published thresholds; floors are asked of the highest."""
    return (
        Level("bronze", "Bronce", 1, Fraction(60, 100)),
        Level("silver", "Plata", 2, Fraction(70, 100)),
        Level("gold", "Oro", 3, Fraction(80, 100), floors or {}),
    )


def edition(
    count: int = 40,
    *,
    grades: tuple[Grade, ...] = YES_NO,
    kind: ScaleKind = ScaleKind.YES_NO,
    mandatory: dict[int, Iterable[str]] | None = None,
    weights: dict[int, Fraction] | None = None,
    levels: tuple[Level, ...] | None = None,
    not_applicable: NotApplicableRule = NOT_APPLICABLE_FREE,
    maximum: Fraction | None = None,
    dimensions: int = 5,
) -> EditionRules:
    """An edition of so many requirements, "1" … "count", dealt evenly into dimensions "D1" …"""
    scale = Scale(kind, () if kind.is_numeric else grades, maximum, not_applicable)
    return EditionRules(
        code="prueba",
        version="1",
        scale=scale,
        levels=three_levels() if levels is None else levels,
        requirements=tuple(
            RequirementRule(
                code=str(n),
                dimension=f"D{(n - 1) * dimensions // count + 1}",
                standard=f"S{n}",
                weight=(weights or {}).get(n, Fraction(1)),
                mandatory_for=frozenset((mandatory or {}).get(n, ())),
            )
            for n in range(1, count + 1)
        ),
    )


def declared(answers: dict[int, str]) -> list[RequirementState]:
    """States in which only the self-assessment has spoken."""
    return [RequirementState(str(n), declared=answer) for n, answer in answers.items()]


def yes(count: int, *, first: int = 1) -> list[RequirementState]:
    """So many requirements declared as met."""
    return declared(dict.fromkeys(range(first, first + count), "yes"))


def accepted(
    *,
    until: date | None = None,
    since: date = date(2026, 1, 1),
    superseded_on: date | None = None,
    id: int = 1,
) -> EvidenceFact:
    """An accepted piece of evidence."""
    return EvidenceFact(
        id, "Decreto 12", ReviewState.ACCEPTED, since, valid_until=until, superseded_on=superseded_on
    )


def validated(code: int, *evidence: EvidenceFact, grade: str = "yes") -> RequirementState:
    """A requirement that the secretariat validated, with its evidence."""
    return RequirementState(
        str(code), declared=grade, validated=grade, validated_on=date(2026, 2, 1), evidence=evidence
    )
