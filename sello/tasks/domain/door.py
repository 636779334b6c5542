"""Answering without a session: whom a link was sent to, and for how long it opens her conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sello.core.labels import N_
from sello.core.refusal import NotFound

HOLDS = timedelta(days=14)
"""How long a link opens its conversation; a later mail brings another."""

KEPT = timedelta(days=90)
"""How long one that ended is still there for whoever looks into an incident."""

REMEMBERED = 8
"""Forms of a link that are remembered as received."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whom a mail is for, as she was when it was written."""

    person_id: int
    email: str
    unit_id: int | None


class DoorClosed(NotFound):
    """A link that is unknown, over, or not hers any more: one answer for all of them."""

    message = N_(
        "Este enlace ya no abre la conversación: venció, se revocó, o la tarea se cerró o cambió de manos. "
        "No se perdió nada de lo entregado. Inicie sesión para verla, o espere el próximo aviso."
    )
    status = 410
