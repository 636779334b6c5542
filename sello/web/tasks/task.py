"""A task's own page, which every act on the task comes back to."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action, allows
from sello.evidence.domain.review import EvidenceState
from sello.evidence.queries.piece import stored_file
from sello.progress.carried import NOTHING
from sello.progress.carrying import with_closing
from sello.register.queries import lists
from sello.reports.ordinario.queries import letters_of
from sello.tasks.domain.asking import ANSWERING, AskKind, may_ask
from sello.tasks.domain.states import Side, Step, TaskKind, TaskState, Why, steps_from
from sello.tasks.queries import consulting, doors, task
from sello.tasks.queries.doors import LivingLink
from sello.tasks.service import loading
from sello.web.guard import current_actor
from sello.web.moment import moment
from sello.web.reader import Reader, beside
from sello.web.request_values import asked_id
from sello.web.stale_form import Row, caught_up
from sello.web.tasks.by_values import answering
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
from sello.web.tasks.side_forms import ChecksForm, PauseForm


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
    checks: ChecksForm | None = None
    pause: PauseForm | None = None


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
    sides = loading.sides(actor)
    forms = returned or Returned()
    assign_form, compared = _assign_form(detail, forms.assign)
    told = {
        **_steps(detail, sides, step_form := forms.step or StepForm(formdata=None)),
        **_forms(detail, forms, sides),
        "attach_form": forms.attach or _attach_form(detail),
        "initiatives": (initiatives := lists.for_task(task_id, actor.visibility)),
        "answering": answering(detail, actor) if initiatives else (),
        "letters": letters_of(task_id, actor),
        "links": _links(task_id, actor),
        "about": consulting.piece_of(task_id, actor) if detail.task.kind is TaskKind.QUERY else None,
        "reader": _reader(detail, actor),  # the last: it lets go of the database
    }
    html = render_template(
        "tasks/show.html",
        detail=detail,
        **told,
        step_form=step_form,
        acts=_acts(detail, sides),
        assign_form=assign_form,
        compared=compared,
        unit_names=detail.around.unit_names,
        person_names=detail.around.person_names,
        closed=detail.task.state is TaskState.CLOSED,
        paused=detail.paused_until is not None and detail.paused_until >= moment().today,
    )
    if compared:
        return html, 409
    return html, 200 if returned is None else 422


def _reader(detail: task.TaskDetail, actor: Actor) -> Reader | None:
    """The piece of the conversation that the address asks to read."""
    asked = asked_id("leer")
    if asked not in {each.id for each in detail.evidence if each.visible}:
        return None
    return beside(actor, stored_file(asked, None, actor.visibility), "tasks.show", task_id=detail.task.id)


def _links(task_id: int, actor: Actor) -> tuple[LivingLink, ...]:
    """The links of mails that open it today: every one for the secretariat, else the reader's own."""
    if not allows(actor, Action.TASK_WORK):
        return ()
    found = doors.of_task(task_id, now=moment().now)
    return found if actor.is_secretariat else tuple(one for one in found if one.person_id == actor.person_id)


def _steps(detail: task.TaskDetail, sides: Set[Side], form: StepForm) -> dict[str, Any]:
    """The steps that the reader may take, which of them need their reason, and what accepting carries."""
    waiting = any(piece.state is EvidenceState.SUBMITTED for piece in detail.evidence)
    steps = steps_from(detail.task.state, sides, waiting=waiting, kind=detail.task.kind)
    accepts = any(row.step is Step.ACCEPT for row in steps)
    accepting = with_closing(detail.task.id, at=moment()) if accepts else NOTHING
    form.carries.data = accepting.mark
    return {
        "steps": steps,
        "why_needed": {row.step for row in steps if row.why is Why.NEEDED},
        "accepting": accepting,
    }


def _forms(detail: task.TaskDetail, forms: Returned, sides: Set[Side]) -> dict[str, Any]:
    """What can be said in the conversation: the forms that came back, and empty ones for the others."""
    return {
        "comment_form": forms.comment or CommentForm(formdata=None),
        "ask_form": forms.ask or ask_form(sides),
        "answer_form": forms.answer or AnswerForm(formdata=None),
        "time_form": forms.time or TimeForm(formdata=None),
        "grant_form": forms.grant or _grant_form(detail),
        "checks_form": forms.checks or _checks_form(detail),
        "pause_form": forms.pause or PauseForm(formdata=None),
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
        asks_for_time=time is None and sides == {Side.UNIT} and _is_open_work(detail),
    )


def _is_open_work(detail: task.TaskDetail) -> bool:
    return detail.task.state is not TaskState.CLOSED and detail.task.kind is TaskKind.WORK


def _checks_form(detail: task.TaskDetail) -> ChecksForm:
    """The checklist as it is ticked."""
    form = ChecksForm(formdata=None, done=[one.id for one in detail.beside.checks if one.ticked_at])
    form.offer(detail.beside.checks)
    return form


def _grant_form(detail: task.TaskDetail) -> GrantForm:
    asked = next((ask.until for ask in detail.asks if ask.kind is AskKind.TIME), None)
    return GrantForm(formdata=None, until=asked)


def _attach_form(detail: task.TaskDetail) -> AttachForm:
    form = AttachForm(formdata=None)
    form.offer(detail.attachable)
    return form


def _assign_form(detail: task.TaskDetail, typed: AssignForm | None) -> tuple[AssignForm, tuple[Row, ...]]:
    """The form as it is saved, or as it came back with both versions if it was stale."""
    saved = AssignForm(formdata=None, person_id=detail.task.person_id, version=str(detail.version))
    saved.offer(detail.around.within_reach)
    if typed is None:
        return saved, ()
    typed.offer(detail.around.within_reach)
    return typed, caught_up(typed, saved, ("person_id",))
