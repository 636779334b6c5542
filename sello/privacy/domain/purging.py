"""The acta of a destruction: who proposes, who confirms, and how far it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection

from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.core.refusal import Refusal
from sello.evidence.domain.around import Spot

MOST = 200
"""Pieces of one acta: what somebody can still read before confirming."""
ACT_LIMIT = 200


class PurgeState(LabelledEnum):
    """How far an acta is."""

    PROPOSED = "propuesta", N_("Por confirmar")
    CONFIRMED = "confirmada", N_("En eliminación")
    DONE = "hecha", N_("Eliminada")
    WITHDRAWN = "desistida", N_("Desistida")

    @property
    def light(self) -> Light:
        """Its shape and colour."""
        return _LIGHTS[self]


class ItemState(LabelledEnum):
    """How far the destruction of one piece is."""

    PENDING = "pendiente", N_("Por eliminar")
    DONE = "eliminada", N_("Eliminada")
    LEFT = "conservada", N_("No se eliminó")


TEXTS = {
    ItemState.PENDING: N_("Se borran con ella: %(spots)s."),
    ItemState.DONE: N_("Textos borrados alrededor: %(spots)s."),
    ItemState.LEFT: N_("No se borraron sus textos: %(spots)s."),
}
"""What is told of the texts that go with a piece."""
_LIGHTS = {
    PurgeState.PROPOSED: Light.AMBER,
    PurgeState.CONFIRMED: Light.AMBER,
    PurgeState.DONE: Light.GREEN,
    PurgeState.WITHDRAWN: Light.GREY,
}


class NothingChosen(Refusal):
    """An acta of nothing is none."""

    message = N_("Marque al menos una evidencia.")


class TooManyChosen(Refusal):
    """Nobody reads a list without end before confirming it."""

    message = N_("Un acta lleva a lo más 200 evidencias. Proponga menos y haga otra acta después.")


class OwnActa(Refusal):
    """Four eyes: whoever proposes a destruction does not confirm it."""

    message = N_(
        "Usted propuso esta acta: la confirma otra persona, de la Secretaría Ejecutiva o la autoridad."
    )
    status = 409


class NotProposed(Refusal):
    """Somebody decided it meanwhile."""

    message = N_("Esta acta ya se decidió. Vuelva a abrirla para ver cómo está.")
    status = 409


class ReasonMissing(Refusal):
    """A destruction says why."""

    message = N_("Escriba por qué.")
    field = "reason"


def told_texts(state: ItemState, spots: Collection[Spot], translate: Callable[[str], str] = str) -> str:
    """Which texts around a piece go with it, or went, by where they stand; empty where none do."""
    if not spots:
        return ""
    said = [
        translate(spot.label).lower() + (f" ({count})" if count > 1 else "")
        for spot, count in Counter(spots).items()
    ]
    return translate(TEXTS[state]) % {"spots": ", ".join(said)}


def check_chosen(count: int) -> None:
    """Refuse an acta of nothing, or of more than somebody reads."""
    if not count:
        raise NothingChosen
    if count > MOST:
        raise TooManyChosen


def check_confirms(state: PurgeState, proposed_by: int | None, who: int) -> None:
    """Refuse what is decided already, and whoever would confirm what she proposed herself."""
    if state is not PurgeState.PROPOSED:
        raise NotProposed
    if proposed_by == who:
        raise OwnActa
