"""The steps from nothing to work, as the dashboard and their own page show them."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from sello.core.counting import ngettext
from sello.core.labels import N_
from sello.progress.beginning import Beginning, Step, StepState


@dataclass(frozen=True, slots=True)
class Way:
    """A way on: what the button says, and where it leads."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A step as it is read: how far, what for, what there is, and the ways on."""

    step: Step
    state: StepState
    why: str
    there: str
    ways: tuple[Way, ...]


WHY = {
    Step.INSTITUTION: N_(
        "Nombre, logo, colores, quiénes firman, con qué palabras se habla y qué días no se trabaja."
    ),
    Step.UNITS: N_("El organigrama: de él cuelgan las personas y lo que cada una responde."),
    Step.PEOPLE: N_("Quiénes trabajan y con qué rol. La invitación se envía cuando usted lo decida."),
    Step.CYCLE: N_("Qué edición del estándar, qué nivel se busca y en qué fechas."),
    Step.OWNERS: N_("Se propone la unidad que suele responder según la edición; usted corrige."),
    Step.REQUESTS: N_("Una tarea por requerimiento, con plazo. Se ve todo antes de crear nada."),
}

WAYS: dict[Step, tuple[tuple[str, str], ...]] = {
    Step.INSTITUTION: (
        (N_("Completar la ficha"), "accounts.institution"),
        (N_("Decir qué días no se trabaja"), "accounts.days_off"),
    ),
    Step.UNITS: (
        (N_("Traer una planilla de unidades"), "start.units"),
        (N_("Agregar una unidad"), "accounts.new_unit"),
    ),
    Step.PEOPLE: (
        (N_("Traer una planilla de personas"), "start.people"),
        (N_("Invitar a una persona"), "accounts.new_person"),
        (N_("Enviar las invitaciones"), "start.invitations"),
    ),
    Step.CYCLE: ((N_("Abrir el ciclo"), "cycles.new"),),
    Step.OWNERS: ((N_("Ver la propuesta"), "start.owners"),),
    Step.REQUESTS: ((N_("Pedir lo primero"), "tasks.dimension"),),
}


def lines(found: Beginning) -> tuple[Line, ...]:
    """Every step in its order; what waits for another one offers no way yet."""
    return tuple(_line(found, step) for step in Step)


def _line(found: Beginning, step: Step) -> Line:
    state = found.state(step)
    ways = () if state is StepState.LATER else WAYS[step]
    return Line(
        step=step,
        state=state,
        why=str(gettext(WHY[step])),
        there=THERE[step](found),
        ways=tuple(Way(str(gettext(label)), url_for(endpoint)) for label, endpoint in ways),
    )


def _people(found: Beginning) -> str:
    told = ngettext(
        "%(num)s persona de las unidades.",
        "%(num)s personas de las unidades.",
        found.people,
        none=gettext("Todavía no hay jefaturas ni quienes colaboren."),
    )
    if not found.uninvited:
        return told
    waiting = ngettext(
        "%(num)s cuenta espera su invitación.", "%(num)s cuentas esperan su invitación.", found.uninvited
    )
    return f"{told} {waiting}"


def _owners(found: Beginning) -> str:
    if not found.requirements:
        return str(gettext("Los requerimientos llegan con el ciclo."))
    return str(
        gettext(
            "Requerimientos que tienen unidad: %(owned)s de %(all)s.",
            owned=found.owned,
            all=found.requirements,
        )
    )


THERE: dict[Step, Callable[[Beginning], str]] = {
    Step.INSTITUTION: lambda found: ngettext(
        "Firma %(num)s persona.",
        "Firman %(num)s personas.",
        found.signers,
        none=gettext("Todavía no firma nadie."),
    ),
    Step.UNITS: lambda found: ngettext(
        "%(num)s unidad.", "%(num)s unidades.", found.units, none=gettext("Todavía no hay unidades.")
    ),
    Step.PEOPLE: _people,
    Step.CYCLE: lambda found: ngettext(
        "Un ciclo con %(num)s requerimiento.",
        "Un ciclo con %(num)s requerimientos.",
        found.requirements,
        none=gettext("Todavía no hay un ciclo."),
    ),
    Step.OWNERS: _owners,
    Step.REQUESTS: lambda found: ngettext(
        "%(num)s tarea creada.",
        "%(num)s tareas creadas.",
        found.tasks,
        none=gettext("Todavía no se pide nada."),
    ),
}
