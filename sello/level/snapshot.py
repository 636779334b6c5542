"""A cut: the state of a cycle frozen as plain data on a day, and what moved between two of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal
from sello.level.assessment import Assessment
from sello.level.state import Reading, RequirementState
from sello.level.verdict import Reason, Verdict

SCHEMA = 2
"""From 2 on the answers are, like all the rest, those of its day; before, those of when it was made."""


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
    CHANGED = "changed", N_("cambia y el puntaje queda igual")
    REWEIGHTED = "reweighted", N_("cambia de peso")
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
class Tally:
    """What a dimension has in one cut, and how many of its requirements are met."""

    numerator: Fraction
    denominator: Fraction
    met: int
    applicable: int

    @property
    def share(self) -> Fraction:
        """The compliance from 0 to 1; nothing applicable is no compliance."""
        return self.numerator / self.denominator if self.denominator else Fraction(0)


@dataclass(frozen=True)
class DimensionMove:
    """A dimension in two cuts; None where a cut does not have it."""

    code: str
    had: Tally | None
    has: Tally | None

    @property
    def before(self) -> Fraction | None:
        """Its compliance in the earlier cut."""
        return self.had.share if self.had else None

    @property
    def after(self) -> Fraction | None:
        """Its compliance in the later cut."""
        return self.has.share if self.has else None


@dataclass(frozen=True)
class RequirementMove:
    """A requirement that moved between two cuts, with its reasons and the unit that answered for it.

    ``code`` is the later cut's where it has one; ``code_before`` the earlier cut's, None where it has none.
    """

    code: str
    code_before: str | None
    dimension: str
    movement: Movement
    before: Reason | None
    after: Reason | None
    earned_before: Fraction
    earned_after: Fraction
    unit_id: int | None


@dataclass(frozen=True)
class Comparison:
    """Two cuts side by side, each in a reading: the same one, unless two readings are compared."""

    reading: Reading
    reading_before: Reading
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


def compare(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reading: Reading,
    *,
    reading_before: Reading | None = None,
    counterparts: Mapping[str, str] | None = None,
) -> Comparison:
    """Tell what moved between two frozen states, in the order of the later one; removed ones come last.

    ``reading_before`` is given to compare two readings; ``counterparts`` (earlier code → later code) where
    the two states are on different editions: requirements without one were added or removed.
    """
    first = reading_before or reading
    old, new = before["requirements"], after["requirements"]
    pairs = _pairs(old, new, counterparts)
    moves = [
        move
        for was, now in pairs
        if (move := _move((was, old.get(was)), (now, new.get(now)), (first, reading), counterparts))
    ]
    return Comparison(
        reading=reading,
        reading_before=first,
        before_on=date.fromisoformat(before["as_of"]),
        after_on=date.fromisoformat(after["as_of"]),
        before=figures(before, first),
        after=figures(after, reading),
        dimensions=_dimension_moves(before["readings"][first.value], after["readings"][reading.value]),
        moves=tuple(moves),
        unmoved=len(pairs) - len(moves),
    )


def _pairs(
    old: Mapping[str, Any], new: Mapping[str, Any], counterparts: Mapping[str, str] | None
) -> list[tuple[str | None, str | None]]:
    """Earlier and later code of every requirement; None where one of the states does not have it."""
    matched = {code: code for code in old} if counterparts is None else counterparts
    origin = {later: earlier for earlier, later in matched.items() if earlier in old}
    kept = {origin[code] for code in new if code in origin}
    return [*((origin.get(code), code) for code in new), *((code, None) for code in old if code not in kept)]


Found = tuple[str | None, Mapping[str, Any] | None]
"""A requirement's code in one of the states, and what the state says of it."""


def _move(
    earlier: Found,
    later: Found,
    readings: tuple[Reading, Reading],
    counterparts: Mapping[str, str] | None,
) -> RequirementMove | None:
    (code_before, old), (code_after, new) = earlier, later
    before = old["verdicts"][readings[0].value] if old else None
    after = new["verdicts"][readings[1].value] if new else None
    if _alike(before, after, on_one_edition=counterparts is None):
        return None
    known = new or old or {}
    return RequirementMove(
        code=code_after or code_before or "",
        code_before=code_before,
        dimension=known["dimension"],
        movement=_movement(before, after, on_one_edition=counterparts is None),
        before=_reason(before),
        after=_reason(after),
        earned_before=_earned(before),
        earned_after=_earned(after),
        unit_id=known["unit"],
    )


def _alike(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, *, on_one_edition: bool
) -> bool:
    """Whether two verdicts say the same; the answers of two editions are written on two scales."""
    if on_one_edition or before is None or after is None:
        return before == after
    return all(before[part] == after[part] for part in ("reason", "share", "earned", "met"))


def _earned(frozen: Mapping[str, Any] | None) -> Fraction:
    return Fraction(frozen["earned"]) if frozen else Fraction(0)


def _reason(frozen: Mapping[str, Any] | None) -> Reason | None:
    return next(r for r in Reason if r.value == frozen["reason"]) if frozen else None


def _movement(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, *, on_one_edition: bool
) -> Movement:
    """Up or down by what is earned; between editions, which may weigh otherwise, by the share that is met."""
    if before is None:
        return Movement.ADDED
    if after is None:
        return Movement.REMOVED
    by = "earned" if on_one_edition else "share"
    was, now = Fraction(before[by]), Fraction(after[by])
    if now != was:
        return Movement.UP if now > was else Movement.DOWN
    return Movement.CHANGED if before["earned"] == after["earned"] else Movement.REWEIGHTED


def _dimension_moves(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[DimensionMove, ...]:
    old, new = before["dimensions"], after["dimensions"]
    return tuple(
        DimensionMove(code, _tally(old.get(code)), _tally(new.get(code)))
        for code in [*new, *(code for code in old if code not in new)]
    )


def _tally(frozen: Mapping[str, Any] | None) -> Tally | None:
    if frozen is None:
        return None
    return Tally(
        numerator=Fraction(frozen["numerator"]),
        denominator=Fraction(frozen["denominator"]),
        met=frozen["met"],
        applicable=frozen["applicable"],
    )
