"""What a gap's chain names elsewhere: actions of the improvement plan, indicators of the initiative."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sello.accounts.permissions import Action, allows
from sello.cycles.queries import cycles
from sello.improvement.queries import options, plan
from sello.indicators.queries import rows as indicators
from sello.register.parts import queries as parts
from sello.register.parts.domain.columns import Part
from sello.web.guard import current_actor


def offered(initiative_id: int) -> dict[str, dict[int, str]]:
    """What can be named, by column: the actions of this cycle's plan, the initiative's own indicators.

    What the chain names already can stay.
    """
    before = named(parts.read(initiative_id, [Part.CHAIN]))
    measured = indicators.of_initiative(initiative_id, current_actor().visibility)
    return {
        "action_id": {one.id: one.title for one in before["action_id"].values()} | dict(_planned()),
        "indicator_id": before["indicator_id"] | {one.id: one.name for one in measured},
    }


def named(found: parts.Parts) -> dict[str, dict[int, Any]]:
    """What is named and may be opened by the reader, by column (one statement for each that is)."""
    actor = current_actor()
    ids = {
        name: {values[name] for values in found.values(Part.CHAIN)} - {None}
        for name in ("action_id", "indicator_id")
    }
    reads_plan = allows(actor, Action.PLAN_VIEW)
    return {
        "action_id": options.actions_called(ids["action_id"]) if reads_plan else {},
        "indicator_id": indicators.called(ids["indicator_id"], actor.visibility),
    }


def _planned() -> Iterator[tuple[int, str]]:
    cycle_id = cycles.current_id()
    found = plan.plan_of(cycle_id) if cycle_id is not None else None
    if found is None:
        return
    for objective in plan.draft(found.id).objectives:
        yield from ((action.id, action.title) for action in objective.actions)
