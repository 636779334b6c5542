"""The decisions in sentences: names first, what ends as its kind of document ends, who is asked and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sello.core.labels import N_
from sello.evidence.domain.details import EvidenceType
from sello.level.status import Status
from sello.reports.document.naming import short
from sello.reports.document.wording import Translate, day
from sello.reports.mayor.decisions import Decision, Deed, Ending, Matter, Side, Why
from sello.tasks.domain.turn import Reason

NEXT: Mapping[EvidenceType, str] = {
    EvidenceType.MINUTES: N_("el acta siguiente"),
    EvidenceType.REPORT: N_("el informe siguiente"),
    EvidenceType.ATTENDANCE: N_("el listado de la actividad siguiente"),
    EvidenceType.PHOTO: N_("fotografías recientes"),
    EvidenceType.RECORDING: N_("una grabación reciente"),
    EvidenceType.PUBLICATION: N_("una publicación reciente"),
    EvidenceType.SPREADSHEET: N_("la planilla al día"),
    EvidenceType.SLIDES: N_("la presentación siguiente"),
}
"""What follows a document that tells of a moment: it is not renewed, the next one is made."""

TO_DO: Mapping[Status, str] = {
    Status.UNANSWERED: N_("que responda y acredite «%(title)s»"),
    Status.NOT_MET: N_("que cumpla «%(title)s»"),
    Status.WITHOUT_EVIDENCE: N_("que entregue la evidencia de «%(title)s»"),
    Status.RETURNED: N_("que corrija lo observado en «%(title)s»"),
    Status.PARTLY: N_("que complete «%(title)s», que cumple en parte"),
    Status.EXPIRED: N_("que ponga al día la evidencia de «%(title)s»"),
    Status.EXPIRING: N_("que ponga al día la evidencia de «%(title)s»"),
}
"""What a unit is told to do by where the work stands."""

WAITING: Mapping[Status | Reason, str] = {
    Status.IN_REVIEW: N_("que resuelva «%(title)s»: espera su revisión"),
    Status.TO_VALIDATE: N_("que resuelva «%(title)s»: espera su validación"),
    Reason.REVIEW: N_("que resuelva «%(title)s»: espera su revisión"),
    Reason.DELIVERED: N_("que resuelva «%(title)s»: está entregada y espera su decisión"),
    Reason.TIME: N_("que responda a la unidad, que pidió más plazo para «%(title)s»"),
    Reason.ASKED: N_("que responda lo consultado sobre «%(title)s»"),
}
"""What waits for the secretariat, by where the work or its task stands."""


def title_of(matter: Matter) -> str:
    """What the matter is called."""
    if matter.asked is not None:
        return matter.asked.title
    return matter.thread.title if matter.thread is not None else ""


def sentence(decision: Decision, *, today: date, _: Translate = str) -> str:
    """The decision as the page asks it, with why it comes before the authority."""
    order = _("Instruir a %(to)s %(what)s%(why)s.")
    if decision.deed is Deed.ACCOUNT:
        order = _("Pedir cuenta a %(to)s: %(what)s%(why)s.")
        if decision.side is Side.SECRETARIAT:
            order = _("Pedir a %(to)s %(what)s%(why)s.")
    return order % {
        "to": addressee(decision, _),
        "what": what(decision, today=today, _=_),
        "why": _why(decision.matter, _),
    }


def addressee(decision: Decision, _: Translate = str) -> str:
    """Who is asked."""
    return short(decision.unit.name) if decision.unit else _("la Secretaría Ejecutiva")


def what(decision: Decision, *, today: date, _: Translate = str) -> str:
    """What is asked, as the part of a sentence."""
    matter = decision.matter
    values = {"title": short(title_of(matter))}
    if decision.side is Side.SECRETARIAT:
        return _of_the_secretariat(matter, _) % values
    if decision.deed is Deed.ACCOUNT and matter.thread is not None:
        return _account(matter, today, _)
    if matter.ending is not None:
        return of_ending(matter.ending, today=today, _=_)
    if matter.asked is not None:
        return _(TO_DO.get(matter.asked.status, TO_DO[Status.WITHOUT_EVIDENCE])) % values
    return _("que entregue «%(title)s»") % values


def of_ending(ending: Ending, *, today: date, _: Translate = str) -> str:
    """What is asked when a document ends: a renewal of what is renewed, else the next one."""
    values = {"paper": short(ending.title), "on": day(ending.valid_until)}
    over = ending.valid_until < today
    if ending.kind.renews:
        if over:
            return _("que renueve «%(paper)s», que venció el %(on)s") % values
        return _("que renueve «%(paper)s», vigente hasta el %(on)s") % values
    values["next"] = _(NEXT[ending.kind])
    if over:
        return _("que entregue %(next)s a «%(paper)s», que venció el %(on)s") % values
    return _("que entregue %(next)s a «%(paper)s», que sirve hasta el %(on)s") % values


def _of_the_secretariat(matter: Matter, _: Translate) -> str:
    if matter.why is Why.NO_DAY:
        return _("que fije la fecha de la evaluación externa")
    asked, thread = matter.asked, matter.thread
    if asked is not None and asked.status in WAITING:
        return _(WAITING[asked.status])
    if thread is not None and thread.now.reason in WAITING:
        return _(WAITING[thread.now.reason])
    return _("que asigne una unidad a «%(title)s», que no tiene")


def _account(matter: Matter, today: date, _: Translate) -> str:
    assert matter.thread is not None  # nobody else asks
    values = {"task": short(matter.thread.title), "on": day(matter.thread.due_on)}
    if matter.thread.due_on >= today:
        return _("la observación a «%(task)s» sigue sin corregir") % values
    if matter.late > 1:
        values["n"] = str(matter.late)
        return _("«%(task)s» venció el %(on)s, y son %(n)s sus tareas atrasadas") % values
    return _("«%(task)s» venció el %(on)s") % values


def _why(matter: Matter, _: Translate) -> str:
    """What hangs on it, where it is the level."""
    if matter.why is Why.FALL:
        return _("; si no, el nivel cae el %(on)s") % {"on": day(matter.falls_on)}
    return _("; es obligatorio") if matter.why is Why.MANDATORY else ""
