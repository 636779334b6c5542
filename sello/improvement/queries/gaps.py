"""The gaps of which a plan is made: each requirement that asks for work and is in no objective."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.cycles.models import Answer
from sello.cycles.queries.cycles import CycleRow
from sello.evidence.domain.review import Decision
from sello.evidence.models import Evidence, EvidenceLink, Review
from sello.evidence.queries.conditions import returned, seen_by
from sello.improvement.domain.gaps import Gap, Source
from sello.improvement.domain.plan import Plan
from sello.level.state import Reading
from sello.planning.domain.suppose import judged_on
from sello.planning.queries.overview import ways_up
from sello.progress.standing import Standing, standing_today


def gaps(cycle: CycleRow, plan: Plan, actor: Actor, *, at: Moment) -> tuple[Gap, ...]:
    """What a plan could still take up, in the order of the edition (eight statements at most)."""
    stands = standing_today(cycle, at=at)
    taken = {one.id for objective in plan.objectives for one in objective.requirements}
    findings, remarks = _findings(cycle.id, stands, at), _remarks(cycle.id, actor)
    unmet, way = _unmet(stands, at), _way(stands, at)
    found = []
    for row in stands.answers:
        sources = (
            (Source.SELF, row.code in unmet),
            (Source.WAY, row.code in way),
            (Source.FINDING, row.requirement_id in findings),
            (Source.REMARK, row.requirement_id in remarks),
        )
        seen = tuple(source for source, is_so in sources if is_so)
        if seen and row.requirement_id not in taken:
            words = (*findings.get(row.requirement_id, ()), *remarks.get(row.requirement_id, ()))
            gap = Gap(row.requirement_id, row.code, row.title, row.dimension, row.unit_name, seen, words)
            found.append(gap)
    return tuple(found)


def _unmet(stands: Standing, at: Moment) -> frozenset[str]:
    """What the units themselves do not declare as met."""
    verdicts = stands.verdicts(Reading.SELF, at.today)
    return frozenset(code for code, one in verdicts.items() if one.applicable and not one.met)


def _way(stands: Standing, at: Moment) -> frozenset[str]:
    """What the cheapest way to the lowest level asks that is not reached yet."""
    as_of = judged_on(stands.cycle.evaluation_on, at.today)
    lines = (line for line in ways_up(stands, as_of=as_of, today=at.today) if not line.reached)
    first = next(lines, None)
    steps = first.ways[0].steps if first is not None and first.ways else ()
    return frozenset(step.code for step in steps)


def _findings(cycle_id: int, stands: Standing, at: Moment) -> Mapping[int, tuple[str, ...]]:
    """What the evaluation decided against, with what it wrote."""
    verdicts = stands.verdicts(Reading.EXTERNAL, at.today)
    against = {
        row.requirement_id
        for row in stands.answers
        if row.external is not None and verdicts[row.code].applicable and not verdicts[row.code].met
    }
    if not against:
        return {}
    notes = db.session.execute(
        select(Answer.requirement_id, Answer.external_note).where(
            Answer.cycle_id == cycle_id, Answer.requirement_id.in_(sorted(against))
        )
    )
    return _grouped(against, notes)


def _remarks(cycle_id: int, actor: Actor) -> Mapping[int, tuple[str, ...]]:
    """The remarks that wait for an answer, of the pieces that stand returned."""
    found = db.session.execute(
        select(EvidenceLink.requirement_id, Review.remark)
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .join(Review, Review.evidence_id == Evidence.id)
        .where(
            EvidenceLink.cycle_id == cycle_id,
            Review.decision == Decision.RETURNED,
            Review.remedied_at.is_(None),
            returned(),
            seen_by(actor.visibility),
        )
        .order_by(Review.id)
    ).all()
    return _grouped({requirement_id for requirement_id, _ in found}, found)


def _grouped(ids: Collection[int], said: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    grouped: dict[int, list[str]] = defaultdict(list)
    for requirement_id, words in said:
        if words.strip() and words.strip() not in grouped[requirement_id]:
            grouped[requirement_id].append(words.strip())
    return {requirement_id: tuple(grouped[requirement_id]) for requirement_id in ids}
