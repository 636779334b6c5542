"""How the forecast is made, and how often its band held where that could be tried."""

from flask import render_template
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.labels import N_
from sello.planning import backtest
from sello.planning.domain.claim import Claim
from sello.web.guard import permits
from sello.web.planning import bp
from sello.web.revisits import revisited

SAID = {
    Claim.HOLDS: N_(
        "Si en promedio se concluyen por semana al menos nueve décimos de lo que se ha concluido hasta "
        "ahora, en 8 de cada 10 casos se llega al menos al mínimo de ese rango. Un freno, aunque ya haya "
        "comenzado y todavía no se note, no cumple esa condición."
    ),
    Claim.CHANGED: N_("El ritmo cambió en estas semanas: el rango es más incierto."),
    Claim.FAR: N_(
        "Esa fecha está más lejos de lo que la historia alcanza a decir: el rango es más incierto."
    ),
}
"""The sentence beside the band; only the first says how often it holds."""

WORLDS = {
    "steady": N_("Ritmo parejo"),
    "few": N_("Muy pocos movimientos"),
    "own_bursts": N_("Cada unidad entrega de golpe lo que junta"),
    "shared_bursts": N_("Todo se cierra la semana del comité"),
    "pauses": N_("Vacaciones de tres semanas para todas las unidades"),
    "slowing": N_("Ritmo que baja semana a semana"),
    "accelerating": N_("Ritmo que sube semana a semana"),
    "seasonal": N_("Ritmo que sube y baja con el año"),
    "unit_stops": N_("La unidad más activa se detiene"),
    "halves": N_("Cambia la autoridad y el ritmo cae a menos de la mitad"),
    "silent": N_("Ocho semanas sin ningún movimiento"),
    "rush": N_("Carrera en las últimas seis semanas, que la historia no muestra"),
}
"""The worlds that the forecast was tried on, as a reader knows them."""


def said_of(claim: Claim) -> str:
    """What is said of the band."""
    return str(gettext(SAID[claim]))


@bp.get("/pronostico")
@permits(Action.SCENARIO_USE)
@revisited
def trust() -> str:
    """Show how the forecast is made and how often it was right."""
    return render_template("planning/trust.html", found=backtest.figures(), worlds=WORLDS)
