"""What somebody from outside is told: whether a requirement counts, never how far the town's own work is.

What was returned, waits for a review or for the secretariat is the town's business: from outside it is one
thing, evidence that does not count yet.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sello.level.assessment import Assessment
from sello.level.state import HIDDEN_TITLE
from sello.level.timeline import TurningPoint
from sello.level.verdict import Reason, Verdict

TOLD = {
    Reason.IN_REVIEW: Reason.UNBACKED,
    Reason.RETURNED: Reason.UNBACKED,
    Reason.TO_CONFIRM: Reason.UNBACKED,
    Reason.NO_EVIDENCE: Reason.UNBACKED,
    Reason.DECLARED_ONLY: Reason.UNCLAIMED,
}
"""The reasons that tell of the town's own work, and what is said instead of each."""


def outside(verdict: Verdict) -> Verdict:
    """The verdict as it is told outside: the same figures, and no word of what is not shown there."""
    if verdict.evidence is not None and verdict.evidence.title == HIDDEN_TITLE and not verdict.share:
        return replace(verdict, reason=Reason.UNBACKED, on=None, evidence=None)
    told = TOLD.get(verdict.reason)
    return verdict if told is None else replace(verdict, reason=told, on=None, evidence=None)


def assessment_outside(assessment: Assessment) -> Assessment:
    """A level with the same arithmetic, its verdicts as they are told outside."""
    return replace(assessment, verdicts={code: outside(each) for code, each in assessment.verdicts.items()})


def turning_outside(point: TurningPoint) -> TurningPoint:
    """A day on which the score changes, with what moved it as it is told outside."""
    changes = (
        replace(change, before=outside(change.before), after=outside(change.after))
        for change in point.changes
    )
    return replace(point, changes=tuple(changes))


def frozen_outside(frozen: Mapping[str, Any]) -> dict[str, Any]:
    """A cut's frozen state (`snapshot.snapshot`) with its reasons as they are told outside."""
    told = {code: _frozen_requirement(each) for code, each in frozen["requirements"].items()}
    return {**frozen, "requirements": told}


def _frozen_requirement(frozen: Mapping[str, Any]) -> dict[str, Any]:
    verdicts = {
        reading: {**each, "reason": TOLD.get(Reason(each["reason"]), Reason(each["reason"])).value}
        for reading, each in frozen["verdicts"].items()
    }
    return {**frozen, "verdicts": verdicts}
