"""A task's own page, which every act on the task comes back to."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action, allows
from sello.evidence.domain.review import EvidenceState
from sello.register.queries import lists
from sello.tasks.domain.asking import ANSWERING, AskKind, may_ask
from sello.tasks.domain.states import Side, TaskState, Why, steps_from
from sello.tasks.queries import options, task
from sello.tasks.service import loading
from sello.web.guard import current_actor
from sello.web.moment import moment
from sello.web.tasks.forms import (
    AnswerForm,
    AskForm,
    AssignForm,
    AttachForm,
    CommentForm,
    GrantForm,
    StepForm,
    TimeForm,
)
from sello.web.versions import caught_up


@dataclass(frozen=True)
class Returned:
    """Forms that came back with errors, to be shown in place of empty ones."""

    step: StepForm | None = None
    comment: CommentForm | None = None
    assign: AssignForm | None = None
    attach: AttachForm | None = None
    ask: AskForm | None = None
    answer: AnswerForm | None = None
    time: TimeForm | None = None
    grant: GrantForm | None = None


@dataclass(frozen=True)
class Acts:
    """What the reader may say in the conversation now."""

    answers: bool
    decides_time: bool
    asks: bool
    asks_for_time: bool


def task_page(task_id: int, returned: Returned | None = None) -> ResponseReturnValue:
    """The page of a task; with status 422 when it shows a form that came back, 409 when that was stale."""
    actor = current_actor()
    detail = task.detail(task_id, actor, at=moment())
    units = options.units(today=moment().today, keep=_named(detail, "unit_id"))
    people = options.people(None, keep=_named(detail, "person_id"))
    sides = loading.sides(actor)
    forms = returned or Returned()
    saved = AssignForm(formdata=None, person_id=detail.task.person_id, version=str(detail.version))
    compared: tuple[Any, ...] = ()
    for form in filter(None, (forms.assign, saved)):
        form.offer(_within_reach(actor, detail, units, people))
    if forms.assign:
        compared = caught_up(forms.assign, saved, ("person_id",))
    html = render_template(
        "tasks/show.html",
        detail=detail,
        **_steps(detail, sides),
        **_forms(detail, forms, sides),
        acts=_acts(detail, sides),
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


def _steps(detail: task.TaskDetail, sides: Set[Side]) -> dict[str, Any]:
    """The steps that the reader may take, and which of them need their reason."""
    waiting = any(piece.state is EvidenceState.SUBMITTED for piece in detail.evidence)
    steps = steps_from(detail.task.state, sides, waiting=waiting)
    return {"steps": steps, "why_needed": {row.step for row in steps if row.why is Why.NEEDED}}


def _forms(detail: task.TaskDetail, forms: Returned, sides: Set[Side]) -> dict[str, Any]:
    """What can be said in the conversation: the forms that came back, and empty ones for the others."""
    return {
        "step_form": forms.step or StepForm(formdata=None),
        "comment_form": forms.comment or CommentForm(formdata=None),
        "ask_form": forms.ask or ask_form(sides),
        "answer_form": forms.answer or AnswerForm(formdata=None),
        "time_form": forms.time or TimeForm(formdata=None),
        "grant_form": forms.grant or _grant_form(detail),
    }


def ask_form(sides: Set[Side], *, sent: bool = False) -> AskForm:
    """The form of a question, offering whom somebody on these sides may ask."""
    form = AskForm() if sent else AskForm(formdata=None)
    form.offer(may_ask(sides))
    return form


def _acts(detail: task.TaskDetail, sides: Set[Side]) -> Acts:
    waiting = {ask.kind: ask.asked_of for ask in detail.asks}
    is_open = detail.task.state is not TaskState.CLOSED
    question, time = waiting.get(AskKind.QUESTION), waiting.get(AskKind.TIME)
    return Acts(
        answers=is_open and question is not None and ANSWERING.get(question) in sides,
        decides_time=is_open and time is not None and ANSWERING.get(time) in sides,
        asks=is_open and question is None and bool(may_ask(sides)),
        asks_for_time=is_open and time is None and sides == {Side.UNIT},
    )


def _grant_form(detail: task.TaskDetail) -> GrantForm:
    asked = next((ask.until for ask in detail.asks if ask.kind is AskKind.TIME), None)
    return GrantForm(formdata=None, until=asked)


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
    return [one for entry in detail.talk for one in (entry.changes or {}).get(field, ())]


def _names(offered: Iterable[options.UnitOption | options.PersonOption]) -> dict[int, str]:
    return {one.id: one.name for one in offered}
