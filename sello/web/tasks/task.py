"""A task's own page, which every act on the task comes back to."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from sello.accounts.domain.actor import Actor
from sello.register.queries import lists
from sello.tasks.domain.states import TaskState, Why, steps_from
from sello.tasks.queries import task
from sello.tasks.service import loading
from sello.web.guard import current_actor
from sello.web.moment import moment
from sello.web.stale_form import Row, caught_up
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
    steps = steps_from(detail.task.state, loading.sides(actor))
    forms = returned or Returned()
    assign_form, compared = _assign_form(detail, forms.assign)
    html = render_template(
        "tasks/show.html",
        detail=detail,
        steps=steps,
        why_needed={row.step for row in steps if row.why is Why.NEEDED},
        step_form=forms.step or StepForm(formdata=None),
        comment_form=forms.comment or CommentForm(formdata=None),
        assign_form=assign_form,
        compared=compared,
        attach_form=forms.attach or _attach_form(task_id, actor),
        initiatives=lists.for_task(task_id),
        unit_names=detail.around.unit_names,
        person_names=detail.around.person_names,
        closed=detail.task.state is TaskState.CLOSED,
    )
    if compared:
        return html, 409
    return html, 200 if returned is None else 422


def _attach_form(task_id: int, actor: Actor) -> AttachForm:
    form = AttachForm(formdata=None)
    form.offer(task.evidence_to_attach(task_id, actor))
    return form


def _assign_form(detail: task.TaskDetail, typed: AssignForm | None) -> tuple[AssignForm, tuple[Row, ...]]:
    """The form as it is saved, or as it came back with both versions if it was stale."""
    saved = AssignForm(formdata=None, person_id=detail.task.person_id, version=str(detail.version))
    saved.offer(detail.around.within_reach)
    if typed is None:
        return saved, ()
    typed.offer(detail.around.within_reach)
    return typed, caught_up(typed, saved, ("person_id",))
