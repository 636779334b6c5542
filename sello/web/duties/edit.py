"""Writing down what is owed: the dates are shown before anything is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.refusal import NotFound
from sello.duties.domain.duties import Falling
from sello.duties.domain.patterns import said
from sello.duties.queries import duty as duties
from sello.duties.service import writing
from sello.register.queries import initiative
from sello.register.queries.rows import InitiativeRow
from sello.tasks.queries import options
from sello.web import once
from sello.web.answers import accepted
from sello.web.duties import bp
from sello.web.duties.forms import DutyForm, mark, saved_form
from sello.web.fields import version_of
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.request_values import read_id
from sello.web.stale_form import Row, caught_up

YEARS = 4
"""How long a new duty runs, unless one says otherwise."""

COMPARED = (
    "title",
    "pattern",
    "day",
    "month",
    "rule",
    "starts_on",
    "until",
    "shift",
    "lead_days",
    "unit_id",
    "evidence_type",
    "origin",
    "source",
)


@bp.get("/nueva")
@permits(Action.REGISTER_MANAGE)
def new() -> ResponseReturnValue:
    """Show the form of a new duty of an initiative."""
    owner = _owner()
    today = moment().today
    form = DutyForm(
        formdata=None,
        starts_on=today,
        until=date(today.year + YEARS, 12, 31),
        lead_days=5,
        day=5,
        month=today.month,
        evidence_type="informe",
        origin="own",
        unit_id=owner.units[-1].id if owner.units else None,
        requirement_ids=[one.requirement_id for one in owner.feeds[:5]] if len(owner.feeds) <= 5 else [],
    )
    _offer(form, owner)
    return _page(form, owner)


@bp.post("/nueva")
@permits(Action.REGISTER_MANAGE)
def create() -> ResponseReturnValue:
    """Add a duty, once its dates were shown."""
    owner = _owner()
    form = DutyForm()
    _offer(form, owner)
    coming = accepted(form, lambda: _coming(form))
    if coming is None:
        return _page(form, owner), 422
    if form.seen.data != mark(form.draft()):
        return _page(form, owner, coming)
    made = accepted(form, lambda: writing.create(current_actor(), owner.id, form.draft(), at=moment()))
    if made is None:
        return _page(form, owner, coming), 422
    flash(gettext("La obligación quedó anotada: cada fecha se pedirá a su tiempo."), "success")
    return redirect(url_for("duties.show", duty_id=made), 303)


@bp.get("/<int:duty_id>/editar")
@permits(Action.REGISTER_MANAGE)
def edit(duty_id: int) -> ResponseReturnValue:
    """Show the form of a duty as it is saved."""
    row = duties.duty(duty_id, current_actor().visibility)
    owner = initiative.detail(row.initiative_id, current_actor(), today=moment().today).row
    form = saved_form(row)
    form.seen.data = mark(form.draft())  # nobody has to look again at dates that stay
    _offer(form, owner, keep=[row.unit_id])
    return _page(form, owner, duty_id=duty_id)


@bp.post("/<int:duty_id>/editar")
@permits(Action.REGISTER_MANAGE)
@once.sets
def save(duty_id: int) -> ResponseReturnValue:
    """Save a duty, once its dates were shown; over another person's change, show both."""
    actor = current_actor()
    row = duties.duty(duty_id, actor.visibility)
    owner = initiative.detail(row.initiative_id, actor, today=moment().today).row
    form = DutyForm()
    _offer(form, owner, keep=[row.unit_id])
    coming = accepted(form, lambda: _coming(form))
    if coming is not None and form.seen.data != mark(form.draft()):
        return _page(form, owner, coming, duty_id=duty_id)
    version = version_of(form.version)
    changed = None
    if coming is not None:
        changed = accepted(
            form, lambda: writing.edit(actor, duty_id, form.draft(), version=version, at=moment())
        )
    if changed is None:
        now = saved_form(duties.duty(duty_id, actor.visibility))
        _offer(now, owner, keep=[row.unit_id])
        compared = caught_up(form, now, COMPARED)
        return _page(form, owner, coming, duty_id=duty_id, compared=compared), 409 if compared else 422
    flash(
        gettext("Los cambios quedaron guardados.") if changed else gettext("No había nada que cambiar."),
        "success",
    )
    return redirect(url_for("duties.show", duty_id=duty_id), 303)


def _coming(form: DutyForm) -> tuple[Falling, ...]:
    return writing.timing_of(form.draft(), at=moment()).next_dates(moment().calendar, moment().today)


def _owner() -> InitiativeRow:
    asked = read_id(request.args.get("iniciativa"))
    if asked is None:
        raise NotFound
    return initiative.detail(asked, current_actor(), today=moment().today).row


def _offer(form: DutyForm, owner: InitiativeRow, keep: Iterable[int] = ()) -> None:
    held = frozenset(keep)
    seen = current_actor().visibility.units
    units = [
        one
        for one in options.units(today=moment().today, keep=held)
        if seen is None or one.id in seen or one.id in held
    ]
    form.offer(units, options.requirements(), [one.requirement_id for one in owner.feeds])


def _page(
    form: DutyForm,
    owner: InitiativeRow,
    coming: tuple[Falling, ...] | None = None,
    *,
    duty_id: int | None = None,
    compared: tuple[Row, ...] = (),
) -> str:
    words = ""
    if coming is not None:
        draft = form.draft()
        form.seen.data = mark(draft)
        words = said(writing.timing_of(draft, at=moment()).rule, gettext)
    return render_template(
        "duties/form.html",
        form=form,
        owner=owner,
        coming=coming,
        words=words,
        duty_id=duty_id,
        compared=compared,
    )
