"""What every screen of a plan needs: which cycle, its plan, how its actions stand for whoever looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sello.core.refusal import NotFound
from sello.cycles.queries import cycles
from sello.cycles.queries.cycles import CycleRow
from sello.improvement.domain.plan import Plan
from sello.improvement.domain.progress import ActionState, Thread, state_of
from sello.improvement.queries.plan import PlanRow, contents, draft, plan_of, threads, versions
from sello.reports.document.path import Drawing
from sello.reports.document.wording import Translate
from sello.reports.improvement.document import Handed
from sello.reports.improvement.gantt import NARROW, WIDE, States, draw, span
from sello.web.guard import current_actor
from sello.web.moment import moment
from sello.web.request_values import asked_id

WIDTHS = {"wide": WIDE, "narrow": NARROW}
"""The drawing in both widths, of which the page shows the one that it has room for."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How actions stand, and their tasks, as far as the reader may know: of her units."""

    states: Mapping[int, ActionState]
    threads: Mapping[int, tuple[Thread, ...]]


def asked_cycle() -> CycleRow:
    """The cycle that the address names, else the current one; raises NotFound where there is none."""
    cycle = cycles.choose(asked_id("ciclo"), current_actor().visibility)
    if cycle is None:
        raise NotFound
    return cycle


def plan_here() -> PlanRow:
    """The plan of that cycle; raises NotFound while nobody has begun it."""
    found = plan_of(asked_cycle().id)
    if found is None:
        raise NotFound
    return found


def standing(plan: Plan, plan_id: int) -> Standing:
    """How the actions of a plan stand today."""
    visibility, today = current_actor().visibility, moment().today
    known = threads(plan_id)
    own = [action for action in plan.actions if visibility.sees_unit(action.unit_id)]
    return Standing(
        states={one.id: state_of(one, known.get(one.id, ()), today=today) for one in own},
        threads={
            one.id: tuple(each for each in known.get(one.id, ()) if visibility.sees_unit(each.unit_id))
            for one in own
        },
    )


def drawings(plan: Plan, states: States, translate: Translate) -> list[tuple[str, Drawing]]:
    """The carta Gantt in both widths; nothing while there is no action."""
    over, today = span(plan), moment().today
    if over is None:
        return []
    return [
        (kind, draw(plan.actions, over, states, width, today, translate)) for kind, width in WIDTHS.items()
    ]


def handed(cycle: CycleRow, number: int | None) -> Handed:
    """A version as it is handed in, or what the plan says now; raises NotFound for one that is not there."""
    found = plan_of(cycle.id)
    if found is None and number is not None:
        raise NotFound
    plan, stands, approved = Plan(), Standing({}, {}), None
    if found is not None:
        plan = draft(found.id) if number is None else contents(found.id, number)
        stands = standing(plan, found.id)
        known = versions(found.id, current_actor().visibility)
        approved = next((one for one in known if one.number == number), None)
    return Handed(
        plan=plan,
        institution=current_actor().institution_name,
        cycle=cycle.name,
        level=cycle.target_name,
        states=stands.states,
        today=moment().today,
        number=number,
        act_number=approved.act_number if approved else "",
        act_on=approved.act_on if approved else None,
    )
