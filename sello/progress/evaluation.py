"""The external evaluation as the evaluator works on it: her own decisions, and what she decides next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sello.accounts.domain.actor import Visibility
from sello.catalogue.domain.rules import Scale
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.cycles.domain.words import answer_label
from sello.cycles.queries.answers import AnswerRow, answers
from sello.cycles.queries.cycles import CycleRow
from sello.evidence.queries.sums import counts_seen
from sello.level.state import NOT_APPLICABLE
from sello.progress.checklist import visible_rows

UNDECIDED = "sin-decidir"
"""Stands for no decision among the decisions that a list can be narrowed to."""

NOT_YET = N_("Sin decidir")


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """A requirement as the evaluator has it before her: what is claimed, what backs it, what she decided."""

    requirement_id: int
    code: str
    title: str
    dimension: str
    mandatory: tuple[str, ...]
    claimed: str | None
    """The answer of the institution, as the scale has it."""
    pieces: int
    decision: str
    """A grade, NOT_APPLICABLE or UNDECIDED."""
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class DecisionCount:
    """A decision in words, with how many requirements have it."""

    decision: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the evaluation of a cycle is, and which undecided requirement comes next."""

    decided: int
    total: int
    following: AnswerRow | None


@dataclass(frozen=True)
class Evaluation:
    """The evaluator's list: undecided first, then in the edition's order."""

    cycle: CycleRow
    rows: tuple[EvaluationRow, ...]
    counts: tuple[DecisionCount, ...]
    progress: Progress
    chosen: str | None


def evaluation(
    cycle: CycleRow, visibility: Visibility, decision: str | None = None, *, at: Moment
) -> Evaluation:
    """The requirements of a cycle by the external decision, all or those of one (two statements)."""
    known, found = cycle.known, visible_rows(answers(cycle.id), visibility)
    pieces = counts_seen(cycle.id, visibility)
    counts = _counts(known.rules.scale, found)
    chosen = decision if decision in {each.decision for each in counts} else None
    rows = [_row(cycle, answer, pieces.get(answer.requirement_id, 0), at) for answer in found]
    kept = [row for row in rows if chosen in (None, row.decision)]
    return Evaluation(
        cycle=cycle,
        rows=tuple(sorted(kept, key=lambda row: row.decision != UNDECIDED)),
        counts=counts,
        progress=progress_of(found),
        chosen=chosen,
    )


def progress(cycle: CycleRow, visibility: Visibility, *, after: int | None = None) -> Progress:
    """How far the evaluation is, and what follows a requirement (one statement)."""
    return progress_of(visible_rows(answers(cycle.id), visibility), after=after)


def progress_of(rows: Sequence[AnswerRow], *, after: int | None = None) -> Progress:
    """The same of answers in the edition's order: the next undecided one comes round from the end.

    The requirement that one comes from is never what follows it.
    """
    undecided = [row for row in rows if row.external is None]
    here = next((place for place, row in enumerate(rows) if row.requirement_id == after), -1)
    onward = [row for row in (*rows[here + 1 :], *rows[: max(here, 0)]) if row.external is None]
    return Progress(len(rows) - len(undecided), len(rows), onward[0] if onward else None)


def _row(cycle: CycleRow, answer: AnswerRow, pieces: int, at: Moment) -> EvaluationRow:
    known = cycle.known
    marks = known.requirements[answer.code].rule.mandatory_for
    return EvaluationRow(
        requirement_id=answer.requirement_id,
        code=answer.code,
        title=answer.title,
        dimension=answer.dimension,
        mandatory=tuple(level.name for level in known.edition.levels if level.code in marks),
        claimed=NOT_APPLICABLE if answer.not_applicable else answer.declared,
        pieces=pieces,
        decision=answer.external or UNDECIDED,
        decided_on=at.day_of(answer.external_at),
    )


def _counts(scale: Scale, rows: Iterable[AnswerRow]) -> tuple[DecisionCount, ...]:
    """Undecided first, then the decisions that were taken, the best first."""
    taken = Counter(row.external for row in rows)
    grades = [grade.code for grade in reversed(scale.grades)] or sorted(
        (each for each in taken if each and each != NOT_APPLICABLE), key=scale.points, reverse=True
    )
    decided = [each for each in (*grades, NOT_APPLICABLE) if taken[each]]
    return (
        DecisionCount(UNDECIDED, NOT_YET, taken[None]),
        *(DecisionCount(each, answer_label(scale, each), taken[each]) for each in decided),
    )
