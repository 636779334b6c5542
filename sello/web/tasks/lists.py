"""Reading tasks: my queue, the list, the board, the calendar, and one task's page."""

from __future__ import annotations

from calendar import Calendar as Weeks
from datetime import date, timedelta
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.actor import WITH_A_QUEUE, Actor, Visibility
from sello.accounts.domain.views import ListKind
from sello.accounts.permissions import Action, allows
from sello.evidence.queries.remarks import to_correct
from sello.reports import lists as sheets
from sello.tasks.queries import lists, options
from sello.tasks.queries import queue as queues
from sello.tasks.queries.orders import USUAL
from sello.tasks.queries.turns import WITHOUT_TASK
from sello.web import saved_views
from sello.web.guard import current_actor, permits
from sello.web.list_files import FORMS, give_list
from sello.web.moment import moment
from sello.web.request_values import SHOWN, not_the_day
from sello.web.revisits import revisited
from sello.web.spelling import meant
from sello.web.tasks import bp, filters
from sello.web.tasks.many import Deed
from sello.web.tasks.task import task_page

AT_ONCE = 200
"""Tasks that are marked with one press; they stand on one page, so that what is marked is seen."""

YEARS = range(2000, 2101)


@bp.get("/mi-cola")
@permits(Action.TASK_WORK)
@revisited
def queue() -> ResponseReturnValue:
    """Show what the actor has to do now."""
    actor = current_actor()
    mine = request.args.get("mias") == "1"
    parts = queues.queue(actor, mine=mine, at=moment())
    returned = () if mine else to_correct(Visibility(actor.unit_ids), alone=WITHOUT_TASK)
    return render_template("tasks/queue.html", parts=parts, mine=mine, returned=returned)


@bp.get("/tareas")
@permits(Action.TASK_VIEW)
@revisited
def index() -> ResponseReturnValue:
    """Show the tasks as a list."""
    actor = current_actor()
    asked, marked = filters.read(request.args), "marcar" in request.args
    views = saved_views.above(ListKind.TASKS, asked.query(page=1))
    if (beginning := saved_views.beginning(views)) is not None:
        return beginning
    offer = _offer(actor)
    found = lists.page(
        filters.chosen(asked, offer["units"]),
        actor.visibility,
        actor.person_id,
        number=1 if marked else asked.page,
        at=moment(),
        size=AT_ONCE if marked else lists.PAGE_SIZE,
        order=asked.order,
    )
    near = meant("q", found.total, lambda: lists.titles(actor.visibility, actor.person_id))
    shorts = options.short_names(offer["units"])
    return render_template(
        "tasks/index.html",
        found=found,
        asked=asked,
        meant=near,
        shorts=shorts,
        acts=Deed if allows(actor, Action.TASK_MANAGE) else (),
        marked=marked,
        at_once=AT_ONCE,
        views=views,
        **offer,
    )


@bp.get(f"/tareas/lista.{FORMS}")
@permits(Action.TASK_VIEW)
def file(form: str) -> ResponseReturnValue:
    """The same tasks on somebody's disk, those of every page."""
    actor = current_actor()
    asked = filters.read(request.args)
    found = lists.page(
        filters.chosen(asked, _units(actor)),
        actor.visibility,
        actor.person_id,
        number=1,
        at=moment(),
        size=sheets.MOST,
        order=asked.order,
    )
    sheets.check_length(found.total)
    return give_list(sheets.tasks(found.rows, moment(), gettext), "tareas", form)


@bp.get("/tareas/tablero")
@permits(Action.TASK_VIEW)
@revisited
def board() -> ResponseReturnValue:
    """Show the open tasks by state."""
    actor = current_actor()
    asked = filters.read(request.args)
    offer = _offer(actor)
    columns = lists.board(
        filters.chosen(asked, offer["units"]),
        actor.visibility,
        actor.person_id,
        at=moment(),
    )
    return render_template(
        "tasks/board.html", columns=columns, asked=asked, slugs=filters.TURN_SLUGS, **offer
    )


@bp.get("/tareas/calendario")
@permits(Action.TASK_VIEW)
@revisited
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
        at=moment(),
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
        counts=moment().calendar.is_business_day,
        today=moment().today,
        **offer,
    )


@bp.get("/tareas/<int:task_id>")
@permits(Action.TASK_VIEW)
@revisited
def show(task_id: int) -> ResponseReturnValue:
    """Show a task."""
    return task_page(task_id)


@bp.get("/tareas/<int:task_id>/entregar")
@permits(Action.TASK_VIEW)
def bring(task_id: int) -> ResponseReturnValue:
    """Lead whoever comes from a mail to what she can do: hand in, correct, or else read the conversation."""
    actor = current_actor()
    return redirect(_where_to_act(queues.card(task_id, actor, at=moment()), actor), 303)


def _where_to_act(card: queues.Card, actor: Actor) -> str:
    back = [one.evidence_id for one in card.remarks if one.evidence_id is not None or one.hidden]
    if actor.role not in WITH_A_QUEUE or not card.asks_for_files or len(back) > 1 or back == [None]:
        return url_for("tasks.show", task_id=card.task.id)
    if back:
        return url_for("evidence.correct", evidence_id=back[0])
    return url_for("evidence.upload", tarea=card.task.id)


def _offer(actor: Actor) -> dict[str, Any]:
    """What the filters offer to somebody: her own branch, or everything."""
    return {
        "usual": USUAL,
        "units": _units(actor),
        "people": options.people(actor.visibility.units),
        "requirements": options.requirements(),
        "states": {slug: label for slug, (label, _) in filters.STATES.items()},
        "turns": {slug: turn.label for slug, turn in filters.TURNS.items()},
        "groups": {slug: group.label for slug, group in filters.GROUPS.items()},
    }


def _units(actor: Actor) -> list[options.UnitOption]:
    seen = actor.visibility.units
    return [one for one in options.units(today=moment().today) if seen is None or one.id in seen]


def _month(raw: str) -> date:
    """The first day of the month asked for as aaaa-mm, or of this one."""
    year, _, number = raw.partition("-")
    if year.isdecimal() and number.isdecimal() and int(year) in YEARS and 1 <= int(number) <= 12:
        return date(int(year), int(number), 1)
    if raw.strip():
        not_the_day(gettext("No entendimos el mes «%(typed)s»; se muestra este mes.", typed=raw[:SHOWN]))
    return moment().today.replace(day=1)
