"""Saying of many requirements at once which unit answers for each."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sello.accounts.domain.actor import Actor
from sello.cycles.service.answers import assign


def assign_each(
    actor: Actor,
    cycle_id: int,
    wanted: Mapping[int, int | None],
    *,
    seen: Mapping[int, int | None],
    now: datetime,
) -> tuple[int, ...]:
    """Give each requirement to its unit (None: to nobody); the ids of those that changed hands.

    ``seen`` are the units that the page showed, by requirement. Raises Stale when one of those that change
    has another by now, and what `assign` raises.
    """
    changed = {each: unit for each, unit in wanted.items() if unit != seen.get(each)}
    by_unit: dict[int | None, list[int]] = defaultdict(list)
    for requirement_id, unit_id in changed.items():
        by_unit[unit_id].append(requirement_id)
    for unit_id, ids in by_unit.items():
        assign(actor, cycle_id, ids, unit_id, seen={each: seen.get(each) for each in ids}, now=now)
    return tuple(changed)
