"""The level as a stable document for machines: what ``sello level --json`` prints.

Numbers are exact rationals as text ("37/40"); dates are ISO 8601; reasons are the values of ``Reason``.
New keys may be added; keys are never renamed within a schema.
"""

from datetime import date
from typing import Any

from sello.core.figures import percentage
from sello.level.assessment import Assessment
from sello.level.explain import explain

SCHEMA = 1


def as_document(assessment: Assessment, today: date) -> dict[str, Any]:
    """Write an assessment with its explanation as plain data."""
    opened = explain(assessment, today)
    score = assessment.score
    return {
        "schema": SCHEMA,
        "edition": {"code": assessment.rules.code, "version": assessment.rules.version},
        "reading": assessment.reading.value,
        "as_of": assessment.as_of.isoformat(),
        "level": assessment.level.code if assessment.level else None,
        "numerator": str(score.numerator),
        "denominator": str(score.denominator),
        "share": None if assessment.share is None else str(assessment.share),
        "shown": percentage(assessment.share),
        "met": score.met,
        "applicable": score.applicable,
        "not_applicable": score.not_applicable,
        "summary": [str(phrase) for phrase in opened.sums],
        "dimensions": [
            {
                "code": code,
                "numerator": str(part.numerator),
                "denominator": str(part.denominator),
                "met": part.met,
                "applicable": part.applicable,
            }
            for code, part in assessment.dimensions.items()
        ],
        "levels": [
            {
                "code": line.check.level.code,
                "name": line.check.level.name,
                "threshold": str(line.check.level.threshold),
                "threshold_reached": line.check.threshold_reached,
                "floors": [
                    {
                        "dimension": floor.dimension,
                        "floor": str(floor.floor),
                        "share": str(floor.share),
                        "reached": floor.reached,
                    }
                    for floor in line.check.floors
                ],
                "held_back_by": list(line.check.held_back_by),
                "needed": line.needed,
                "reached": line.check.reached,
                "explanation": [str(phrase) for phrase in line.phrases],
            }
            for line in opened.levels
        ],
        "requirements": [
            {
                "code": line.code,
                "dimension": line.dimension,
                "weight": str(line.weight),
                "earned": str(line.earned),
                "met": line.verdict.met,
                "applicable": line.verdict.applicable,
                "reason": line.verdict.reason.value,
                "explanation": str(line.why),
                "on": line.verdict.on.isoformat() if line.verdict.on else None,
                "counts_until": line.verdict.counts_until.isoformat() if line.verdict.counts_until else None,
                "evidence": line.verdict.evidence.id if line.verdict.evidence else None,
            }
            for line in (*opened.counted, *opened.not_counted, *opened.left_out)
        ],
    }
