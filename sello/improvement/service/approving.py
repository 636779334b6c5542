"""The committee approves a plan: it is kept whole as a version, which nobody changes any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.improvement.domain.plan import Plan, to_value
from sello.improvement.domain.refusals import ActToCome, NoSuchMinutes
from sello.improvement.domain.rules import check_approvable
from sello.improvement.models import PlanVersion
from sello.improvement.queries.options import minutes
from sello.improvement.queries.plan import contents, draft, threads, versions
from sello.improvement.service.actions import ask
from sello.improvement.service.loading import held_plan


@dataclass(frozen=True, slots=True)
class Approval:
    """The committee's act, and whether its actions are asked for at once."""

    act_number: str
    act_on: date
    evidence_id: int
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Approved:
    """The version that came of it, and how many actions were asked for."""

    number: int
    asked: int


def approve(
    actor: Actor,
    plan_id: int,
    said: Approval,
    *,
    version: int,
    at: Moment,
    translate: Callable[[str], str],
) -> Approved:
    """Keep what the plan says as the version that the committee approved.

    Raises Stale where the plan changed since the page was opened, and what the rules refuse.
    """
    plan = held_plan(plan_id, actor)
    if plan.version != version:
        raise Stale
    _check_act(actor, said, at)
    now_said, before = draft(plan_id), versions(plan_id, actor.visibility)
    last_number = before[0].number if before else 0
    last = contents(plan_id, last_number) if before else None
    check_approvable(now_said, last, last_number)
    number = last_number + 1
    row = PlanVersion(
        plan_id=plan_id,
        number=number,
        act_number=said.act_number.strip(),
        act_on=said.act_on,
        evidence_id=said.evidence_id,
        contents=to_value(now_said),
        approved_at=at.now,
        approved_by=actor.person_id,
    )
    db.session.add(row)
    plan.version += 1
    act = Act.IMPROVEMENT_PLAN_APPROVED
    record(actor, act, plan_id, now=at.now, number=number, evidence_id=said.evidence_id)
    db.session.flush()
    return Approved(number, _ask_all(actor, plan_id, now_said, at, translate) if said.asks else 0)


def _check_act(actor: Actor, said: Approval, at: Moment) -> None:
    if said.act_on > at.today:
        raise ActToCome
    if said.evidence_id not in {one.id for one in minutes(actor)}:
        raise NoSuchMinutes


def _ask_all(actor: Actor, plan_id: int, plan: Plan, at: Moment, translate: Callable[[str], str]) -> int:
    """Ask for the actions that never were, but for those whose last day has passed: they need another."""
    asked = threads(plan_id)
    due = [one for one in plan.actions if one.id not in asked and one.ends_on >= at.today]
    for one in due:
        ask(actor, one.id, at=at, translate=translate)
    return len(due)
