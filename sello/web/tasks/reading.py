"""Reading tasks: my queue, the list, the board, the calendar, and one task's page."""

from __future__ import annotations

from calendar import Calendar as Weeks
from datetime import date, timedelta
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from sello.accounts.domain import Actor
from sello.accounts.permissions import Action, allows
from sello.register import queries as register
from sello.tasks import service
from sello.tasks.domain.due import QueueGroup
from sello.tasks.domain.states import TaskState, Why, steps_from
from sello.tasks.queries import lists, options, page
from sello.tasks.queries import queue as queues
from sello.web.base import current_actor, permits
from sello.web.days import calendar, today
from sello.web.tasks import filters
from sello.web.tasks.blueprint import bp
from sello.web.tasks.forms import AssignForm, AttachForm, CommentForm, StepForm

YEARS = range(2000, 2101)


@bp.get("/mi-cola")
@permits(Action.TASK_WORK)
def queue() -> ResponseReturnValue:
    """Show what the actor has to do now."""
    actor = current_actor()
    mine = request.args.get("mias") == "1"
    parts = queues.queue(actor, mine=mine, today=today(), calendar=calendar())
    return render_template("tasks/queue.html", parts=parts, mine=mine, groups=QueueGroup)


@bp.get("/tareas")
@permits(Action.TASK_VIEW)
def index() -> ResponseReturnValue:
    """Show the tasks as a list."""
    actor = current_actor()
    asked = filters.read(request.args)
    offer = _offer(actor)
    found = lists.page(
        filters.chosen(asked, offer["units"]),
        actor.visibility,
        actor.person_id,
        number=asked.page,
        today=today(),
        calendar=calendar(),
    )
    return render_template("tasks/index.html", found=found, asked=asked, **offer)


@bp.get("/tareas/tablero")
@permits(Action.TASK_VIEW)
def board() -> ResponseReturnValue:
    """Show the open tasks by state."""
    actor = current_actor()
    asked = filters.read(request.args)
    offer = _offer(actor)
    columns = lists.board(
        filters.chosen(asked, offer["units"]),
        actor.visibility,
        actor.person_id,
        today=today(),
        calendar=calendar(),
    )
    return render_template("tasks/board.html", columns=columns, asked=asked, slugs=filters.SLUGS, **offer)


@bp.get("/tareas/calendario")
@permits(Action.TASK_VIEW)
def month() -> ResponseReturnValue:
    """Show the tasks of a month on the days on which they are due."""
    actor = current_actor()
    asked = filters.read(request.args)
    offer = _offer(actor)
    first = _month(request.args.get("mes", ""))
    weeks = Weeks().monthdatescalendar(first.year, first.month)
    rows = lists.between(
        filters.chosen(asked, offer["units"], due_from=weeks[0][0], due_until=weeks[-1][-1]),
        actor.visibility,
        actor.person_id,
        today=today(),
        calendar=calendar(),
    )
    by_day: dict[date, list[Any]] = {}
    for row in rows:
        by_day.setdefault(row.due_on, []).append(row)
    return render_template(
        "tasks/month.html",
        asked=asked,
        first=first,
        before=first - timedelta(days=1),
        after=first + timedelta(days=31),
        weeks=weeks,
        by_day=by_day,
        counts=calendar().is_business_day,
        today=today(),
        **offer,
    )


@bp.get("/tareas/<int:task_id>")
@permits(Action.TASK_VIEW)
def show(task_id: int) -> ResponseReturnValue:
    """Show a task."""
    return sheet_page(task_id)


def sheet_page(task_id: int, *, status: int = 200, **forms: Any) -> ResponseReturnValue:
    """A task's page, with the forms given (those that came back with errors) in place of empty ones."""
    actor = current_actor()
    sheet = page.sheet(task_id, actor, today=today(), calendar=calendar())
    units = options.units(today=today(), keep=_ids(sheet, "unit_id"))
    people = options.people(None, keep=_ids(sheet, "person_id"))
    assign = forms.pop("assign", None) or AssignForm(
        formdata=None, person_id=sheet.task.person_id, version=sheet.version
    )
    branch = options.branch_of(units, sheet.task.unit_id)
    if not allows(actor, Action.TASK_MANAGE):
        branch &= actor.unit_ids
    assign.offer([one for one in people if one.unit_id in branch or one.id == sheet.task.person_id])
    attach = forms.get("attach")
    if attach is None:
        attach = AttachForm(formdata=None)
        attach.offer(page.evidence_to_attach(task_id, actor))
    steps = steps_from(sheet.task.state, service.sides(actor))
    html = render_template(
        "tasks/show.html",
        sheet=sheet,
        steps=steps,
        why_needed={row.step for row in steps if row.why is Why.NEEDED},
        step_form=forms.get("step") or StepForm(formdata=None),
        comment_form=forms.get("comment") or CommentForm(formdata=None),
        assign_form=assign,
        attach_form=attach,
        initiatives=register.for_task(task_id),
        unit_names={one.id: one.name for one in units},
        person_names={one.id: one.name for one in people},
        closed=sheet.task.state is TaskState.CLOSED,
    )
    return html, status


def _ids(sheet: page.TaskSheet, field: str) -> list[int | None]:
    """The ids that the history of changes names, so that also those that are gone have their names."""
    return [one for event in sheet.events for one in event.changes.get(field, ())]


def _offer(actor: Actor) -> dict[str, Any]:
    """What the filters offer to somebody: her own branch, or everything."""
    seen = actor.visibility.units
    units = options.units(today=today())
    return {
        "units": [one for one in units if seen is None or one.id in seen],
        "people": options.people(seen),
        "requirements": options.requirements(),
        "states": {slug: label for slug, (label, _) in filters.STATES.items()},
    }


def _month(raw: str) -> date:
    """The first day of the month asked for as aaaa-mm, or of this one."""
    year, _, number = raw.partition("-")
    if year.isdecimal() and number.isdecimal() and int(year) in YEARS and 1 <= int(number) <= 12:
        return date(int(year), int(number), 1)
    return today().replace(day=1)
