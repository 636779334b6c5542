"""The blueprint of cycles, and what all of its screens share."""

from datetime import date

from flask import Blueprint, request
from flask_babel import gettext

from sello.accounts.domain import Visibility
from sello.core import clock
from sello.core.labels import N_
from sello.core.refusal import NotFound
from sello.cycles.domain.explain import Phrase
from sello.cycles.domain.shown import shown_percentage
from sello.cycles.domain.words import DOES_NOT_APPLY, UNANSWERED
from sello.cycles.queries import cycles
from sello.cycles.queries.cycles import CycleRow
from sello.evidence.queries.seen import HIDDEN_TITLE
from sello.web.base import config, current_actor

bp = Blueprint("cycles", __name__)


class NoCycleYet(NotFound):
    """There is nothing to show before the first cycle is opened (or released, to an auditor)."""

    message = N_(
        "Todavía no hay un ciclo que mostrar. La Secretaría Ejecutiva lo abre en «Ciclos»; "
        "a una auditoría se le muestra cuando lo libera."
    )


SAID_INSIDE = frozenset({HIDDEN_TITLE, UNANSWERED, DOES_NOT_APPLY})
"""Texts of ours that stand inside a sentence as a value; the other values are people's words."""


@bp.app_template_filter("say")
def say(phrase: Phrase) -> str:
    """A sentence of the level engine in the reader's language."""
    text: str = gettext(phrase.template)
    values = {
        name: gettext(value) if value in SAID_INSIDE else value for name, value in phrase.values.items()
    }
    return text % values if values else text


@bp.app_template_filter("share")
def share(value: object) -> str:
    """A share from 0 to 1 as a percentage that is cut off and never rounded up."""
    return shown_percentage(value)  # type: ignore[arg-type] # a template gives a Fraction or None


def today() -> date:
    """The day at the institution."""
    return clock.today(config().zone)


def asked_day(name: str = "al") -> date:
    """The day that the address asks for, else today; what is no date is today."""
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return today()


def asked_cycle(visibility: Visibility | None = None) -> CycleRow | None:
    """The cycle that the address names, else the current one."""
    seen = visibility or current_actor().visibility
    return cycles.choose(request.args.get("ciclo", type=int), seen)
