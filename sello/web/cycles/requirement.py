"""One requirement: what it asks, its answer, its evidence and tasks, the decisions on it, its history."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action, allows
from sello.cycles.domain.words import answer_label
from sello.cycles.service import answers as service
from sello.progress import evaluation
from sello.progress import requirement as queries
from sello.progress import service as progress
from sello.progress.requirement import Opened
from sello.web import once, undoing
from sello.web.answers import accepted
from sello.web.cycles import bp
from sello.web.cycles.forms import (
    AnswerForm,
    DecisionForm,
    ValidationForm,
    answer_form,
    decision_form,
)
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.request_values import read_id


@bp.get("/requerimientos/<int:requirement_id>")
@permits(Action.REQUIREMENT_VIEW)
def requirement(requirement_id: int) -> ResponseReturnValue:
    """Show a requirement in the current cycle, or in the one that the address names."""
    return _page(_open(requirement_id))


@bp.post("/requerimientos/<int:requirement_id>/respuesta")
@permits(Action.ANSWER_EDIT)
@once.sets
def answer(requirement_id: int) -> ResponseReturnValue:
    """Keep what the unit says; over another person's change, show both versions and let her decide."""
    opened = _open(requirement_id)
    known = opened.cycle.known
    form = answer_form(known.rules, known.requirements[opened.detail.row.code].rule)

    def keep() -> bool:
        service.declare(
            opened.actor,
            opened.cycle.id,
            requirement_id,
            form.said(),
            version=form.version.data or 0,
            now=moment().now,
        )
        return True

    return _finish(opened, form, keep, gettext("Se guardó la respuesta."), answer_form=form)


@bp.post("/requerimientos/<int:requirement_id>/validacion")
@permits(Action.ANSWER_VALIDATE)
@once.sets
def validate(requirement_id: int) -> ResponseReturnValue:
    """Keep the secretariat's decision on the answer."""
    opened = _open(requirement_id)
    form = _validation_form(opened)

    def keep() -> bool:
        done = progress.validate(
            opened.actor,
            opened.cycle.id,
            requirement_id,
            form.decided(),
            note=form.note.data or "",
            version=form.version.data or 0,
            at=moment(),
        )
        undoing.offer(done.id)
        return True

    return _finish(opened, form, keep, gettext("Se guardó la validación."), validation=form)


@bp.post("/requerimientos/<int:requirement_id>/decision")
@permits(Action.ANSWER_DECIDE)
@once.sets
def decide(requirement_id: int) -> ResponseReturnValue:
    """Keep the decision of the external evaluation."""
    opened = _open(requirement_id)
    form = _decision_form(opened)

    def keep() -> bool:
        service.decide(
            opened.actor,
            opened.cycle.id,
            requirement_id,
            form.decided(),
            note=form.note.data or "",
            version=form.version.data or 0,
            now=moment().now,
        )
        return True

    said = gettext("Se guardó la decisión externa sobre %(code)s.", code=opened.detail.row.code)
    return _finish(opened, form, keep, said, goes_on=_next_to_decide, decision=form)


def _open(requirement_id: int) -> Opened:
    """Find what the reader may see, in the cycle that the address or the form names."""
    cycle_id = read_id(request.values.get("ciclo"))
    return queries.opened(current_actor(), requirement_id, cycle_id, at=moment())


def _finish(
    opened: Opened,
    form: AnswerForm | DecisionForm,
    keep: Callable[[], bool],
    message: str,
    goes_on: Callable[[Opened], str] | None = None,
    **forms: AnswerForm | DecisionForm,
) -> ResponseReturnValue:
    if accepted(form, keep):
        flash(message, "success")
        return redirect((goes_on or _here)(opened), 303)
    now_saved = _open(opened.requirement_id)
    stale = form.version.data is not None and form.version.data != now_saved.detail.row.version
    return _page(now_saved, stale=stale, **forms), 409 if stale else 422


def _next_to_decide(opened: Opened) -> str:
    """For whoever evaluates, the next requirement without her decision, or her list; else where one was."""
    evaluating = _evaluating(opened)
    if evaluating is None:
        return _here(opened)
    named = None if opened.cycle.is_current else opened.cycle.id
    if evaluating.following is None:
        return url_for("cycles.evaluation", ciclo=named)
    return url_for("cycles.requirement", requirement_id=evaluating.following.requirement_id, ciclo=named)


def _evaluating(opened: Opened) -> evaluation.Progress | None:
    """How far her evaluation is, for whoever evaluates."""
    if not allows(opened.actor, Action.EVALUATION_WORK):
        return None
    return evaluation.progress(opened.cycle, opened.actor.visibility, after=opened.requirement_id)


def _here(opened: Opened) -> str:
    named = None if opened.cycle.is_current else opened.cycle.id
    return url_for("cycles.requirement", requirement_id=opened.requirement_id, ciclo=named)


def _page(opened: Opened, *, stale: bool = False, **forms: AnswerForm | DecisionForm) -> str:
    scale, number = opened.cycle.known.rules.scale, read_id(request.args.get("evidencias"))
    return render_template(
        "cycles/requirement.html",
        **vars(queries.page(opened, number=number, at=moment())),
        leafing=number is not None,
        label=lambda said: gettext(answer_label(scale, said)),
        stale=stale,
        evaluating=_evaluating(opened),
        **_forms(opened, forms),
    )


def _forms(
    opened: Opened, given: dict[str, AnswerForm | DecisionForm]
) -> dict[str, AnswerForm | DecisionForm | None]:
    """The forms that the reader may use: the one that was sent as it was sent, the others as is saved."""
    actor, known, row = opened.actor, opened.cycle.known, opened.detail.row
    forms: dict[str, AnswerForm | DecisionForm | None] = {
        "answer_form": None,
        "validation": None,
        "decision": None,
    }
    if opened.edits:
        form = answer_form(known.rules, known.requirements[row.code].rule, formdata=None)
        form.show(opened.detail)
        forms["answer_form"] = form
    detail = opened.detail
    if allows(actor, Action.ANSWER_VALIDATE):
        blank = _validation_form(opened, formdata=None)
        forms["validation"] = _filled(blank, row.validated, detail.validation_note)
    if allows(actor, Action.ANSWER_DECIDE):
        blank = _decision_form(opened, formdata=None)
        forms["decision"] = _filled(blank, row.external, detail.external_note)
    forms |= given
    for each in forms.values():
        if each is not None:
            each.stamp(row.version)
    return forms


def _filled(form: DecisionForm, decided: str | None, note: str) -> DecisionForm:
    form.decision.data = decided or ""
    form.note.data = note
    return form


def _validation_form(opened: Opened, **values: object) -> DecisionForm:
    na = opened.detail.row.not_applicable
    return decision_form(ValidationForm, opened.cycle.known.rules, na=na, prefix="v-", **values)


def _decision_form(opened: Opened, **values: object) -> DecisionForm:
    known = opened.cycle.known
    na = known.rules.may_be_not_applicable(known.requirements[opened.detail.row.code].rule)
    return decision_form(DecisionForm, known.rules, na=na, prefix="d-", **values)
