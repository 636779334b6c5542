"""Where evidence is to go, as an address or a form names it: what cannot be is said before files are sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sello.accounts.domain.actor import Actor
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.cycles.queries import cycles
from sello.evidence.service.submitting import check_replaces
from sello.register.queries.initiative import check_managed
from sello.tasks.service.hand_in import check_open


class NoCycle(Refusal):
    """Evidence serves the requirements of a cycle."""

    message = N_(
        "Todavía no hay un ciclo en curso al que entregar evidencia. "
        "La Secretaría Ejecutiva lo abre en «Ciclos»."
    )
    status = 409


@dataclass(frozen=True)
class Destination:
    """The ids of an address that hold, and why the others do not."""

    asked: Mapping[str, Any]
    refusals: tuple[Refusal, ...]

    @property
    def status(self) -> int:
        """The status of a page that says why."""
        return max((refusal.status for refusal in self.refusals), default=200)

    @property
    def goes_on(self) -> bool:
        """Whether evidence can be handed in without what was refused."""
        return not any(isinstance(refusal, NoCycle) for refusal in self.refusals)


_CHECKS: Mapping[str, Callable[[int, Actor], None]] = {
    "tarea": check_open,
    "reemplaza": check_replaces,
    "iniciativa": check_managed,
}


def destination(actor: Actor, asked: Mapping[str, Any]) -> Destination:
    """What holds of the ids that an address or a form names."""
    refusals: list[Refusal] = [] if cycles.current_id() else [NoCycle()]
    held = dict(asked)
    for name, check in _CHECKS.items():
        try:
            if name in held:
                check(held[name], actor)
        except Refusal as refusal:
            refusals.append(refusal)
            del held[name]
    return Destination(held, tuple(refusals))
