"""Asking for work: a task, a whole dimension at once, and changes of what is asked."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.counting import ngettext
from sello.core.refusal import Refusal
from sello.cycles.queries import cycles
from sello.register.service import linking
from sello.tasks.domain.checklist import items, lines
from sello.tasks.domain.drafts import TITLE_LIMIT, Candidate, Draft, propose
from sello.tasks.domain.due import DueKind, Priority, Term, due_date
from sello.tasks.domain.templates import by_code
from sello.tasks.queries import options, task, templates
from sello.tasks.queries.belongings import awaitable
from sello.tasks.service import assigning
from sello.web import once
from sello.web.answers import accepted, show_refusal
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.request_values import asked_id, asked_ids, asked_text, read_id, read_ids
from sello.web.stale_form import edited
from sello.web.tasks import bp
from sello.web.tasks.forms import DimensionForm, PreviewForm, TaskForm, ids


@bp.get("/tareas/nueva")
@permits(Action.TASK_MANAGE)
def new() -> ResponseReturnValue:
    """Show the form of a new task, begun from what the link names: words, requirements, a unit …"""
    known = templates.templates()
    chosen = next((each.wording for each in known if each.id == asked_id("plantilla")), None)
    form = TaskForm(
        formdata=None,
        title=asked_text("titulo", TITLE_LIMIT),
        days=10,
        unit_id=asked_id("unidad"),
        requirement_ids=asked_ids("requerimiento"),
    )
    if chosen is not None:
        form.begin_with(chosen, options.requirements())
    _fill(form)
    return render_template("tasks/new.html", form=form, templates=known)


@bp.post("/tareas/nueva")
@permits(Action.TASK_MANAGE)
def create() -> ResponseReturnValue:
    """Make a task; for an initiative when the link named one."""
    form = TaskForm()
    _fill(form)
    task_id = accepted(form, lambda: _make(form, asked_id("iniciativa")))
    if task_id is None:
        return render_template("tasks/new.html", form=form, templates=()), 422
    flash(gettext("La tarea quedó creada y su unidad ya la ve en su cola."), "success")
    return redirect(url_for("tasks.show", task_id=task_id), 303)


@bp.get("/tareas/<int:task_id>/editar")
@permits(Action.TASK_MANAGE)
def edit(task_id: int) -> ResponseReturnValue:
    """Show the form of a task as it is saved."""
    saved = task.values(task_id, current_actor())
    form = TaskForm(
        formdata=None,
        title=saved.title,
        description=saved.description,
        unit_id=saved.unit_id,
        person_id=saved.person_id,
        requirement_ids=list(saved.requirement_ids),
        awaited_ids=list(saved.awaited_ids),
        helper_ids=list(saved.helper_ids),
        checks=lines(saved.checks),
        checks_first=saved.checks_first,
        due_kind=DueKind.DATE.value,
        due_on=saved.due_on,
        priority=saved.priority.value,
        version=str(saved.version),
    )
    _fill(form, keep=saved)
    return render_template("tasks/edit.html", form=form, saved=saved, stale=False)


@bp.post("/tareas/<int:task_id>/editar")
@permits(Action.TASK_MANAGE)
@once.sets
def save(task_id: int) -> ResponseReturnValue:
    """Save what a task asks; over another person's change, show both and let her decide."""
    form = TaskForm()
    saved = task.values(task_id, current_actor())
    _fill(form, keep=saved)
    return edited(
        form,
        saved,
        lambda version: assigning.edit(current_actor(), task_id, _asked(form), version=version, at=moment()),
        template="tasks/edit.html",
        back=url_for("tasks.show", task_id=task_id),
    )


@bp.get("/tareas/por-dimension")
@permits(Action.TASK_MANAGE)
def dimension() -> ResponseReturnValue:
    """Show the form for a whole dimension, and its preview once a dimension is chosen."""
    requirements = options.requirements()
    asking = "dimension" in request.args
    preview = PreviewForm(
        formdata=request.args if asking else None, pattern=gettext("Reunir la evidencia de"), days=10
    )
    preview.offer(requirements)
    form = _previewed(preview) if asking and preview.validate() else None
    return render_template(
        "tasks/dimension.html", preview=preview, form=form, shown=_shown(form), ready=bool(requirements)
    )


