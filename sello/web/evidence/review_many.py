"""Judging many pieces at once, looked at first: accepting them, or returning them with one remark."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from sello.accounts.permissions import Action
from sello.core.counting import ngettext
from sello.cycles.queries import cycles
from sello.evidence.domain.review import EvidenceState, Part
from sello.evidence.queries import listing
from sello.evidence.queries.rows import Row
from sello.progress import service_judging as judging
from sello.progress.carrying import with_acceptances
from sello.progress.service_judging import Judged, together
from sello.web import undoing
from sello.web.addresses import came_from, next_target
from sello.web.answers import accepted
from sello.web.evidence import bp
from sello.web.evidence.renewals import say_new_ends, would_renew
from sello.web.fields import SelectMultipleCheckboxes, labels
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.request_values import asked_ids, read_versions


class AcceptManyForm(FlaskForm):
    """Which pieces a preview showed, with their versions and what they carry; where one came from."""

    seen = HiddenField()
    carries = HiddenField()
    back = HiddenField()


class ReturnManyForm(AcceptManyForm):
    """The same, and what is said to each of their units."""

    remark = TextAreaField(
        _l("Observación"),
        [InputRequired(_l("Escriba la observación que leerá cada unidad.")), Length(max=4000)],
        description=_l("La misma en cada una de las evidencias marcadas."),
    )
    parts = SelectMultipleCheckboxes(
        _l("Qué debe corregir cada unidad"),
        [InputRequired(_l("Marque al menos una parte; solo eso quedará abierto."))],
        choices=labels(Part),
    )


@bp.get("/evidencia/aceptar-varias")
@permits(Action.EVIDENCE_REVIEW)
def accept_many() -> ResponseReturnValue:
    """Show what accepting the marked pieces would do; nothing changes yet."""
    ids = asked_ids("id")
    return _page(AcceptManyForm(formdata=None, back=came_from()), ids) if ids else _nothing_marked()


@bp.post("/evidencia/aceptar-varias")
@permits(Action.EVIDENCE_REVIEW)
def do_accept_many() -> ResponseReturnValue:
    """Accept all of them or none."""
    form = AcceptManyForm()
    seen = read_versions(form.seen.data)
    return _judge(
        form,
        lambda: judging.accept(current_actor(), seen, shown=form.carries.data or "", at=moment()),
        lambda n: ngettext(
            "Aceptó %(num)s evidencia.",
            "Aceptó %(num)s evidencias.",
            n,
            none=gettext("No aceptó ninguna evidencia."),
        ),
        lambda: say_new_ends(seen),
    )


@bp.get("/evidencia/devolver-varias")
@permits(Action.EVIDENCE_REVIEW)
def return_many() -> ResponseReturnValue:
    """Show which pieces would be returned, and ask for the remark."""
    ids = asked_ids("id")
    return _page(ReturnManyForm(formdata=None, back=came_from()), ids) if ids else _nothing_marked()


@bp.post("/evidencia/devolver-varias")
@permits(Action.EVIDENCE_REVIEW)
def do_return_many() -> ResponseReturnValue:
    """Return all of them or none, with one remark."""
    form = ReturnManyForm()
    return _judge(
        form,
        lambda: judging.give_back(
            current_actor(),
            read_versions(form.seen.data),
            remark=form.remark.data or "",
            parts={Part(name) for name in form.parts.data or ()},
            at=moment(),
        ),
        lambda n: ngettext(
            "Devolvió %(num)s evidencia.",
            "Devolvió %(num)s evidencias.",
            n,
            none=gettext("No devolvió ninguna evidencia."),
        ),
    )


@bp.get("/evidencia/renovar-varias")
@permits(Action.TASK_MANAGE)
def renew_many() -> ResponseReturnValue:
    """Lead to the preview of one task for each requirement that the marked pieces serve."""
    ids, cycle_id = asked_ids("id"), cycles.current_id()
    asked = listing.served(ids, cycle_id, current_actor().visibility) if ids and cycle_id else ()
    if not asked:
        flash(gettext("Marque al menos una evidencia del ciclo en curso. No cambió nada."), "error")
        return redirect(url_for("evidence.index"), 303)
    return redirect(
        url_for(
            "tasks.dimension",
            dimension="",
            only=",".join(map(str, asked)),
            due_kind="business",
            days=10,
            priority="normal",
            pattern=gettext("Renovar la evidencia de"),
        ),
        303,
    )


def _judge(
    form: AcceptManyForm,
    act: Callable[[], Judged],
    said: Callable[[int], str],
    say_more: Callable[[], None] = lambda: None,
) -> ResponseReturnValue:
    judged = accepted(form, act)
    if judged is None:
        before, page = form.seen.data, _page(form, list(read_versions(form.seen.data)))
        return page, 422 if form.seen.data == before else 409
    undoing.offer(judged.undo_id)
    flash(" ".join([said(judged.count), *_carried(judged)]), "success")
    say_more()
    return redirect(next_target(form.back.data), 303)


def _carried(judged: Judged) -> list[str]:
    """What went along, where anything did."""
    tasks, answers = len(judged.carried.tasks), len(judged.carried.answers)
    said = [
        gettext("Tareas que cambiaron con ello: %(n)s.", n=tasks) if tasks else "",
        gettext("Requerimientos cuya validación cambió: %(n)s.", n=answers) if answers else "",
    ]
    return [each for each in said if each]


def _page(form: AcceptManyForm, ids: list[int]) -> str:
    actor, at = current_actor(), moment()
    rows = listing.of_ids(ids, actor.visibility, today=at.today)
    waiting = [row for row in rows if row.state is EvidenceState.SUBMITTED]
    versions = listing.versions([row.id for row in waiting], actor.visibility)
    form.seen.data = " ".join(f"{row.id}:{versions[row.id]}" for row in waiting)
    returning = isinstance(form, ReturnManyForm)
    # What waits was never accepted: returning it opens and undoes nothing.
    carried = {} if returning else with_acceptances(versions, at=at)
    form.carries.data = together(carried.values()).mark
    return render_template(
        "evidence/judging.html",
        form=form,
        returning=returning,
        rows=waiting,
        others=_not_waiting(rows),
        carried=carried,
        renews={} if returning else would_renew(versions),
        back=next_target(form.back.data),
    )


def _not_waiting(rows: tuple[Row, ...]) -> list[Row]:
    return [row for row in rows if row.state is not EvidenceState.SUBMITTED]


def _nothing_marked() -> ResponseReturnValue:
    flash(gettext("Marque al menos una evidencia. No cambió nada."), "error")
    return redirect(url_for("evidence.index"), 303)
