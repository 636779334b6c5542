"""Why a requirement counts as it does, in words: by its reason, by its day, and by what may be named."""

from datetime import date

from sello.core.dates import written_or_dash
from sello.core.figures import figure
from sello.core.labels import N_
from sello.level.phrase import Phrase
from sello.level.state import HIDDEN_TITLE
from sello.level.verdict import Reason, Verdict

_WHY = {
    Reason.MET: N_("Cumple."),
    Reason.PARTLY: N_("Cumple en parte: suma %(earned)s de %(weight)s."),
    Reason.NOT_MET: N_("No cumple."),
    Reason.NO_ANSWER: N_("Sin respuesta todavía."),
    Reason.DECLARED_ONLY: N_("Está declarado, pero la Secretaría Ejecutiva aún no lo valida."),
    Reason.NOT_DECIDED: N_("La evaluación externa aún no decide."),
    Reason.NO_EVIDENCE: N_("No tiene evidencia."),
    Reason.IN_REVIEW: N_("Su evidencia «%(title)s» está en revisión; ninguna está aceptada."),
    Reason.RETURNED: N_("Su evidencia «%(title)s» fue devuelta."),
    Reason.EXPIRED: N_("Su evidencia «%(title)s» dejó de contar el %(day)s porque venció."),
    Reason.SUPERSEDED: N_("Su evidencia «%(title)s» dejó de contar el %(day)s porque fue reemplazada."),
    Reason.NOT_YET: N_("Su evidencia «%(title)s» cuenta recién desde el %(day)s."),
    Reason.TO_CONFIRM: N_("Su evidencia «%(title)s» viene de otro ciclo y falta confirmarla."),
    Reason.UNBACKED: N_("No tiene evidencia aceptada y vigente."),
    Reason.UNCLAIMED: N_("La institución no lo ha validado."),
    Reason.NOT_APPLICABLE: N_("No aplica: %(note)s"),
    Reason.NOT_APPLICABLE_UNEXPLAINED: N_("Se marcó que no aplica, pero falta el fundamento escrito."),
    Reason.NOT_APPLICABLE_FORBIDDEN: N_("Se marcó que no aplica, pero esta edición no lo permite aquí."),
    Reason.NOT_APPLICABLE_OVER_LIMIT: N_(
        "Se marcó que no aplica, pero se superó el máximo que admite la edición."
    ),
}
_AHEAD = {
    Reason.EXPIRED: N_("Su evidencia «%(title)s» dejará de contar el %(day)s porque vence."),
    Reason.SUPERSEDED: N_("Su evidencia «%(title)s» dejará de contar el %(day)s porque otra la reemplaza."),
}
"""What ends after today, seen from a day on which it has ended."""
_HIDDEN = {
    Reason.IN_REVIEW: N_(
        "Tiene una evidencia que usted no puede ver: está en revisión; ninguna está aceptada."
    ),
    Reason.RETURNED: N_("Tiene una evidencia que usted no puede ver: fue devuelta."),
    Reason.EXPIRED: N_(
        "Tiene una evidencia que usted no puede ver: dejó de contar el %(day)s porque venció."
    ),
    Reason.SUPERSEDED: N_(
        "Tiene una evidencia que usted no puede ver: dejó de contar el %(day)s porque fue reemplazada."
    ),
    Reason.NOT_YET: N_("Tiene una evidencia que usted no puede ver: cuenta recién desde el %(day)s."),
    Reason.TO_CONFIRM: N_(
        "Tiene una evidencia que usted no puede ver: viene de otro ciclo y falta confirmarla."
    ),
}
_HIDDEN_AHEAD = {
    Reason.EXPIRED: N_(
        "Tiene una evidencia que usted no puede ver: dejará de contar el %(day)s porque vence."
    ),
    Reason.SUPERSEDED: N_(
        "Tiene una evidencia que usted no puede ver: dejará de contar el %(day)s porque otra la reemplaza."
    ),
}
"""The same of a piece whose title is not told: there is no title to quote."""
_MET_UNTIL = N_("Cumple, con evidencia aceptada que cuenta hasta el %(day)s.")
_OUT_UNSAID = N_("No aplica.")


def why(verdict: Verdict, today: date) -> Phrase:
    """Say why a requirement counts as it does; what is after today is told as still to come."""
    if verdict.reason is Reason.MET and verdict.counts_until:
        return Phrase(_MET_UNTIL, {"day": written_or_dash(verdict.counts_until)})
    if verdict.reason is Reason.NOT_APPLICABLE and not verdict.note:
        return Phrase(_OUT_UNSAID)
    template = _template(verdict, today)
    values: dict[str, str | int] = {
        "earned": figure(verdict.earned),
        "weight": figure(verdict.weight),
        "title": verdict.evidence.title if verdict.evidence else "",
        "day": written_or_dash(verdict.on),
        "note": verdict.note,
    }
    return Phrase(template, {name: value for name, value in values.items() if f"%({name})s" in template})


def _template(verdict: Verdict, today: date) -> str:
    hidden = verdict.evidence is not None and verdict.evidence.title == HIDDEN_TITLE
    if verdict.on is not None and verdict.on > today:
        told = (_HIDDEN_AHEAD if hidden else _AHEAD).get(verdict.reason)
        if told:
            return told
    return (_HIDDEN.get(verdict.reason) if hidden else None) or _WHY[verdict.reason]
