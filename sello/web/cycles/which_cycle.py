"""Which cycle and which day an address asks for."""

from datetime import date

from sello.accounts.domain.actor import Visibility
from sello.core.labels import N_
from sello.core.refusal import NotFound
from sello.cycles.queries import cycles
from sello.cycles.queries.cycles import CycleRow
from sello.web import request_values
from sello.web.guard import current_actor
from sello.web.moment import moment


class NoCycleYet(NotFound):
    """There is nothing to show before the first cycle is opened (or released, to an auditor)."""

    message = N_(
        "Todavía no hay un ciclo que mostrar. La Secretaría Ejecutiva lo abre en «Ciclos»; "
        "a una auditoría se le muestra cuando lo libera."
    )


def asked_day(name: str = "al") -> date:
    """The day that the address asks for, else today; what is no day, or out of reach, is today."""
    return request_values.asked_day(name) or moment().today


def asked_cycle(visibility: Visibility | None = None) -> CycleRow | None:
    """The cycle that the address names, else the current one."""
    seen = visibility or current_actor().visibility
    return cycles.choose(request_values.asked_id("ciclo"), seen)
