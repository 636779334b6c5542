"""Whether one requirement counts, in one reading, on one day, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sello.catalogue.domain.rules import EditionRules, RequirementRule, Scale
from sello.core.dates import ONE_DAY, later
from sello.core.labels import N_, LabelledEnum
from sello.level.state import (
    NOT_APPLICABLE,
    EvidenceFact,
    Reading,
    RequirementState,
    ReviewState,
)

NOTHING = Fraction(0)
WHOLE = Fraction(1)

Unbacked = tuple["Reason", date | None, EvidenceFact | None]
"""Why no evidence backs an answer, since or from when, and which piece says it best."""


class Reason(LabelledEnum):
    """Why a requirement counts as it does; the value is stable, for machines."""

    MET = "met", N_("cumple")
    PARTLY = "partly", N_("cumple en parte")
    NOT_MET = "not_met", N_("no cumple")
    NO_ANSWER = "no_answer", N_("sin respuesta")
    DECLARED_ONLY = "declared_only", N_("solo declarado, sin validar")
    NOT_DECIDED = "not_decided", N_("sin decisión de la evaluación externa")
    NO_EVIDENCE = "no_evidence", N_("sin evidencia")
    IN_REVIEW = "in_review", N_("evidencia en revisión")
    RETURNED = "returned", N_("evidencia devuelta")
    EXPIRED = "expired", N_("evidencia vencida")
    SUPERSEDED = "superseded", N_("evidencia reemplazada")
    NOT_YET = "not_yet", N_("evidencia aún no vigente")
    TO_CONFIRM = "to_confirm", N_("evidencia por confirmar")
    UNBACKED = "unbacked", N_("sin evidencia aceptada y vigente")
    UNCLAIMED = "unclaimed", N_("sin validación de la institución")
    NOT_APPLICABLE = "not_applicable", N_("no aplica")
    NOT_APPLICABLE_UNEXPLAINED = "not_applicable_unexplained", N_("«no aplica» sin fundamento")
    NOT_APPLICABLE_FORBIDDEN = "not_applicable_forbidden", N_("«no aplica» no permitido")
    NOT_APPLICABLE_OVER_LIMIT = "not_applicable_over_limit", N_("«no aplica» sobre el máximo")


WAITING: dict[Reason, Callable[[EvidenceFact], bool]] = {
    Reason.TO_CONFIRM: lambda fact: fact.to_confirm,
    Reason.IN_REVIEW: lambda fact: fact.review is ReviewState.SUBMITTED,
    Reason.RETURNED: lambda fact: fact.review is ReviewState.RETURNED,
}
"""For what a piece waits, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One requirement judged: what it earns of what it weighs, and the reason with its day and evidence."""

    code: str
    dimension: str
    weight: Fraction
    share: Fraction
    met: bool
    reason: Reason
    answer: str | None = None
    on: date | None = None
    evidence: EvidenceFact | None = None
    counts_until: date | None = None
    note: str = ""

    @property
    def applicable(self) -> bool:
        """Whether it takes part in the denominator."""
        return self.reason is not Reason.NOT_APPLICABLE

    @property
    def earned(self) -> Fraction:
        """What it adds to the numerator."""
        return self.weight if self.share == 1 else self.weight * self.share

    @property
    def gain(self) -> Fraction:
        """What meeting it whole would still add to the numerator."""
        return NOTHING if self.share == 1 or not self.applicable else self.weight - self.earned


def left_out(
    rules: EditionRules, states: dict[str, RequirementState], reading: Reading, as_of: date
) -> frozenset[str]:
    """The requirements that leave the denominator: declared or decided so, explained, and within the limit.

    Where the edition admits at most so many, the first ones in the edition's order are taken.
    """
    if not rules.scale.not_applicable.allowed:
        return frozenset()
    claimed = [
        rule.code
        for rule in rules.requirements
        if (state := states.get(rule.code)) is not None
        and rule.not_applicable_allowed
        and state.decision(reading, as_of) == NOT_APPLICABLE
        and _explained(state, reading)
    ]
    return frozenset(claimed[: rules.scale.not_applicable.most])


def judge(
    rules: EditionRules,
    rule: RequirementRule,
    state: RequirementState,
    reading: Reading,
    as_of: date,
    *,
    out: bool,
) -> Verdict:
    """Judge one requirement; ``out`` says whether it is among those that leave the denominator."""
    answer = state.decision(reading, as_of)
    if answer == NOT_APPLICABLE:
        reason = Reason.NOT_APPLICABLE if out else _why_not_out(rules, rule, state, reading)
        return _verdict(rule, reason, answer=answer, note=state.not_applicable_reason)
    if reading is Reading.VALIDATED:
        return _validated(rules.scale, rule, state, answer, as_of)
    if answer is None:
        return _verdict(rule, Reason.NO_ANSWER if reading is Reading.SELF else Reason.NOT_DECIDED)
    return _graded(rules.scale, rule, answer)


def judge_all(
    rules: EditionRules, states: dict[str, RequirementState], reading: Reading, as_of: date
) -> dict[str, Verdict]:
    """The verdict of every requirement, in the edition's order."""
    out = left_out(rules, states, reading, as_of)
    return {
        rule.code: judge(
            rules,
            rule,
            states.get(rule.code) or RequirementState(rule.code),
            reading,
            as_of,
            out=rule.code in out,
        )
        for rule in rules.requirements
    }


