"""Reading tasks: my queue, the list, the board, and one task's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.actor import WITH_A_QUEUE, Actor
from sello.accounts.domain.views import ListKind
from sello.accounts.permissions import Action, allows
from sello.core.moment import Moment
from sello.core.workbook import Sheet
from sello.evidence.queries.remarks import to_correct
from sello.reports import lists as sheets
from sello.tasks.queries import lists, options
from sello.tasks.queries import queue as queues
from sello.tasks.queries.orders import USUAL
from sello.tasks.queries.turns import WITHOUT_TASK
from sello.web import saved_views, view_rows
from sello.web.guard import current_actor, permits
from sello.web.list_files import FORMS, give_list
from sello.web.moment import moment
from sello.web.picking import settled
from sello.web.revisits import revisited
from sello.web.spelling import meant
from sello.web.tasks import bp, filters
from sello.web.tasks.many import Deed
from sello.web.tasks.task import task_page

AT_ONCE = 200
"""Tasks that are marked with one press; they stand on one page, so that what is marked is seen."""


@bp.get("/mi-cola")
@permits(Action.TASK_WORK)
@revisited
def queue() -> ResponseReturnValue:
    """Show what the actor has to do now."""
    actor = current_actor()
    mine = request.args.get("mias") == "1"
    parts = queues.queue(actor, mine=mine, at=moment())
    returned = () if mine else to_correct(replace(actor.visibility, units=actor.unit_ids), alone=WITHOUT_TASK)
    return render_template("tasks/queue.html", parts=parts, mine=mine, returned=returned)


@bp.get("/tareas")
@permits(Action.TASK_VIEW)
@revisited
def index() -> ResponseReturnValue:
    """Show the tasks as a list."""
    actor = current_actor()
    offer = offered(actor)
    if (led := words_settled(offer)) is not None:
        return led
    asked, marked = filters.read(request.args), "marcar" in request.args
    views = saved_views.above(ListKind.TASKS, asked.query(page=1))
    if (beginning := saved_views.beginning(views)) is not None:
        return beginning
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
    return give_list(sheet(request.args, current_actor(), moment()), "tareas", form)


@view_rows.reads(ListKind.TASKS)
def sheet(address: Mapping[str, str], actor: Actor, at: Moment) -> Sheet:
    """The tasks that an address asks for."""
    asked = filters.read(address)
    found = lists.page(
        filters.chosen(asked, _units(actor, at)),
        actor.visibility,
        actor.person_id,
        number=1,
        at=at,
        size=sheets.MOST,
        order=asked.order,
    )
    sheets.check_length(found.total)
    return sheets.tasks(found.rows, at, gettext)


@bp.get("/tareas/tablero")
@permits(Action.TASK_VIEW)
@revisited
def board() -> ResponseReturnValue:
    """Show the open tasks by state."""
    actor = current_actor()
    offer = offered(actor)
    if (led := words_settled(offer)) is not None:
        return led
    asked = filters.read(request.args)
    columns = lists.board(
        filters.chosen(asked, offer["units"]),
        actor.visibility,
        actor.person_id,
        at=moment(),
    )
    return render_template(
        "tasks/board.html", columns=columns, asked=asked, slugs=filters.TURN_SLUGS, **offer
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


def offered(actor: Actor) -> dict[str, Any]:
    """What the filters offer to somebody: her own branch, or everything."""
    return {
        "usual": USUAL,
        "units": _units(actor, moment()),
        "people": options.people(actor.visibility.units),
        "requirements": options.requirements(),
        "states": {slug: label for slug, (label, _) in filters.STATES.items()},
        "turns": {slug: turn.label for slug, turn in filters.TURNS.items()},
        "groups": {slug: group.label for slug, group in filters.GROUPS.items()},
    }


def words_settled(offer: Mapping[str, Any]) -> ResponseReturnValue | None:
    """Where the words of the address lead, if they mean one of what is offered."""
    return settled(unidad=offer["units"], persona=offer["people"], requerimiento=offer["requirements"])


def _units(actor: Actor, at: Moment) -> list[options.UnitOption]:
    seen = actor.visibility.units
    return [one for one in options.units(today=at.today) if seen is None or one.id in seen]
