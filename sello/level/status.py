"""The state of a requirement for whoever works on it: a word, a light, and whose turn it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sello.core.days import SOON
from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.level.state import RequirementState, ReviewState
from sello.level.verdict import Reason, Verdict


class Turn(LabelledEnum):
    """Whose turn it is; derived, never typed."""

    UNIT = "unit", N_("en manos de la unidad")
    SECRETARIAT = "secretariat", N_("en manos de la Secretaría Ejecutiva")
    NOBODY = "nobody", N_("sin pendientes")


class Status(LabelledEnum):
    """Where the work on a requirement stands."""

    UNANSWERED = "unanswered", N_("Sin respuesta")
    NOT_MET = "not_met", N_("No cumple")
    WITHOUT_EVIDENCE = "without_evidence", N_("Sin evidencia")
    RETURNED = "returned", N_("Devuelto")
    EXPIRED = "expired", N_("Evidencia vencida")
    IN_REVIEW = "in_review", N_("En revisión")
    TO_VALIDATE = "to_validate", N_("Por validar")
    PARTLY = "partly", N_("Cumple en parte")
    EXPIRING = "expiring", N_("Por vencer")
    VALIDATED = "validated", N_("Validado")
    NOT_APPLICABLE = "not_applicable", N_("No aplica")

    @property
    def light(self) -> Light:
        """The light that goes with the word."""
        return _LIGHTS[self]

    @property
    def turn(self) -> Turn:
        """Whose turn it is in this state."""
        return _TURNS.get(self, Turn.UNIT)


_LIGHTS = {
    Status.UNANSWERED: Light.RED,
    Status.NOT_MET: Light.RED,
    Status.WITHOUT_EVIDENCE: Light.RED,
    Status.RETURNED: Light.RED,
    Status.EXPIRED: Light.RED,
    Status.IN_REVIEW: Light.AMBER,
    Status.TO_VALIDATE: Light.AMBER,
    Status.PARTLY: Light.AMBER,
    Status.EXPIRING: Light.AMBER,
    Status.VALIDATED: Light.GREEN,
    Status.NOT_APPLICABLE: Light.GREY,
}
_TURNS = {
    Status.IN_REVIEW: Turn.SECRETARIAT,
    Status.TO_VALIDATE: Turn.SECRETARIAT,
    Status.VALIDATED: Turn.NOBODY,
    Status.NOT_APPLICABLE: Turn.NOBODY,
}
_BY_REASON = {
    Reason.NO_ANSWER: Status.UNANSWERED,
    Reason.NOT_MET: Status.NOT_MET,
    Reason.NO_EVIDENCE: Status.WITHOUT_EVIDENCE,
    Reason.RETURNED: Status.RETURNED,
    Reason.EXPIRED: Status.EXPIRED,
    Reason.SUPERSEDED: Status.EXPIRED,
    Reason.IN_REVIEW: Status.IN_REVIEW,
    Reason.NOT_YET: Status.IN_REVIEW,
    Reason.TO_CONFIRM: Status.IN_REVIEW,
    Reason.DECLARED_ONLY: Status.TO_VALIDATE,
    Reason.UNBACKED: Status.WITHOUT_EVIDENCE,
    Reason.UNCLAIMED: Status.NOT_MET,
    Reason.PARTLY: Status.PARTLY,
    Reason.NOT_APPLICABLE: Status.NOT_APPLICABLE,
}


@dataclass(frozen=True)
class EvidenceCount:
    """How much evidence a requirement has, by what it is worth on a day."""

    total: int = 0
    accepted: int = 0
    returned: int = 0
    expired: int = 0


def status_of(state: RequirementState, verdict: Verdict, as_of: date) -> Status:
    """Where the work stands, from the validated verdict and what waits behind it.

    Something to review goes before what was returned or has expired: the next step is the secretariat's.
    """
    if verdict.reason in (Reason.EXPIRED, Reason.SUPERSEDED, Reason.RETURNED) and _waits(state):
        return Status.IN_REVIEW
    if verdict.reason is Reason.MET:
        soon = verdict.counts_until is not None and verdict.counts_until <= as_of + SOON
        return Status.EXPIRING if soon else Status.VALIDATED
    return _BY_REASON.get(verdict.reason, Status.TO_VALIDATE)


def _waits(state: RequirementState) -> bool:
    return any(fact.review is ReviewState.SUBMITTED for fact in state.evidence)


def count_evidence(state: RequirementState, as_of: date) -> EvidenceCount:
    """Count the pieces of evidence of a requirement."""
    facts = state.evidence
    return EvidenceCount(
        total=len(facts),
        accepted=sum(fact.counts_on(as_of) for fact in facts),
        returned=sum(fact.review is ReviewState.RETURNED for fact in facts),
        expired=sum(fact.counts_until is not None and fact.counts_until < as_of for fact in facts),
    )


def count_by_status(statuses: Iterable[Status]) -> dict[Status, int]:
    """How many requirements are in each state, in the order of the states, without the empty ones."""
    found = list(statuses)
    return {status: n for status in Status if (n := found.count(status))}
