"""What the level engine is told about each requirement: answers, decisions and evidence, as plain values."""

from dataclasses import dataclass
from datetime import date

from sello.core.dates import ONE_DAY
from sello.core.labels import N_, LabelledEnum

NOT_APPLICABLE = "not_applicable"
"""The decision, in place of a grade, that accepts that a requirement does not apply."""

HIDDEN_TITLE = N_("evidencia que usted no puede ver")
"""Stands for the title of a piece that counts for the score but may not be known to the reader."""


class Reading(LabelledEnum):
    """Whose word counts: every percentage and every level says which of the three it shows."""

    SELF = "self", N_("Autodiagnóstico")
    VALIDATED = "validated", N_("Validado")
    EXTERNAL = "external", N_("Evaluación externa")


class ReviewState(LabelledEnum):
    """How far the review of a piece of evidence is, as far as a score needs to know."""

    SUBMITTED = "submitted", N_("en revisión")
    ACCEPTED = "accepted", N_("aceptada")
    RETURNED = "returned", N_("devuelta")


@dataclass(frozen=True, slots=True)
class EvidenceFact:
    """One piece of evidence linked to a requirement, with the dates between which it counts."""

    id: int
    title: str
    review: ReviewState
    accepted_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    superseded_on: date | None = None
    to_confirm: bool = False

    @property
    def counts_from(self) -> date | None:
        """The first day on which it counts; None when it may never count as it stands."""
        if self.review is not ReviewState.ACCEPTED or self.to_confirm:
            return None
        return max(self.accepted_on or date.min, self.valid_from or date.min)

    @property
    def counts_until(self) -> date | None:
        """The last day on which it counts; None when nothing ends it."""
        if self.superseded_on is None:
            return self.valid_until
        replaced = self.superseded_on - ONE_DAY
        return replaced if self.valid_until is None else min(self.valid_until, replaced)

    def counts_on(self, day: date) -> bool:
        """Whether it is accepted, confirmed and in force on a day."""
        first, last = self.counts_from, self.counts_until
        return first is not None and first <= day and (last is None or day <= last)


@dataclass(frozen=True, slots=True)
class RequirementState:
    """The state of one requirement in one cycle: what was declared, what was decided, what backs it."""

    code: str
    declared: str | None = None
    not_applicable: bool = False
    not_applicable_reason: str = ""
    validated: str | None = None
    validated_on: date | None = None
    external: str | None = None
    external_on: date | None = None
    evidence: tuple[EvidenceFact, ...] = ()

    def decision(self, reading: Reading, as_of: date) -> str | None:
        """The answer that a reading works on, on a day: a grade, NOT_APPLICABLE, or None."""
        if reading is Reading.SELF:
            return NOT_APPLICABLE if self.not_applicable else self.declared
        if reading is Reading.VALIDATED:
            return self.validated if _by(self.validated_on, as_of) else None
        return self.external if _by(self.external_on, as_of) else None


def _by(decided_on: date | None, as_of: date) -> bool:
    return decided_on is None or decided_on <= as_of
