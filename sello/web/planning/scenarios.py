"""What if: a person's scenarios beside reality."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.refusal import Stale
from sello.planning import service
from sello.planning.domain.suppose import Kind, Supposition
from sello.planning.queries import kept, scenario_page
from sello.planning.queries.kept import ScenarioRow
from sello.web import once
from sello.web.answers import accepted
from sello.web.fields import version_of
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.planning import bp
from sello.web.planning.forms import ScenarioForm, SupposeForm, TakeBackForm
from sello.web.stale_form import Row, caught_up


def no_cycle() -> ResponseReturnValue:
    """Say that there is nothing to plan yet."""
    return render_template("planning/no_cycle.html")


@bp.get("/escenarios/<int:scenario_id>")
@permits(Action.SCENARIO_USE)
def scenario(scenario_id: int) -> ResponseReturnValue:
    """Show a scenario beside reality."""
    return _page(scenario_id, None, None)


@bp.post("/escenarios/<int:scenario_id>/suposiciones")
@permits(Action.SCENARIO_USE)
def suppose(scenario_id: int) -> ResponseReturnValue:
    """Add a supposition; the outcome answers at once."""
    form = SupposeForm()
    form.offer(scenario_page.offered(current_actor(), scenario_id, at=moment()))

    def act() -> bool:
        added = Supposition(Kind(form.kind.data), form.code.data or None, form.evidence_id.data, form.on.data)
        service.suppose(current_actor(), scenario_id, added, now=moment().now)
        return True

    if not accepted(form, act):
        return _page(scenario_id, form, None), 422
    return redirect(url_for("planning.scenario", scenario_id=scenario_id), 303)


@bp.post("/escenarios/<int:scenario_id>/suposiciones/<int:position>/quitar")
@permits(Action.SCENARIO_USE)
@once.takes_back
def take_back(scenario_id: int, position: int) -> ResponseReturnValue:
    """Take a supposition back; if the list changed since the page was opened, show the list of now."""
    form = TakeBackForm()

    def act() -> bool:
        version = version_of(form.version)
        service.take_back(current_actor(), scenario_id, position, version=version, now=moment().now)
        return True

    if not accepted(form, act):
        flash(gettext(Stale.message), "error")
        return _page(scenario_id, None, None), 409
    return redirect(url_for("planning.scenario", scenario_id=scenario_id), 303)


@bp.post("/escenarios/<int:scenario_id>")
@permits(Action.SCENARIO_USE)
@once.sets
def settle(scenario_id: int) -> ResponseReturnValue:
    """Rename a scenario, share it or keep it to oneself."""
    form = ScenarioForm()

    def act() -> bool:
        service.settle(
            current_actor(),
            scenario_id,
            form.name.data or "",
            shared=form.shared.data,
            version=version_of(form.version),
            now=moment().now,
        )
        return True

    if not accepted(form, act):
        saved = _saved_form(kept.scenario(current_actor(), scenario_id))
        compared = caught_up(form, saved, ("name", "shared"))
        return _page(scenario_id, None, form, compared), 409 if compared else 422
    flash(gettext("El escenario quedó guardado."), "success")
    return redirect(url_for("planning.scenario", scenario_id=scenario_id), 303)


@bp.post("/escenarios/<int:scenario_id>/copiar")
@permits(Action.SCENARIO_USE)
def copy(scenario_id: int) -> ResponseReturnValue:
    """Begin one's own scenario from this one."""
    name = gettext("Copia de %(name)s")
    made = service.copy_scenario(current_actor(), scenario_id, name, now=moment().now)
    return redirect(url_for("planning.scenario", scenario_id=made), 303)


@bp.post("/escenarios/<int:scenario_id>/eliminar")
@permits(Action.SCENARIO_USE)
@once.takes_back
def drop(scenario_id: int) -> ResponseReturnValue:
    """Throw one's own scenario away."""
    service.drop_scenario(current_actor(), scenario_id, now=moment().now)
    flash(gettext("El escenario se eliminó. Los datos del ciclo no cambiaron."), "success")
    return redirect(url_for("planning.index", _anchor="escenarios"), 303)


def _saved_form(row: ScenarioRow) -> ScenarioForm:
    """The form of a scenario as its page shows it."""
    return ScenarioForm(formdata=None, name=row.name, shared=row.shared, version=str(row.version))


def _page(
    scenario_id: int,
    added: SupposeForm | None,
    settled: ScenarioForm | None,
    compared: tuple[Row, ...] = (),
) -> str:
    page, offered = scenario_page.scenario_page(current_actor(), scenario_id, at=moment())
    if added is None:
        added = SupposeForm(formdata=None, kind=request.args.get("suponer"))
        added.offer(offered)
    return render_template(
        "planning/scenario.html",
        **vars(page),
        form=added,
        kinds=tuple(Kind),
        settings=settled or _saved_form(page.scenario),
        compared=compared,
    )