@bp.post("/tareas/por-dimension")
@permits(Action.TASK_MANAGE)
def create_dimension() -> ResponseReturnValue:
    """Make the marked tasks of a preview, all or none."""
    form = DimensionForm()
    form.offer(options.units(today=moment().today))
    cycle = cycles.current()
    shown = _shown(form)
    made = cycle and accepted(
        form,
        lambda: assigning.create_many(
            current_actor(),
            _drafts(form, shown),
            _term(form),
            cycle_id=cycle.id,
            at=moment(),
        ),
    )
    if not made:
        preview = PreviewForm(
            formdata=None, dimension=form.dimension.data, only=form.only.data, days=form.days.data
        )
        preview.offer(options.requirements())
        answer = render_template(
            "tasks/dimension.html", preview=preview, form=form, shown=shown, ready=cycle is not None
        )
        return answer, 422
    flash(ngettext("Se creó %(num)s tarea.", "Se crearon %(num)s tareas.", len(made)), "success")
    return redirect(url_for("tasks.index"), 303)


def _make(form: TaskForm, initiative_id: int | None) -> int:
    cycle = cycles.current()
    cycle_id = cycle.id if cycle else None
    if initiative_id is None:
        return assigning.create(current_actor(), _asked(form), cycle_id=cycle_id, at=moment())
    return linking.ask(current_actor(), initiative_id, _asked(form), cycle_id=cycle_id, at=moment())


def _asked(form: TaskForm) -> assigning.TaskDraft:
    return assigning.TaskDraft(
        title=form.title.data or "",
        description=form.description.data or "",
        unit_id=form.unit_id.data or 0,
        person_id=form.person_id.data,
        requirement_ids=tuple(form.requirement_ids.data or ()),
        term=form.term(),
        priority=Priority(form.priority.data),
        awaited_ids=tuple(form.awaited_ids.data or ()),
        helper_ids=tuple(form.helper_ids.data or ()),
        checks=items(form.checks.data or ""),
        checks_first=form.checks_first.data,
    )


def _fill(form: TaskForm, keep: task.TaskValues | None = None) -> None:
    """Offer what can be chosen today, and what the task already has."""
    units = options.units(today=moment().today, keep=[keep.unit_id, *keep.helper_ids] if keep else ())
    people = options.people(None, keep=[keep.person_id] if keep else ())
    awaited = awaitable(current_actor(), but=keep.id if keep else None, keep=keep.awaited_ids if keep else ())
    form.offer(units, people, options.requirements(), awaited)


def _previewed(preview: PreviewForm) -> DimensionForm | None:
    """The rows that the preview proposes; a term that is none becomes an error of the preview."""
    cycle = cycles.current()
    if cycle is None:
        return None
    try:
        due_on = due_date(preview.term(), today=moment().today, calendar=moment().calendar)
    except Refusal as refusal:
        show_refusal(preview, refusal)
        return None
    drafts = propose(
        options.candidates(cycle, preview.dimension.data, ids(preview.only.data)),
        title=preview.pattern.data or "",
        due_on=due_on,
        priority=Priority(preview.priority.data),
        templates=by_code(templates.wordings()),
    )
    form = DimensionForm(
        formdata=None,
        dimension=preview.dimension.data,
        only=preview.only.data,
        due_kind=preview.due_kind.data,
        days=preview.days.data,
        rows=[_row(draft) for draft in drafts],
    )
    form.offer(options.units(today=moment().today))
    return form


def _row(draft: Draft) -> dict[str, Any]:
    return {
        "requirement_id": draft.requirement_id,
        "chosen": draft.chosen,
        "title": draft.title,
        "unit_id": draft.unit_id,
        "due_on": draft.due_on,
        "priority": draft.priority.value,
    }


def _shown(form: DimensionForm | None) -> dict[str, Candidate]:
    """The requirements of the rows, by id, so that each row names its own and says what was already asked."""
    cycle = cycles.current()
    if cycle is None or form is None:
        return {}
    found = options.candidates(cycle, None, read_ids(row.form.requirement_id.data for row in form.rows))
    return {str(one.requirement_id): one for one in found}


def _drafts(form: DimensionForm, shown: dict[str, Candidate]) -> list[Draft]:
    """The rows as they came back; a row of what the cycle does not ask is left out."""
    rows = [(row.form, shown.get(str(row.form.requirement_id.data))) for row in form.rows]
    return [
        Draft(
            requirement_id=one.requirement_id,
            code=one.code,
            name=one.name,
            title=row.title.data or "",
            unit_id=row.unit_id.data,
            due_on=row.due_on.data,
            priority=Priority(row.priority.data),
            chosen=row.chosen.data,
            open_tasks=one.open_tasks,
        )
        for row, one in rows
        if one is not None
    ]


def _term(form: DimensionForm) -> Term:
    """The preview's term; a day of its own is in each row."""
    days = read_id(form.days.data)
    if form.due_kind.data in (DueKind.BUSINESS, DueKind.CALENDAR) and days is not None:
        return Term(DueKind(form.due_kind.data), days=days)
    return Term(DueKind.DATE, on=moment().today)
