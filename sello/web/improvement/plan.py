"""The plan as it is worked on: its objectives, its carta Gantt, how it goes, what it still lacks."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.cycles.queries import cycles
from sello.cycles.queries.cycles import CycleRow
from sello.improvement.domain.plan import Plan
from sello.improvement.domain.progress import counts
from sello.improvement.domain.rules import lacks_of, objective_lacks
from sello.improvement.queries import plan as queries
from sello.reports.improvement.document import budget_words
from sello.web.guard import current_actor, permits
from sello.web.improvement import bp
from sello.web.improvement.shown import Standing, drawings, standing
from sello.web.moment import moment
from sello.web.request_values import asked_id


@bp.get("/")
@permits(Action.PLAN_VIEW)
def index() -> ResponseReturnValue:
    """Show the plan of a cycle."""
    cycle = cycles.choose(asked_id("ciclo"), current_actor().visibility)
    if cycle is None:
        return render_template("improvement/no_cycle.html")
    row = queries.plan_of(cycle.id)
    plan = Plan() if row is None else queries.draft(row.id)
    stands = Standing({}, {}) if row is None else standing(plan, row.id)
    versions = () if row is None else queries.versions(row.id, current_actor().visibility)
    last = queries.contents(row.id, versions[0].number) if row is not None and versions else None
    return render_template(
        "improvement/index.html",
        cycle=cycle,
        plan=plan,
        stands=stands,
        counts=counts(stands.states.values()),
        drawings=drawings(plan, stands.states, gettext),
        versions=versions,
        changed=last is not None and last != plan,
        lacks=_lacks(plan, cycle),
        budget=budget_words(plan, gettext) if plan.actions else "",
        events=() if row is None else queries.history(row.id),
        today=moment().today,
    )


def _lacks(plan: Plan, cycle: CycleRow) -> dict[tuple[str, int], tuple[str, ...]]:
    """What lacks, in words, by what it is and its number."""
    found = {("objetivo", one.number): objective_lacks(one) for one in plan.objectives}
    found |= {("accion", one.number): lacks_of(one, cycle.evaluation_on) for one in plan.actions}
    return {key: tuple(gettext(lack.label) for lack in lacks) for key, lacks in found.items() if lacks}
