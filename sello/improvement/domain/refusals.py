"""What is refused of an improvement plan, and in which words."""

from __future__ import annotations

from sello.core.labels import N_
from sello.core.refusal import Refusal


class EndsBeforeItStarts(Refusal):
    """An action whose last day lies before its first."""

    message = N_("La acción termina (%(end)s) antes de comenzar (%(start)s). Corrija una de las dos fechas.")
    field = "ends_on"


class StartsOnDayOff(Refusal):
    """An action that would begin when nobody works."""

    message = N_("El %(day)s es inhábil. El día hábil más cercano es el %(near)s.")
    field = "starts_on"


class EndsOnDayOff(StartsOnDayOff):
    """An action that would end when nobody works."""

    field = "ends_on"


class LastsTooLong(Refusal):
    """An action longer than any run at the Seal."""

    message = N_("La acción dura más de 5 años. Divídala en acciones más cortas, con una meta cada una.")
    field = "ends_on"


class TwoIndicators(Refusal):
    """An indicator was chosen and another one was written."""

    message = N_("Elija un indicador de la lista o escriba uno, pero no ambos.")
    field = "indicator"


class UnknownIndicator(Refusal):
    """The indicator is not one that the person sees."""

    message = N_("Elija un indicador de la lista, o escriba uno.")
    field = "indicator_id"


class ObjectiveGone(Refusal):
    """The objective was taken out of the plan, or is of another one."""

    message = N_("Ese objetivo ya no está en el plan. Elija otro.")
    field = "objective_id"


class NothingTicked(Refusal):
    """No gap was marked."""

    message = N_("Marque al menos una brecha de la lista.")


class NotCurrent(Refusal):
    """The plan is of a cycle that is over."""

    message = N_("El plan de un ciclo que ya no es el vigente se lee, pero no se cambia.")


class NothingToApprove(Refusal):
    """The plan has no objective."""

    message = N_("El plan no tiene objetivos todavía. Agregue al menos uno, con sus acciones.")


class ObjectiveWithoutAction(Refusal):
    """An objective that nothing leads to."""

    message = N_("El objetivo %(number)s no tiene acciones. Agregue al menos una, o quite el objetivo.")


class SameAsApproved(Refusal):
    """The plan says what its last version says."""

    message = N_("El plan no cambió desde la versión %(number)s: no hay nada nuevo que aprobar.")


class ActToCome(Refusal):
    """The act of the committee bears a day that has not come."""

    message = N_("La fecha del acta no puede ser posterior a hoy.")
    field = "act_on"


class NoSuchMinutes(Refusal):
    """The piece is not accepted, or not one that the person sees."""

    message = N_("Elija la evidencia aceptada que contiene el acta del comité.")
    field = "evidence_id"


class AskedAlready(Refusal):
    """The action has an open task."""

    message = N_("La acción %(number)s ya tiene una tarea abierta. Siga en su conversación.")
