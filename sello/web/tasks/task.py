"""A task's own page, which every act on the task comes back to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action, allows
from sello.register.queries import lists
from sello.tasks.domain.states import TaskState, Why, steps_from
from sello.tasks.queries import options, task
from sello.tasks.service import loading
from sello.web.guard import current_actor
from sello.web.moment import moment
from sello.web.stale_form import caught_up
from sello.web.tasks.forms import AssignForm, AttachForm, CommentForm, StepForm


@dataclass(frozen=True)
class Returned:
    """Forms that came back with errors, to be shown in place of empty ones."""

    step: StepForm | None = None
    comment: CommentForm | None = None
    assign: AssignForm | None = None
    attach: AttachForm | None = None


def task_page(task_id: int, returned: Returned | None = None) -> ResponseReturnValue:
    """The page of a task; with status 422 when it shows a form that came back, 409 when that was stale."""
    actor = current_actor()
    detail = task.detail(task_id, actor, at=moment())
    units = options.units(today=moment().today, keep=_named(detail, "unit_id"))
    people = options.people(None, keep=_named(detail, "person_id"))
    steps = steps_from(detail.task.state, loading.sides(actor))
    forms = returned or Returned()
    saved = AssignForm(formdata=None, person_id=detail.task.person_id, version=str(detail.version))
    saved.offer(_within_reach(actor, detail, units, people))
    if forms.assign:
        forms.assign.offer(_within_reach(actor, detail, units, people))
    compared = caught_up(forms.assign, saved, ("person_id",)) if forms.assign else ()
    html = render_template(
        "tasks/show.html",
        detail=detail,
        steps=steps,
        why_needed={row.step for row in steps if row.why is Why.NEEDED},
        step_form=forms.step or StepForm(formdata=None),
        comment_form=forms.comment or CommentForm(formdata=None),
        assign_form=forms.assign or saved,
        compared=compared,
        attach_form=forms.attach or _attach_form(task_id, actor),
        initiatives=lists.for_task(task_id),
        unit_names=_names(units),
        person_names=_names(people),
        closed=detail.task.state is TaskState.CLOSED,
    )
    if compared:
        return html, 409
    return html, 200 if returned is None else 422


def _attach_form(task_id: int, actor: Actor) -> AttachForm:
    form = AttachForm(formdata=None)
    form.offer(task.evidence_to_attach(task_id, actor))
    return form


def _within_reach(
    actor: Actor,
    detail: task.TaskDetail,
    units: tuple[options.UnitOption, ...],
    people: tuple[options.PersonOption, ...],
) -> list[options.PersonOption]:
    """To whom the actor may give the task: its unit's branch, for a unit head within her own."""
    branch = options.branch_of(units, detail.task.unit_id)
    if not allows(actor, Action.TASK_MANAGE):
        branch &= actor.unit_ids
    return [one for one in people if one.unit_id in branch or one.id == detail.task.person_id]


def _named(detail: task.TaskDetail, field: str) -> list[Any]:
    """The ids that the history of changes names, so that also those that are gone have their names."""
    return [one for event in detail.events for one in event.changes.get(field, ())]


def _names(offered: Iterable[options.UnitOption | options.PersonOption]) -> dict[int, str]:
    return {one.id: one.name for one in offered}
