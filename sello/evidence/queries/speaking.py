"""Of the evidence of a cycle the pieces that speak from today on.

Of each requirement a handful comes over, with its titles and days, and every verdict from today on is that of
all its pieces. Which ones they are lies in the kept sums, whatever the amount of evidence; where a sum does
not stand for today, just that requirement's pieces are looked through. What counts pieces, or looks back,
reads `facts_for_cycle`.
"""

from collections.abc import Iterator

from sqlalchemy import bindparam, select

from sello.core.db import db
from sello.core.moment import Moment
from sello.evidence.models import Evidence, EvidenceLink, RequirementSum
from sello.evidence.queries.facts import FACTS, as_facts
from sello.evidence.queries.ranked import ranked
from sello.evidence.queries.rows import Found
from sello.evidence.queries.sums import is_changing
from sello.level.state import EvidenceFact

AT_ONCE = 10_000
"""Pieces that one statement asks for: a database takes so many values and no more."""

KEPT = select(RequirementSum.requirement_id, RequirementSum.speaking, RequirementSum.accepted_at).where(
    RequirementSum.cycle_id == bindparam("cycle_id"), RequirementSum.total > 0
)
# Written so that every planner begins at the pieces, and not at all that serves the cycle.
NAMED = (
    select(*FACTS.selected_columns)
    .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
    .where(Evidence.id.in_(bindparam("ids", expanding=True)))
    .where(EvidenceLink.cycle_id + 0 == bindparam("cycle_id"))
    .order_by(Evidence.id)
)
_RANKED = ranked()
_RANKED_OF = ranked(EvidenceLink.requirement_id.in_(bindparam("requirement_ids", expanding=True)))
SPEAKING, SPEAKING_OF = (
    FACTS.where(EvidenceLink.id.in_(select(each.c.link_id).where((each.c.place == 1) | (each.c.coming == 1))))
    for each in (_RANKED, _RANKED_OF)
)


def speaking_for_cycle(cycle_id: int, *, at: Moment) -> dict[int, tuple[EvidenceFact, ...]]:
    """What the level engine is told for today and the days to come, by requirement id.

    Two statements; one more for requirements whose sums do not stand for today.
    """
    asked = {"cycle_id": cycle_id, "next_day": at.end_of(at.today)}
    if is_changing(db.session()):
        return as_facts(db.session.execute(SPEAKING, asked), at)
    kept = {row.requirement_id: row for row in db.session.execute(KEPT, {"cycle_id": cycle_id})}
    speak = {key: frozenset(row.speaking) for key, row in kept.items() if stands(row, at)}
    found = as_facts(_named(cycle_id, frozenset().union(*speak.values())), at)
    told = {key: tuple(fact for fact in found.get(key, ()) if fact.id in ids) for key, ids in speak.items()}
    if late := sorted(kept.keys() - speak.keys()):
        told |= as_facts(db.session.execute(SPEAKING_OF, asked | {"requirement_ids": late}), at)
    return told


def stands(row: Found, at: Moment) -> bool:
    """Whether the pieces that a kept sum names are those that speak today.

    It takes every acceptance as begun; who looks with an earlier clock than the one that accepted asks the
    pieces themselves.
    """
    return row.speaking is not None and (row.accepted_at is None or row.accepted_at < at.end_of(at.today))


def _named(cycle_id: int, ids: frozenset[int]) -> Iterator[Found]:
    chosen = sorted(ids)
    for start in range(0, len(chosen), AT_ONCE):
        yield from db.session.execute(NAMED, {"cycle_id": cycle_id, "ids": chosen[start : start + AT_ONCE]})
