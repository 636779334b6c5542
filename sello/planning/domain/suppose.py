"""What if: suppositions about a cycle, applied to plain values; the real answers are never touched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sello.catalogue.domain.rules import EditionRules, Scale
from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal
from sello.level.state import EvidenceFact, RequirementState, ReviewState

SUPPOSED = 0
"""The id of a piece of evidence that exists only in a supposition."""


class Kind(LabelledEnum):
    """What may be supposed."""

    MET = "met", N_("Se cumple el requerimiento")
    NOT_MET = "not_met", N_("Deja de cumplirse el requerimiento")
    EXPIRES = "expires", N_("La evidencia vence antes")
    REJECTED = "rejected", N_("La evidencia se rechaza")
    EVALUATION = "evaluation", N_("La evaluación cambia de fecha")


class Incomplete(Refusal):
    """A supposition lacks what its kind needs."""

    message = N_(
        "Falta un dato de la suposición «%(kind)s». Elija el requerimiento, la evidencia o la fecha."
    )


@dataclass(frozen=True)
class Supposition:
    """One thing supposed: about a requirement (by code), a piece of evidence (by id), or a date."""

    kind: Kind
    code: str | None = None
    evidence_id: int | None = None
    on: date | None = None

    def __post_init__(self) -> None:
        needs = {
            Kind.MET: self.code,
            Kind.NOT_MET: self.code,
            Kind.EXPIRES: self.evidence_id and self.on,
            Kind.REJECTED: self.evidence_id,
            Kind.EVALUATION: self.on,
        }
        if not needs[self.kind]:
            raise Incomplete(kind=self.kind.label)

    def as_value(self) -> dict[str, Any]:
        """The supposition as plain data, to be kept."""
        return {
            "kind": self.kind.value,
            "code": self.code,
            "evidence_id": self.evidence_id,
            "on": self.on.isoformat() if self.on else None,
        }

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> "Supposition":
        """The supposition that `as_value` wrote."""
        on = value.get("on")
        return cls(
            Kind(value["kind"]),
            value.get("code"),
            value.get("evidence_id"),
            date.fromisoformat(on) if on else None,
        )


def judged_on(evaluation: date | None, today: date) -> date:
    """The day that plans are judged on: the evaluation's, or today while it has no date or has passed."""
    return max(evaluation or today, today)


def evaluation_day(supposed: Iterable[Supposition], real: date) -> date:
    """The day of the evaluation: the last one supposed, or the real one."""
    moved = [each.on for each in supposed if each.kind is Kind.EVALUATION and each.on]
    return moved[-1] if moved else real


def apply(
    rules: EditionRules, states: Iterable[RequirementState], supposed: Iterable[Supposition]
) -> tuple[RequirementState, ...]:
    """The states as they would be; suppositions are taken in their order, the later over the earlier."""
    known = {state.code: state for state in states}
    for code in (rule.code for rule in rules.requirements):
        known.setdefault(code, RequirementState(code))
    for each in supposed:
        if each.kind in (Kind.MET, Kind.NOT_MET) and each.code in known:
            change = _met if each.kind is Kind.MET else _not_met
            known[each.code] = change(known[each.code], rules.scale)
        elif each.kind in (Kind.EXPIRES, Kind.REJECTED):
            known = {code: _with_evidence(state, each) for code, state in known.items()}
    return tuple(known.values())


def _met(state: RequirementState, scale: Scale) -> RequirementState:
    """Met in every reading from the beginning of time, on evidence that does not end."""
    full = _best(scale)
    backing = EvidenceFact(SUPPOSED, "", ReviewState.ACCEPTED)
    return replace(
        state,
        declared=full,
        not_applicable=False,
        validated=full,
        validated_on=None,
        external=full,
        external_on=None,
        evidence=(*state.evidence, backing),
    )


def _not_met(state: RequirementState, scale: Scale) -> RequirementState:
    nothing = scale.grades[0].code if scale.grades else "0"
    return replace(
        state,
        declared=nothing,
        not_applicable=False,
        validated=nothing,
        validated_on=None,
        external=nothing,
        external_on=None,
    )


def _best(scale: Scale) -> str:
    """The answer that earns most."""
    if scale.kind.is_numeric:
        return str(scale.full)
    return max(scale.grades, key=lambda grade: grade.points).code if scale.grades else "yes"


def _with_evidence(state: RequirementState, supposed: Supposition) -> RequirementState:
    if all(fact.id != supposed.evidence_id for fact in state.evidence):
        return state
    return replace(state, evidence=tuple(_changed(fact, supposed) for fact in state.evidence))


def _changed(fact: EvidenceFact, supposed: Supposition) -> EvidenceFact:
    if fact.id != supposed.evidence_id:
        return fact
    if supposed.kind is Kind.REJECTED:
        return replace(fact, review=ReviewState.RETURNED)
    earlier = min(day for day in (fact.valid_until, supposed.on) if day is not None)
    return replace(fact, valid_until=earlier)
