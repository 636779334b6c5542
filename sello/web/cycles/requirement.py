"""One requirement: what it asks, its answer, its evidence and tasks, the decisions on it, its history."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action, allows
from sello.core import clock
from sello.core.refusal import NotFound
from sello.cycles.domain.words import answer_label, event_phrase
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.queries.requirement import AnswerDetail, find_answer, history, neighbours
from sello.cycles.service import answers as service
from sello.evidence.queries.remarks import Remark, remarks_for_requirement
from sello.evidence.queries.requirement import of_requirement
from sello.level.explain import why
from sello.level.state import Reading, RequirementState
from sello.level.status import status_of
from sello.level.verdict import Verdict, judge, left_out
from sello.progress.standing import standing
from sello.register.queries import lists
from sello.tasks.queries import rows, summaries
from sello.web.answers import accepted
from sello.web.cycles import bp
from sello.web.cycles.asked import today
from sello.web.cycles.forms import (
    AnswerForm,
    DecisionForm,
    ValidationForm,
    answer_form,
    decision_form,
)
from sello.web.days import calendar
from sello.web.guard import current_actor, permits


@dataclass(frozen=True)
class Opened:
    """A requirement as the reader may see it in a cycle."""

    actor: Actor
    cycle: CycleRow
    detail: AnswerDetail
    tasks: tuple[rows.TaskRow, ...]

    @property
    def requirement_id(self) -> int:
        """The requirement's row."""
        return self.detail.row.requirement_id

    @property
    def edits(self) -> bool:
        """Whether the reader may answer: her unit owns it (or she is the secretariat)."""
        own = self.actor.visibility.sees_unit(self.detail.row.unit_id)
        return own and allows(self.actor, Action.ANSWER_EDIT)


@bp.get("/requerimientos/<int:requirement_id>")
@permits(Action.CHECKLIST_VIEW)
def requirement(requirement_id: int) -> ResponseReturnValue:
    """Show a requirement in the current cycle, or in the one that the address names."""
    return _page(_open(requirement_id))


@bp.post("/requerimientos/<int:requirement_id>/respuesta")
@permits(Action.ANSWER_EDIT)
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
            now=clock.now(),
        )
        return True

    return _finish(opened, form, keep, gettext("Se guardó la respuesta."), answer_form=form)


@bp.post("/requerimientos/<int:requirement_id>/validacion")
@permits(Action.ANSWER_VALIDATE)
def validate(requirement_id: int) -> ResponseReturnValue:
    """Keep the secretariat's decision on the answer."""
    opened = _open(requirement_id)
    form = _validation_form(opened)

    def keep() -> bool:
        facts = of_requirement(opened.cycle.id, requirement_id, opened.actor.visibility, today=today()).facts
        service.validate(
            opened.actor,
            opened.cycle.id,
            requirement_id,
            form.decided(),
            note=form.note.data or "",
            in_force=any(fact.counts_on(today()) for fact in facts),
            version=form.version.data or 0,
            now=clock.now(),
        )
        return True

    return _finish(opened, form, keep, gettext("Se guardó la validación."), validation=form)


@bp.post("/requerimientos/<int:requirement_id>/decision")
@permits(Action.ANSWER_DECIDE)
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
            now=clock.now(),
        )
        return True

    return _finish(opened, form, keep, gettext("Se guardó la decisión externa."), decision=form)


def _open(requirement_id: int) -> Opened:
    """Find what the reader may see: what her units own, and what she has a task for."""
    actor = current_actor()
    also = frozenset() if actor.visibility.units is None else frozenset({requirement_id})
    cycle, detail = find_answer(requirement_id, request.values.get("ciclo", type=int), actor.visibility, also)
    asked = _tasks(actor, cycle, requirement_id)
    if not asked and not actor.visibility.sees_unit(detail.row.unit_id):
        raise NotFound
    return Opened(actor, cycle, detail, asked)


def _tasks(actor: Actor, cycle: CycleRow, requirement_id: int) -> tuple[rows.TaskRow, ...]:
    if not allows(actor, Action.TASK_VIEW):
        return ()
    return summaries.for_requirement(
        cycle.id,
        requirement_id,
        actor.visibility,
        today=today(),
        calendar=calendar(),
        person_id=actor.person_id,
    )


def _finish(
    opened: Opened,
    form: AnswerForm | DecisionForm,
    keep: Callable[[], bool],
    message: str,
    **forms: AnswerForm | DecisionForm,
) -> ResponseReturnValue:
    if accepted(form, keep):
        flash(message, "success")
        return redirect(_here(opened), 303)
    now_saved = _open(opened.requirement_id)
    stale = form.version.data is not None and form.version.data != now_saved.detail.row.version
    return _page(now_saved, stale=stale, **forms), 409 if stale else 422


def _here(opened: Opened) -> str:
    named = None if opened.cycle.is_current else opened.cycle.id
    return url_for("cycles.requirement", requirement_id=opened.requirement_id, ciclo=named)


def _page(opened: Opened, *, stale: bool = False, **forms: AnswerForm | DecisionForm) -> str:
    actor, cycle, row = opened.actor, opened.cycle, opened.detail.row
    day, known, code = today(), cycle.known, row.code
    found = of_requirement(cycle.id, row.requirement_id, actor.visibility, today=day)
    state = row.state(found.facts)
    verdicts = _verdicts(cycle, state, day)
    before, after = neighbours(cycle, opened.detail.position, actor.visibility)
    asked = known.requirements[code]
    return render_template(
        "cycles/requirement.html",
        opened=opened,
        cycle=cycle,
        detail=opened.detail,
        row=row,
        asked=asked,
        text=asked.text(),
        dimension=known.dimensions[asked.rule.dimension].text().title,
        standard=known.standards[asked.rule.standard].text().title,
        mandatory=[level for level in known.edition.levels if level.code in asked.rule.mandatory_for],
        verdicts={reading: why(verdict) for reading, verdict in verdicts.items()},
        status=status_of(state, verdicts[Reading.VALIDATED], day),
        label=lambda said: gettext(answer_label(known.rules.scale, said)),
        before=before,
        after=after,
        pieces=found.pieces,
        remarks=_remarks(opened) if found.pieces else (),
        tasks=opened.tasks,
        initiatives=_initiatives(opened),
        events=_events(opened),
        stale=stale,
        **_forms(opened, forms),
    )


def _verdicts(cycle: CycleRow, state: RequirementState, day: date) -> dict[Reading, Verdict]:
    """The three readings of one requirement; only a limit of what may not apply needs all the others."""
    rules = cycle.known.rules
    rule = cycle.known.requirements[state.code].rule
    limited = rules.scale.not_applicable.most is not None and state.not_applicable
    states = standing(cycle).states if limited else {state.code: state}
    return {
        reading: judge(
            rules, rule, state, reading, day, out=state.code in left_out(rules, states, reading, day)
        )
        for reading in Reading
    }


def _remarks(opened: Opened) -> tuple[Remark, ...]:
    return remarks_for_requirement(opened.cycle.id, opened.requirement_id, opened.actor.visibility)


def _initiatives(opened: Opened) -> tuple[lists.FeedingInitiative, ...]:
    if not allows(opened.actor, Action.REGISTER_VIEW):
        return ()
    return lists.for_requirement(opened.requirement_id, opened.actor.visibility)


def _events(opened: Opened) -> list[tuple[object, object]]:
    """The history in words; an external auditor reads decisions and evidence, not the town's own work."""
    if opened.actor.visibility.released_only:
        return []
    scale = opened.cycle.known.rules.scale
    return [(event, event_phrase(event, scale)) for event in history(opened.detail.row.id)]


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
