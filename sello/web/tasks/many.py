"""Mass acts on tasks: another last day or unit, closing without delivery, recalling; looked at first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.counting import ngettext
from sello.core.labels import N_, LabelledEnum
from sello.progress import service_many as batches
from sello.progress.service_many import Batch
from sello.reminders.service import by_hand_many
from sello.tasks.domain.refusals import NoTaskChosen
from sello.tasks.queries import lists, options
from sello.web import undoing
from sello.web.addresses import came_from, next_target
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.request_values import asked_ids, read_versions
from sello.web.tasks import bp
from sello.web.tasks.many_form import ManyForm


class Deed(LabelledEnum):
    """What is done to many tasks; its values stand in addresses."""

    MOVE = "plazo", N_("Cambiar el plazo")
    GIVE = "unidad", N_("Asignar a otra unidad")
    CLOSE = "cerrar", N_("Cerrar sin entrega")
    REMIND = "recordar", N_("Recordar ahora")


@bp.get("/tareas/varias")
@permits(Action.TASK_MANAGE)
def many() -> ResponseReturnValue:
    """Show the marked tasks and what would become of them; nothing changes yet."""
    ids = asked_ids("id")
    if not ids:
        flash(gettext(NoTaskChosen.message), "error")
        return redirect(url_for("tasks.index"), 303)
    form = ManyForm(formdata=None, deed=_deed(request.args.get("acto")).value, back=came_from())
    return _page(form, ids)


@bp.post("/tareas/varias")
@permits(Action.TASK_MANAGE)
def do_many() -> ResponseReturnValue:
    """Do it to all of them or to none."""
    form = ManyForm()
    form.offer(options.units(today=moment().today))
    seen = read_versions(form.seen.data)
    act = _ACTS[_deed(form.deed.data)]
    batch = accepted(form, lambda: act(form, seen))
    if batch is None:
        before, page = form.seen.data, _page(form, list(seen))
        return page, 422 if form.seen.data == before else 409
    undoing.offer(batch.undo_id)
    flash(_said(_deed(form.deed.data), batch.count), "success")
    return redirect(next_target(form.back.data), 303)


def _said(deed: Deed, count: int) -> str:
    if deed is Deed.REMIND:
        return ngettext(
            "Recordó %(num)s tarea. El correo sale cuando ya no pueda deshacerse.",
            "Recordó %(num)s tareas. Los correos salen cuando ya no puedan deshacerse.",
            count,
            none=gettext("No recordó ninguna tarea."),
        )
    return ngettext(
        "Cambió %(num)s tarea.",
        "Cambiaron %(num)s tareas.",
        count,
        none=gettext("No cambió ninguna tarea: las marcadas ya estaban así."),
    )


def _page(form: ManyForm, ids: list[int]) -> str:
    actor = current_actor()
    if _deed(form.deed.data) is Deed.REMIND:
        return _reminding_page(form, ids)
    form.offer(options.units(today=moment().today))
    rows = lists.of_ids(ids, actor.visibility, actor.person_id, at=moment())
    form.seen.data = " ".join(f"{row.id}:{row.version}" for row in rows if row.group is not None)
    return render_template(
        "tasks/many.html",
        form=form,
        deed=_deed(form.deed.data),
        rows=[row for row in rows if row.group is not None],
        closed=[row for row in rows if row.group is None],
        back=next_target(form.back.data),
    )


def _reminding_page(form: ManyForm, ids: list[int]) -> str:
    """Who would be told of which task, and why nobody is told of the others."""
    found = by_hand_many.foresee(current_actor(), ids, at=moment())
    told = [each for each in found if each.why is None]
    form.seen.data = " ".join(f"{each.task.id}:{each.task.version}" for each in told)
    return render_template(
        "tasks/reminding.html",
        form=form,
        told=told,
        untold=[each for each in found if each.why is not None],
        back=next_target(form.back.data),
    )


def _deed(raw: str | None) -> Deed:
    return Deed(raw) if raw in set(Deed) else Deed.MOVE


def _move(form: ManyForm, seen: Mapping[int, int]) -> Batch:
    return batches.move_tasks(current_actor(), seen, form.due_on.data, at=moment())


def _give(form: ManyForm, seen: Mapping[int, int]) -> Batch:
    return batches.give_tasks(current_actor(), seen, form.unit_id.data, at=moment())


def _close(form: ManyForm, seen: Mapping[int, int]) -> Batch:
    return batches.close_tasks(current_actor(), seen, form.why.data or "", at=moment())


def _remind(_form: ManyForm, seen: Mapping[int, int]) -> Batch:
    done = by_hand_many.remind_many(current_actor(), seen, base_url=config().base_url, at=moment())
    return Batch(len(seen), done.id)


_ACTS: Mapping[Deed, Callable[[ManyForm, Mapping[int, int]], Batch]] = {
    Deed.MOVE: _move,
    Deed.GIVE: _give,
    Deed.CLOSE: _close,
    Deed.REMIND: _remind,
}
