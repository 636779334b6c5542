"""The cycles: list, open, correct, make current, let auditors in."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.cycles.domain.stages import StageKind, proposed, validity_of
from sello.cycles.queries import cycles
from sello.cycles.queries.cycles import CycleRow, EditionOption
from sello.cycles.service import cycles as service
from sello.level.state import Reading
from sello.progress.cycle import cycle_page
from sello.web import once
from sello.web.answers import accepted
from sello.web.cycles import bp
from sello.web.cycles.forms import CycleForm
from sello.web.fields import offered, version_of
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.paging import SIZE, asked_page
from sello.web.revisits import revisited
from sello.web.stale_form import caught_up


@bp.get("/ciclos")
@permits(Action.CYCLE_VIEW)
@revisited
def index() -> ResponseReturnValue:
    """List the cycles."""
    return render_template(
        "cycles/index.html", rows=cycles.all_cycles(current_actor().visibility), today=moment().today
    )


@bp.get("/ciclos/<int:cycle_id>")
@permits(Action.CYCLE_VIEW)
@revisited
def show(cycle_id: int) -> ResponseReturnValue:
    """Show a cycle: its dates, its stages, its level today, its cuts."""
    page = cycle_page(
        cycle_id, current_actor().visibility, number=asked_page("cortes"), size=SIZE, at=moment()
    )
    return render_template("cycles/show.html", **vars(page), readings=Reading, today=moment().today)


@bp.get("/ciclos/nuevo")
@permits(Action.CYCLE_MANAGE)
def new() -> ResponseReturnValue:
    """Show the form of a new cycle, its stages proposed once its two dates are known."""
    options = cycles.edition_options()
    if not options:
        return render_template("cycles/no_edition.html")
    form = CycleForm(formdata=request.args or None)
    _offer(form, options)
    if not request.args:
        form.starts_on.data = moment().today
    _propose_stages(form)
    return render_template("cycles/new.html", form=form)


@bp.post("/ciclos/nuevo")
@permits(Action.CYCLE_MANAGE)
def create() -> ResponseReturnValue:
    """Open a cycle; «proponer» only lays its stages out between the two dates."""
    form = CycleForm()
    _offer(form, cycles.edition_options())
    if "propose" in request.form:
        _propose_stages(form)
        return render_template("cycles/new.html", form=form)
    _complete(form)
    cycle_id = accepted(
        form,
        lambda: service.open_cycle(current_actor(), form.edition_id.data, form.draft(), now=moment().now),
    )
    if cycle_id is None:
        return render_template("cycles/new.html", form=form), 422
    flash(gettext("El ciclo está abierto, con una respuesta por requerimiento."), "success")
    return redirect(url_for("cycles.show", cycle_id=cycle_id), 303)


@bp.get("/ciclos/<int:cycle_id>/editar")
@permits(Action.CYCLE_MANAGE)
def edit(cycle_id: int) -> ResponseReturnValue:
    """Show the form of a cycle as it is saved."""
    cycle = cycles.find(cycle_id)
    return render_template("cycles/edit.html", form=_saved_form(cycle), cycle=cycle, compared=())


@bp.post("/ciclos/<int:cycle_id>/editar")
@permits(Action.CYCLE_MANAGE)
@once.sets
def update(cycle_id: int) -> ResponseReturnValue:
    """Correct a cycle; over another person's change, show both versions and let her decide."""
    cycle = cycles.find(cycle_id)
    form = CycleForm()
    _fix_edition(form, cycle)
    _complete(form)
    done = accepted(
        form,
        lambda: service.edit_cycle(
            current_actor(), cycle_id, form.draft(), version=version_of(form.version), now=moment().now
        ),
    )
    if done is None:
        cycle = cycles.find(cycle_id)
        compared = caught_up(form, _saved_form(cycle), form.compared(), form.stage_labels())
        page = render_template("cycles/edit.html", form=form, cycle=cycle, compared=compared)
        return page, 409 if compared else 422
    flash(gettext("Se guardaron los cambios del ciclo."), "success")
    return redirect(url_for("cycles.show", cycle_id=cycle_id), 303)


@bp.post("/ciclos/<int:cycle_id>/vigente")
@permits(Action.CYCLE_MANAGE)
def set_current(cycle_id: int) -> ResponseReturnValue:
    """Make a cycle the current one."""
    service.make_current(current_actor(), cycle_id, now=moment().now)
    flash(gettext("Este es ahora el ciclo en curso."), "success")
    return redirect(url_for("cycles.show", cycle_id=cycle_id), 303)


@bp.post("/ciclos/<int:cycle_id>/liberar")
@permits(Action.CYCLE_MANAGE)
def release(cycle_id: int) -> ResponseReturnValue:
    """Let external auditors read the cycle."""
    service.release(current_actor(), cycle_id, now=moment().now)
    flash(gettext("La auditoría externa puede leer el ciclo desde ahora."), "success")
    return redirect(url_for("cycles.show", cycle_id=cycle_id), 303)


@bp.post("/ciclos/<int:cycle_id>/cerrar-a-auditoria")
@permits(Action.CYCLE_MANAGE)
def withdraw(cycle_id: int) -> ResponseReturnValue:
    """Close the cycle to external auditors again."""
    service.withdraw(current_actor(), cycle_id, now=moment().now)
    flash(gettext("La auditoría externa ya no ve el ciclo; lo que decidió se conserva."), "success")
    return redirect(url_for("cycles.show", cycle_id=cycle_id), 303)


def _offer(form: CycleForm, options: tuple[EditionOption, ...]) -> None:
    """Offer the editions, and every level that one of them has, by its name."""
    form.edition_id.choices = offered((each.id, f"{each.name} ({each.version})") for each in options)
    levels = {level.code: level.name for each in options for level in each.known.edition.levels}
    form.target_level.choices = offered(levels.items())


def _fix_edition(form: CycleForm, cycle: CycleRow) -> None:
    """The edition of an open cycle stays; its levels are the targets."""
    del form.edition_id
    form.target_level.choices = offered((level.code, level.name) for level in cycle.known.edition.levels)


def _saved_form(cycle: CycleRow) -> CycleForm:
    """The form of a cycle as its page shows it."""
    form = CycleForm(formdata=None, data=_saved(cycle))
    _fix_edition(form, cycle)
    return form


def _saved(cycle: CycleRow) -> dict[str, object]:
    values: dict[str, object] = {
        "name": cycle.name,
        "target_level": cycle.target_level,
        "starts_on": cycle.starts_on,
        "evaluation_on": cycle.evaluation_on,
        "valid_until": cycle.valid_until,
        "version": str(cycle.version),
    }
    for stage in cycles.stages(cycle.id):
        values[f"{stage.kind.value}_from"] = stage.starts_on
        values[f"{stage.kind.value}_until"] = stage.ends_on
    return values


def _complete(form: CycleForm) -> None:
    """Reckon the validity from the evaluation where it was left open."""
    if form.evaluation_on.data and not form.valid_until.data:
        form.valid_until.data = validity_of(form.evaluation_on.data)


def _propose_stages(form: CycleForm) -> None:
    starts, evaluation = form.starts_on.data, form.evaluation_on.data
    if not starts or not evaluation or evaluation < starts:
        return
    by_kind = {stage.kind: stage for stage in proposed(starts, evaluation, form.valid_until.data)}
    for kind in StageKind:
        form[f"{kind.value}_from"].data = by_kind[kind].starts_on
        form[f"{kind.value}_until"].data = by_kind[kind].ends_on
