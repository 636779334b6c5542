"""What is refused of a duty, and in which words."""

from __future__ import annotations

from sello.core.labels import N_
from sello.core.refusal import Refusal


class RuleRefused(Refusal):
    """A rule that cannot be kept, beside its field."""

    field = "rule"


class UnreadableRule(RuleRefused):
    """A part of a rule that nobody can read."""

    message = N_("No se entiende «%(part)s». Escriba, por ejemplo: FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20271231.")


class RuleMissing(RuleRefused):
    """«Otra» was chosen, and no rule written."""

    message = N_("Escriba la regla, por ejemplo: FREQ=MONTHLY;BYMONTHDAY=5. O elija cada cuánto de la lista.")


class TooOften(RuleRefused):
    """A rule that would fall every hour, minute or second."""

    message = N_(
        "Una obligación no puede caer cada hora, minuto ni segundo: lo más seguido es cada día (FREQ=DAILY)."
    )


class HoursSaid(RuleRefused):
    """A rule that names an hour."""

    message = N_("Una obligación cae en un día, sin hora. Quite «%(part)s» de la regla.")


class PartNotTaken(RuleRefused):
    """A part of RFC 5545 that is not taken here."""

    message = N_(
        "«%(part)s» no se admite aquí. Use FREQ, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, COUNT y UNTIL."
    )


class IntervalOutOfRange(RuleRefused):
    """An interval that repeats one day for ever, or that nobody lives to see."""

    message = N_("INTERVAL va de 1 a 99: con 0 se repetiría el mismo día sin fin.")


class NeverEndingRule(RuleRefused):
    """A rule without an end."""

    message = N_("La regla no termina nunca. Diga hasta qué día se debe (a más tardar, en 10 años).")
    field = "until"


class EndsBeforeItBegins(RuleRefused):
    """The last day lies before the first."""

    message = N_("El último día es anterior al primero. Corrija una de las dos fechas.")
    field = "until"


class LastsTooLong(RuleRefused):
    """A rule that outlives whoever wrote it."""

    message = N_("La regla dura más de 10 años. Elija un término más cercano; después se puede prolongar.")
    field = "until"


class NoDates(RuleRefused):
    """A rule that fits no day, such as every 30 February."""

    message = N_("Con esa regla no cae ningún día entre el primero y el último. Revise el día y el mes.")


class TooManyDates(RuleRefused):
    """A rule that would ask without pause."""

    message = N_("Esa regla cae más de 600 veces: se pediría sin pausa. Elija un intervalo más largo.")


class TitleTaken(Refusal):
    """Another duty of the same initiative has the title."""

    message = N_("Esta iniciativa ya tiene una obligación llamada «%(title)s». Ábrala, o use otro nombre.")
    field = "title"


class UnitNotHere(Refusal):
    """The unit does not exist today, or is of another branch."""

    message = N_("Elija una unidad vigente que usted pueda ver.")
    field = "unit_id"


class LeadOutOfRange(Refusal):
    """The notice is negative, or longer than anybody plans."""

    message = N_("El aviso previo va de 0 a 60 días hábiles.")
    field = "lead_days"


class LeadTooLong(Refusal):
    """The next date would be asked for before the last one is due."""

    message = N_(
        "Con ese aviso (días hábiles: %(days)s) se pediría una fecha antes de que venza la anterior. "
        "Entre dos fechas hay menos (días hábiles: %(gap)s): elija un aviso más corto."
    )
    field = "lead_days"


class DutyOver(Refusal):
    """The duty was ended."""

    message = N_("Esta obligación ya terminó. Si se vuelve a deber, anote una nueva.")


class NoSuchDate(Refusal):
    """The duty does not fall on that day, or it is done already."""

    message = N_("Esa fecha no está pendiente en esta obligación. Recargue la página y elija otra.")
    field = "fell_on"


class StillAsked(Refusal):
    """The date has an open task: its way is through it."""

    message = N_("Esa fecha ya se pidió en una tarea. Entregue o acepte la evidencia en ella.")
    field = "fell_on"


class PieceNotAccepted(Refusal):
    """Only an accepted piece proves that something was done."""

    message = N_("Elija una evidencia aceptada de esta iniciativa: solo esa prueba que se cumplió.")
    field = "evidence_id"


class NotProposed(Refusal):
    """One of what was marked is written down by now, or its initiative is another."""

    message = N_(
        "Una de las propuestas marcadas ya se anotó, o ya no corresponde a su iniciativa. "
        "No se anotó ninguna: revise la lista y marque otra vez."
    )


class NothingChosen(Refusal):
    """No proposal was marked."""

    message = N_("Marque al menos una obligación de la lista.")