def _validated(
    scale: Scale, rule: RequirementRule, state: RequirementState, answer: str | None, as_of: date
) -> Verdict:
    """Judge what was validated: an answer that counts at all counts while accepted evidence backs it."""
    if answer is None:
        return _not_validated_yet(scale, rule, state, as_of)
    if _share(scale, answer) == 0:
        return _verdict(rule, Reason.NOT_MET, answer=answer)
    backing = [fact for fact in state.evidence if fact.counts_on(as_of)]
    if not backing:
        return _unbacked(rule, state, answer, as_of)
    last = max(backing, key=end_of)
    return _graded(scale, rule, answer, evidence=last, counts_until=last.counts_until)


def _not_validated_yet(scale: Scale, rule: RequirementRule, state: RequirementState, as_of: date) -> Verdict:
    """Say what is missing before a declared answer can be validated."""
    if state.not_applicable:
        return _verdict(rule, Reason.DECLARED_ONLY, answer=NOT_APPLICABLE)
    if state.declared is None:
        return _verdict(rule, Reason.NO_ANSWER)
    if _share(scale, state.declared) == 0:
        return _verdict(rule, Reason.NOT_MET, answer=state.declared)
    if not any(fact.counts_on(as_of) for fact in state.evidence):
        return _unbacked(rule, state, None, as_of)
    return _verdict(rule, Reason.DECLARED_ONLY, answer=state.declared)


def _unbacked(rule: RequirementRule, state: RequirementState, answer: str | None, as_of: date) -> Verdict:
    reason, on, fact = _why_unbacked(state.evidence, as_of)
    return _verdict(rule, reason, answer=answer, on=on, evidence=fact)


def _graded(
    scale: Scale,
    rule: RequirementRule,
    answer: str,
    evidence: EvidenceFact | None = None,
    counts_until: date | None = None,
) -> Verdict:
    share, met = _share(scale, answer), scale.meets(answer)
    reason = Reason.MET if met else Reason.PARTLY if share else Reason.NOT_MET
    return _verdict(
        rule, reason, share=share, met=met, answer=answer, evidence=evidence, counts_until=counts_until
    )


def _share(scale: Scale, answer: str) -> Fraction:
    """Conformity has findings and no points: a clause is met or it is not."""
    if not scale.kind.has_percentage:
        return WHOLE if scale.meets(answer) else NOTHING
    return scale.share(answer)


def _verdict(
    rule: RequirementRule,
    reason: Reason,
    *,
    share: Fraction = NOTHING,
    met: bool = False,
    answer: str | None = None,
    on: date | None = None,
    evidence: EvidenceFact | None = None,
    counts_until: date | None = None,
    note: str = "",
) -> Verdict:
    return Verdict(
        code=rule.code,
        dimension=rule.dimension,
        weight=rule.weight,
        share=share,
        met=met,
        reason=reason,
        answer=answer,
        on=on,
        evidence=evidence,
        counts_until=counts_until,
        note=note,
    )


def _explained(state: RequirementState, reading: Reading) -> bool:
    """An evaluator decides on her own word; a declared or a validated one needs the written reason."""
    return reading is Reading.EXTERNAL or bool(state.not_applicable_reason.strip())


def _why_not_out(
    rules: EditionRules, rule: RequirementRule, state: RequirementState, reading: Reading
) -> Reason:
    if not rules.may_be_not_applicable(rule):
        return Reason.NOT_APPLICABLE_FORBIDDEN
    if not _explained(state, reading):
        return Reason.NOT_APPLICABLE_UNEXPLAINED
    return Reason.NOT_APPLICABLE_OVER_LIMIT


def _why_unbacked(facts: tuple[EvidenceFact, ...], as_of: date) -> Unbacked:
    """Of all that does not count today, name what explains most: what ended, what will begin, what waits."""
    return (
        _ended(facts, as_of) or _to_begin(facts, as_of) or _waiting(facts) or (Reason.NO_EVIDENCE, None, None)
    )


def _ended(facts: tuple[EvidenceFact, ...], as_of: date) -> Unbacked | None:
    """The evidence that counted last, with what ended it: its own date, or the one that took its place."""
    ended = [fact for fact in facts if fact.counts_from is not None and end_of(fact) < as_of]
    if not ended:
        return None
    last = max(ended, key=end_of)
    if last.superseded_on is not None and last.counts_until != last.valid_until:
        return Reason.SUPERSEDED, last.superseded_on, last
    return Reason.EXPIRED, later(end_of(last), ONE_DAY), last


def _to_begin(facts: tuple[EvidenceFact, ...], as_of: date) -> Unbacked | None:
    """The evidence that will count first."""
    coming = [(fact.counts_from, fact) for fact in facts if fact.counts_from and fact.counts_from > as_of]
    if not coming:
        return None
    first, fact = min(coming, key=lambda one: one[0])
    return Reason.NOT_YET, first, fact


def _waiting(facts: tuple[EvidenceFact, ...]) -> Unbacked | None:
    """The evidence that somebody has to confirm, to review or to mend, in this order."""
    for reason, waits in WAITING.items():
        for fact in facts:
            if waits(fact):
                return reason, None, fact
    return None


def end_of(fact: EvidenceFact) -> date:
    """The last day on which it counts, to compare with."""
    return fact.counts_until or date.max
