"""What a decision on evidence carries with it, as values, and the rules of when it does.

Pure: `carrying` reads what they are told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sello.catalogue.domain.rules import EditionRules
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.level.state import EvidenceFact, RequirementState, ReviewState
from sello.tasks.queries.task import TaskRef


class CarriesOther(Refusal):
    """Somebody acted after the page was drawn: the act would do more than its button said, or less."""

    message = N_(
        "Mientras usted revisaba, cambió lo que esta decisión lleva consigo. No se guardó nada: vea lo que "
        "dice ahora el botón y decida de nuevo."
    )
    status = 409


@dataclass(frozen=True, slots=True)
class AnswerRef:
    """A requirement whose validation goes along with a decision."""

    cycle_id: int
    requirement_id: int
    code: str
    grade: str
    version: int
    note: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What goes along with a decision on a piece."""

    tasks: tuple[TaskRef, ...]
    answers: tuple[AnswerRef, ...]

    @property
    def mark(self) -> str:
        """All of it in one word, which a form brings back: whether its page still says what would be done."""
        tasks = [f"t{task.id}" for task in self.tasks]
        return " ".join([*tasks, *(f"a{a.cycle_id}-{a.requirement_id}={a.grade}" for a in self.answers)])

    def refuse_unless_shown(self, shown: str | None) -> None:
        """Refuse with CarriesOther what a page did not say; None for an act that no page offered."""
        if shown is not None and shown != self.mark:
            raise CarriesOther


NOTHING = Carried((), ())


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was decided before in the same act, and is not written yet while it is only foreseen."""

    accepted: frozenset[int] = frozenset()
    replaced: frozenset[int] = frozenset()
    """The pieces whose place the accepted ones took."""
    closed: frozenset[int] = frozenset()
    validated: frozenset[tuple[int, int]] = frozenset()
    """Cycle and requirement."""

    def then(self, evidence_id: int, replaces_id: int | None, carried: Carried) -> Earlier:
        """The same, with one more piece accepted and what that carried."""
        return Earlier(
            self.accepted | {evidence_id},
            self.replaced | ({replaces_id} if replaces_id else set()),
            self.closed | {task.id for task in carried.tasks},
            self.validated | {(each.cycle_id, each.requirement_id) for each in carried.answers},
        )


FIRST = Earlier()


def completes(
    state: RequirementState, rules: EditionRules, then: Earlier, open_tasks: int, at: Moment
) -> bool:
    """Whether nothing is missing of a requirement once some pieces are accepted: only the validation is.

    Its unit has declared a grade that counts, a piece is in force, and nothing waits: no evidence, no task.
    """
    if state.declared is None or open_tasks or rules.scale.points(state.declared) <= 0:
        return False
    facts = [_as_then(fact, then, at) for fact in state.evidence]
    settled = all(fact.review is ReviewState.ACCEPTED and not fact.to_confirm for fact in facts)
    return settled and any(fact.counts_on(at.today) for fact in facts)


def rests_on(
    state: RequirementState, rules: EditionRules, evidence_id: int, revived: int | None, at: Moment
) -> bool:
    """Whether a validation rests on one piece alone: without it nothing is in force.

    `revived` is the piece that counts again when this one no longer takes its place.
    """
    if rules.scale.points(str(state.validated)) <= 0:
        return False
    now = [fact for fact in state.evidence if fact.counts_on(at.today)]
    rest = [
        replace(fact, superseded_on=None) if fact.id == revived else fact
        for fact in state.evidence
        if fact.id != evidence_id
    ]
    return bool(now) and not any(fact.counts_on(at.today) for fact in rest)


def _as_then(fact: EvidenceFact, then: Earlier, at: Moment) -> EvidenceFact:
    if fact.id in then.replaced:
        fact = replace(fact, superseded_on=fact.superseded_on or at.today)
    if fact.id not in then.accepted:
        return fact
    return replace(
        fact,
        review=ReviewState.ACCEPTED,
        accepted_on=fact.accepted_on or at.today,
        to_confirm=False,
    )
