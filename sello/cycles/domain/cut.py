"""A cut: the state of a cycle frozen as plain data on a day, and what moved between two of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal
from sello.cycles.domain.level import Assessment
from sello.cycles.domain.state import Reading, RequirementState
from sello.cycles.domain.verdict import Reason, Verdict

SCHEMA = 1


class CutNameTaken(Refusal):
    """Two cuts of a cycle cannot have the same name."""

    message = N_("Ya existe un corte llamado «%(name)s» en este ciclo. Elija otro nombre.")
    field = "name"


class CutInTheFuture(Refusal):
    """A cut freezes what is, not what may come."""

    message = N_("Un corte no puede tener una fecha futura.")
    field = "as_of"


class Movement(LabelledEnum):
    """How a requirement moved between two cuts."""

    UP = "up", N_("mejora")
    DOWN = "down", N_("retrocede")
    CHANGED = "changed", N_("cambia sin mover el puntaje")
    ADDED = "added", N_("se incorpora")
    REMOVED = "removed", N_("sale")


def snapshot(
    assessments: Mapping[Reading, Assessment],
    states: Mapping[str, RequirementState],
    units: Mapping[str, int | None],
) -> dict[str, Any]:
    """Freeze a cycle as data: per reading the figures of the level, per requirement answers and verdicts.

    Numbers are exact rationals as text. ``units`` says which unit answers for each requirement.
    """
    any_of = next(iter(assessments.values()))
    return {
        "schema": SCHEMA,
        "edition": {"code": any_of.rules.code, "version": any_of.rules.version},
        "as_of": any_of.as_of.isoformat(),
        "readings": {reading.value: _figures(a) for reading, a in assessments.items()},
        "requirements": {
            code: {
                "dimension": any_of.verdicts[code].dimension,
                "unit": units.get(code),
                "declared": state.declared,
                "not_applicable": state.not_applicable,
                "validated": state.validated,
                "external": state.external,
                "evidence": len(state.evidence),
                "verdicts": {reading.value: _frozen(a.verdicts[code]) for reading, a in assessments.items()},
            }
            for code in any_of.verdicts
            for state in (states.get(code) or RequirementState(code),)
        },
    }


def _figures(assessment: Assessment) -> dict[str, Any]:
    return {
        "numerator": str(assessment.score.numerator),
        "denominator": str(assessment.score.denominator),
        "share": None if assessment.share is None else str(assessment.share),
        "met": assessment.score.met,
        "applicable": assessment.score.applicable,
        "level": assessment.level.code if assessment.level else None,
        "level_name": assessment.level.name if assessment.level else None,
        "dimensions": {
            code: {
                "numerator": str(score.numerator),
                "denominator": str(score.denominator),
                "met": score.met,
                "applicable": score.applicable,
            }
            for code, score in assessment.dimensions.items()
        },
    }


def _frozen(verdict: Verdict) -> dict[str, Any]:
    return {
        "reason": verdict.reason.value,
        "share": str(verdict.share),
        "earned": str(verdict.earned),
        "met": verdict.met,
        "answer": verdict.answer,
    }


@dataclass(frozen=True)
class Figures:
    """The level of one reading in one cut."""

    numerator: Fraction
    denominator: Fraction
    share: Fraction | None
    met: int
    applicable: int
    level: str | None
    level_name: str | None


@dataclass(frozen=True)
class DimensionMove:
    """A dimension in two cuts; None where a cut does not have it."""

    code: str
    before: Fraction | None
    after: Fraction | None


@dataclass(frozen=True)
class RequirementMove:
    """A requirement that moved between two cuts, with its reasons and the unit that answered for it."""

    code: str
    dimension: str
    movement: Movement
    before: Reason | None
    after: Reason | None
    earned_before: Fraction
    earned_after: Fraction
    unit_id: int | None


@dataclass(frozen=True)
class Comparison:
    """Two cuts side by side in one reading."""

    reading: Reading
    before_on: date
    after_on: date
    before: Figures
    after: Figures
    dimensions: tuple[DimensionMove, ...]
    moves: tuple[RequirementMove, ...]
    unmoved: int

    @property
    def difference(self) -> Fraction | None:
        """By how much the share grew; None where one of the editions has no percentage."""
        if self.before.share is None or self.after.share is None:
            return None
        return self.after.share - self.before.share


def figures(frozen: Mapping[str, Any], reading: Reading) -> Figures:
    """Read the level of one reading out of a frozen state."""
    found = frozen["readings"][reading.value]
    return Figures(
        numerator=Fraction(found["numerator"]),
        denominator=Fraction(found["denominator"]),
        share=None if found["share"] is None else Fraction(found["share"]),
        met=found["met"],
        applicable=found["applicable"],
        level=found["level"],
        level_name=found["level_name"],
    )


def compare(before: Mapping[str, Any], after: Mapping[str, Any], reading: Reading) -> Comparison:
    """Tell what moved between two frozen states, in the order of the later one; removed ones come last."""
    old, new = before["requirements"], after["requirements"]
    codes = [*new, *(code for code in old if code not in new)]
    moves = [
        move for code in codes if (move := _move(code, old.get(code), new.get(code), reading)) is not None
    ]
    return Comparison(
        reading=reading,
        before_on=date.fromisoformat(before["as_of"]),
        after_on=date.fromisoformat(after["as_of"]),
        before=figures(before, reading),
        after=figures(after, reading),
        dimensions=_dimension_moves(before["readings"][reading.value], after["readings"][reading.value]),
        moves=tuple(moves),
        unmoved=len(codes) - len(moves),
    )


def _move(
    code: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, reading: Reading
) -> RequirementMove | None:
    before = old["verdicts"][reading.value] if old else None
    after = new["verdicts"][reading.value] if new else None
    if before == after:
        return None
    known = new or old or {}
    was = Fraction(before["earned"]) if before else Fraction(0)
    now = Fraction(after["earned"]) if after else Fraction(0)
    return RequirementMove(
        code=code,
        dimension=known["dimension"],
        movement=_movement(before, after, was, now),
        before=_reason(before),
        after=_reason(after),
        earned_before=was,
        earned_after=now,
        unit_id=known["unit"],
    )


def _reason(frozen: Mapping[str, Any] | None) -> Reason | None:
    return next(r for r in Reason if r.value == frozen["reason"]) if frozen else None


def _movement(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, was: Fraction, now: Fraction
) -> Movement:
    if before is None:
        return Movement.ADDED
    if after is None:
        return Movement.REMOVED
    if now == was:
        return Movement.CHANGED
    return Movement.UP if now > was else Movement.DOWN


def _dimension_moves(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[DimensionMove, ...]:
    old, new = before["dimensions"], after["dimensions"]
    return tuple(
        DimensionMove(code, _share(old.get(code)), _share(new.get(code)))
        for code in [*new, *(code for code in old if code not in new)]
    )


def _share(frozen: Mapping[str, Any] | None) -> Fraction | None:
    if frozen is None:
        return None
    denominator = Fraction(frozen["denominator"])
    return Fraction(frozen["numerator"]) / denominator if denominator else Fraction(0)
