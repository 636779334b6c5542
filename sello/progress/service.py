"""Acts that rest on where the cycle stands: the fact is read here, whoever asks, and the owner writes."""

from datetime import date

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.cycles.queries import cycles
from sello.cycles.service import answers, cuts
from sello.evidence.queries.requirement import of_requirement
from sello.progress.standing import standing


def validate(
    actor: Actor,
    cycle_id: int,
    requirement_id: int,
    validated: str | None,
    *,
    note: str,
    version: int,
    at: Moment,
) -> None:
    """Keep the secretariat's decision on an answer; whether evidence in force backs it is read here.

    Refuses as `cycles.service.answers.validate` does.
    """
    facts = of_requirement(cycle_id, requirement_id, actor.visibility, at=at).facts
    answers.validate(
        actor,
        cycle_id,
        requirement_id,
        validated,
        note=note,
        in_force=any(fact.counts_on(at.today) for fact in facts),
        version=version,
        now=at.now,
    )


def make_cut(
    actor: Actor,
    cycle_id: int,
    name: str,
    *,
    as_of: date,
    is_baseline: bool = False,
    at: Moment,
) -> int:
    """Freeze where a cycle stood on a day under a name, and return the cut's id.

    Refuses as `cycles.service.cuts.make_cut` does.
    """
    cycle = cycles.find(cycle_id, actor.visibility)
    frozen = standing(cycle, as_of=as_of, at=at).snapshot(as_of)
    return cuts.make_cut(actor, cycle.id, name, frozen, is_baseline=is_baseline, at=at)
