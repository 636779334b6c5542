"""Versions of the plan as the committee approved them, and how two of them differ."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.refusal import NotFound
from sello.improvement.domain.comparing import ChangeKind, differences
from sello.improvement.domain.plan import Plan
from sello.improvement.domain.progress import counts
from sello.improvement.queries import plan as queries
from sello.reports.improvement.document import budget_words
from sello.web.guard import current_actor, permits
from sello.web.improvement import bp
from sello.web.improvement.shown import asked_cycle, drawings, plan_here, standing
from sello.web.request_values import asked_id


@bp.get("/versiones/<int:number>")
@permits(Action.PLAN_VIEW)
def version(number: int) -> ResponseReturnValue:
    """Show a version as it was approved, and how its actions stand today."""
    cycle, row = asked_cycle(), plan_here()
    plan, known = queries.contents(row.id, number), queries.versions(row.id, current_actor().visibility)
    stands = standing(plan, row.id)
    return render_template(
        "improvement/version.html",
        cycle=cycle,
        plan=plan,
        approved=next(one for one in known if one.number == number),
        versions=known,
        stands=stands,
        counts=counts(stands.states.values()),
        drawings=drawings(plan, stands.states, gettext),
        budget=budget_words(plan, gettext),
    )


@bp.get("/cambios")
@permits(Action.PLAN_VIEW)
def changes() -> ResponseReturnValue:
    """Show what changed from one version to another, or to what the plan says now."""
    cycle, row = asked_cycle(), plan_here()
    numbers = [one.number for one in queries.versions(row.id, current_actor().visibility)]
    before = asked_id("de") or (numbers[0] if numbers else None)
    after = asked_id("a")
    if before is None:
        raise NotFound
    found = differences(queries.contents(row.id, before), _said(row.id, after))
    return render_template(
        "improvement/changes.html",
        cycle=cycle,
        changes=found,
        kinds=tuple(ChangeKind),
        numbers=numbers,
        before=before,
        after=after,
    )


def _said(plan_id: int, number: int | None) -> Plan:
    return queries.draft(plan_id) if number is None else queries.contents(plan_id, number)
