"""Handing over: why somebody leaves, what goes with it, and to whom each thing goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal


class Leaving(LabelledEnum):
    """Why somebody hands over."""

    LEAVE = "leave", N_("Ausencia o permiso")
    MOVE = "move", N_("Cambio de unidad")
    CLOSED = "closed", N_("Deja la institución")


class Thing(LabelledEnum):
    """What can be somebody's."""

    TASK = "task", N_("Tarea a su cargo")
    ACTS_FOR = "acts-for", N_("Persona a la que subroga")
    EVIDENCE = "evidence", N_("Evidencia suya en revisión o devuelta")
    DELIVERED = "delivered", N_("Evidencia vigente que entregó")
    REQUIREMENT = "requirement", N_("Requerimiento de la unidad que encabeza")
    INITIATIVE = "initiative", N_("Iniciativa de la unidad que encabeza")
    DUTY = "duty", N_("Obligación de la unidad que encabeza")
    SEAT = "seat", N_("Lugar en un comité, por su cargo")
    ACTION = "action", N_("Acción del plan de mejora a su cargo")
    RECIPIENT = "recipient", N_("Recibe el informe mensual por correo")
    PAGE = "page", N_("Recibe su página por correo")
    SCENARIO = "scenario", N_("Escenario de planificación suyo")
    VIEW = "view", N_("Vista de lista suya")
    VIEW_MAIL = "view-mail", N_("Recibe una vista por correo")

    @property
    def status(self) -> str:
        """Who has it when no person receives it, as a text to be translated."""
        if self in OWN:
            return N_("nadie: termina con su cuenta")
        return N_("su unidad") if self in BY_ROW else N_("queda en la unidad")


OWN = frozenset({Thing.RECIPIENT, Thing.PAGE, Thing.SCENARIO, Thing.VIEW, Thing.VIEW_MAIL})
"""What is hers alone, and of no unit."""

BY_ROW = frozenset({Thing.TASK, Thing.ACTS_FOR, Thing.ACTION}) | OWN
"""What is a person's, and goes to another; the rest is the unit's, which keeps it."""

NOBODY = 0
"""The choice «to no person»: a task goes back to its unit, whose head answers for it."""


class NobodyGiven(Refusal):
    """What is given has to be given to somebody who was offered."""

    message = N_("Elija a una de las personas que se ofrecen, o deje que lo reciba la unidad.")
    field = "to_all"


class NothingToHandOver(Refusal):
    """There is nothing of hers."""

    message = N_("No hay nada suyo que traspasar.")


class HeadElsewhere(Refusal):
    """Whoever takes over a unit works in it."""

    message = N_("Solo puede quedar como jefatura una persona de la misma unidad: elíjala en «Recibe todo».")
    field = "as_head"


class ThingsChanged(Refusal):
    """What is handed over is what the preview showed."""

    message = N_("Mientras usted miraba cambió lo que se traspasa. No se hizo nada: mírelo otra vez.")


@dataclass(frozen=True, slots=True)
class Hers:
    """One thing that is somebody's, before it is handed over."""

    kind: Thing
    id: int
    title: str
    status: str
    """How it stands, as a text to be translated; empty where nothing is to be said."""
    until: date | None
    unit: str
    offered: frozenset[int]
    """The people to whom it may go; empty for what stays with the unit."""

    @property
    def key(self) -> str:
        """Its name in a form."""
        return f"{self.kind.value}-{self.id}"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a handover: what it was then, and who received it (None: its unit)."""

    kind: Thing
    id: int
    title: str
    status: str
    until: date | None
    unit: str
    to_id: int | None

    def as_kept(self) -> dict[str, Any]:
        """As its row keeps it."""
        until = None if self.until is None else self.until.isoformat()
        return asdict(self) | {"kind": self.kind.value, "until": until}


def goes_to(one: Hers, to_all: int | None, by_row: Mapping[str, int | None]) -> int | None:
    """Who receives one thing: as its row says, else as was said of all if that may be, else its unit.

    Raises NobodyGiven when a row names somebody who was not offered for it.
    """
    if not one.offered:
        return None
    said = by_row.get(one.key)
    if said == NOBODY:
        return None
    if said is not None and said not in one.offered:
        raise NobodyGiven
    if said is not None:
        return said
    return to_all if to_all in one.offered else None


def lines(
    things: Iterable[Hers],
    to_all: int | None,
    by_row: Mapping[str, int | None],
    *,
    head_id: int | None = None,
) -> tuple[Line, ...]:
    """The whole handover as it would be done; what is the unit's goes with its new head, if there is one."""
    return tuple(
        Line(
            kind=one.kind,
            id=one.id,
            title=one.title,
            status=one.status,
            until=one.until,
            unit=one.unit,
            to_id=goes_to(one, to_all, by_row) if one.kind in BY_ROW else head_id,
        )
        for one in things
    )


def mark(shown: Iterable[Line]) -> str:
    """What a preview showed, in short: it differs when anything goes to somebody else, or there is more."""
    said = "|".join(f"{line.kind.value}-{line.id}:{line.to_id}" for line in shown)
    return sha256(said.encode()).hexdigest()[:32]
