"""What if: a person's scenarios beside reality."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from sello.accounts.permissions import Action
from sello.core import clock
from sello.cycles.queries import cycles
from sello.level.assessment import Assessment, assess
from sello.level.state import Reading
from sello.planning import queries, service
from sello.planning.domain.suppose import (
    Kind,
    Supposition,
    apply,
    evaluation_day,
)
from sello.planning.queries import ScenarioRow
from sello.progress.standing import Standing, standing
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.planning import bp
from sello.web.planning.forms import NameForm, ScenarioForm, SupposeForm


@dataclass(frozen=True)
class Outcome:
    """A level in one reading, real or supposed."""

    reading: Reading
    level: str | None
    mark: int
    share: Fraction | None
    met: int
    held_back: tuple[str, ...]
    dimensions: tuple[tuple[str, str, int, int], ...]


def no_cycle() -> ResponseReturnValue:
    """Say that there is nothing to plan yet."""
    return render_template("planning/no_cycle.html")


@bp.post("/escenarios")
@permits(Action.SCENARIO_USE)
def create_scenario() -> ResponseReturnValue:
    """Begin a scenario."""
    cycle = cycles.current(current_actor().visibility)
    if cycle is None:
        return no_cycle()
    form = NameForm()
    made = accepted(
        form,
        lambda: service.create_scenario(current_actor(), cycle.id, form.name.data or "", now=clock.now()),
    )
    if made is None:
        flash(_("Escriba un nombre para el escenario, de hasta 120 caracteres."), "error")
        return redirect(url_for("planning.index", _anchor="escenarios"), 303)
    return redirect(url_for("planning.scenario", scenario_id=made), 303)


@bp.get("/escenarios/<int:scenario_id>")
@permits(Action.SCENARIO_USE)
def scenario(scenario_id: int) -> ResponseReturnValue:
    """Show a scenario beside reality."""
    kept = queries.scenario(current_actor(), scenario_id)
    return _page(kept, None, None)


@bp.post("/escenarios/<int:scenario_id>/suposiciones")
@permits(Action.SCENARIO_USE)
def suppose(scenario_id: int) -> ResponseReturnValue:
    """Add a supposition; the outcome answers at once."""
    kept = queries.scenario(current_actor(), scenario_id)
    stands = _standing(kept)
    form = SupposeForm()
    form.offer(stands)

    def act() -> bool:
        added = Supposition(Kind(form.kind.data), form.code.data or None, form.evidence_id.data, form.on.data)
        service.suppose(current_actor(), scenario_id, added, now=clock.now())
        return True

    if not accepted(form, act):
        return _page(kept, form, None), 422
    return redirect(url_for("planning.scenario", scenario_id=scenario_id), 303)


@bp.post("/escenarios/<int:scenario_id>/suposiciones/<int:position>/quitar")
@permits(Action.SCENARIO_USE)
def take_back(scenario_id: int, position: int) -> ResponseReturnValue:
    """Take a supposition back."""
    service.take_back(current_actor(), scenario_id, position, now=clock.now())
    return redirect(url_for("planning.scenario", scenario_id=scenario_id), 303)


@bp.post("/escenarios/<int:scenario_id>")
@permits(Action.SCENARIO_USE)
def settle(scenario_id: int) -> ResponseReturnValue:
    """Rename a scenario, share it or keep it to oneself."""
    kept = queries.scenario(current_actor(), scenario_id)
    form = ScenarioForm()

    def act() -> bool:
        service.settle(
            current_actor(), scenario_id, form.name.data or "", shared=form.shared.data, now=clock.now()
        )
        return True

    if not accepted(form, act):
        return _page(kept, None, form), 422
    flash(_("El escenario quedó guardado."), "success")
    return redirect(url_for("planning.scenario", scenario_id=scenario_id), 303)


@bp.post("/escenarios/<int:scenario_id>/copiar")
@permits(Action.SCENARIO_USE)
def copy(scenario_id: int) -> ResponseReturnValue:
    """Begin one's own scenario from this one."""
    kept = queries.scenario(current_actor(), scenario_id)
    name = _("Copia de %(name)s", name=kept.name)[:120]
    made = service.copy_scenario(current_actor(), scenario_id, name, now=clock.now())
    return redirect(url_for("planning.scenario", scenario_id=made), 303)


@bp.post("/escenarios/<int:scenario_id>/eliminar")
@permits(Action.SCENARIO_USE)
def drop(scenario_id: int) -> ResponseReturnValue:
    """Throw one's own scenario away."""
    service.drop_scenario(current_actor(), scenario_id, now=clock.now())
    flash(_("El escenario se eliminó. Los datos del ciclo no cambiaron."), "success")
    return redirect(url_for("planning.index", _anchor="escenarios"), 303)


def _standing(kept: ScenarioRow) -> Standing:
    visibility = current_actor().visibility
    return standing(cycles.find(kept.cycle_id, visibility), visibility)


def _page(kept: ScenarioRow, added: SupposeForm | None, settled: ScenarioForm | None) -> str:
    stands = _standing(kept)
    today = clock.today(config().zone)
    real_day = max(stands.cycle.evaluation_on or today, today)
    supposed_day = max(evaluation_day(kept.suppositions, real_day), today)
    if added is None:
        added = SupposeForm(formdata=None)
        added.offer(stands)
    titles = {fact.id: fact.title for each in stands.facts.values() for fact in each}
    return render_template(
        "planning/scenario.html",
        scenario=kept,
        mine=kept.owner_id == current_actor().person_id,
        cycle=stands.cycle,
        real=_outcomes(stands, (), real_day),
        supposed=_outcomes(stands, kept.suppositions, supposed_day),
        real_day=real_day,
        supposed_day=supposed_day,
        titles=titles,
        form=added,
        settings=settled or ScenarioForm(formdata=None, name=kept.name, shared=kept.shared),
    )


def _outcomes(stands: Standing, supposed: tuple[Supposition, ...], day: date) -> tuple[Outcome, ...]:
    rules = stands.cycle.known.rules
    states = apply(rules, stands.states.values(), supposed)
    return tuple(_outcome(stands, assess(rules, states, reading, day)) for reading in Reading)


def _outcome(stands: Standing, found: Assessment) -> Outcome:
    return Outcome(
        reading=found.reading,
        level=found.level.name if found.level else None,
        mark=found.level.mark if found.level else 0,
        share=found.share,
        met=found.score.met,
        held_back=found.check(stands.cycle.target_level).held_back_by,
        dimensions=tuple(
            (code, part.text().title, found.dimensions[code].met, found.dimensions[code].applicable)
            for code, part in stands.cycle.known.dimensions.items()
        ),
    )
