"""What each act is called to whoever is told of it."""

from __future__ import annotations

from collections.abc import Mapping

from sello.core.labels import N_
from sello.core.trail.acts import Act
from sello.reminders.domain.news import Aside, News
from sello.tasks.domain.waiting import outlived

SAID: Mapping[Act, str] = {
    Act.EVIDENCE_SUBMITTED: N_("Entrega por revisar"),
    Act.EVIDENCE_CORRECTED: N_("Corrección por revisar"),
    Act.EVIDENCE_ACCEPTED: N_("Evidencia aceptada"),
    Act.EVIDENCE_RETURNED: N_("Evidencia devuelta con observación"),
    Act.EVIDENCE_RELEASED: N_("Evidencia liberada a la evaluación"),
    Act.EVIDENCE_CLASS_PROPOSED: N_("Cambio de clasificación por confirmar entre dos personas"),
    Act.EVIDENCE_SESSION_ASKED: N_("Piden una sesión para ver en persona una evidencia"),
    Act.TASK_DELIVERED: N_("Tarea entregada"),
    Act.TASK_ACCEPTED: N_("Tarea aceptada y cerrada"),
    Act.TASK_CANCELLED: N_("Tarea cerrada sin entrega"),
    Act.TASK_RETURNED: N_("Tarea devuelta con observación"),
    Act.TASK_REOPENED: N_("Tarea reabierta, con plazo hasta el %(until)s"),
    Act.TASK_CREATED: N_("Tarea nueva, con plazo hasta el %(until)s"),
    Act.TASK_EDITED: N_("Tarea a su cargo, con plazo hasta el %(until)s"),
    Act.TASK_LET_GO: N_(
        "Ya puede comenzar esta tarea, con plazo hasta el %(until)s: se cerró la que esperaba"
    ),
    Act.TASK_ASKED: N_("Pregunta por responder"),
    Act.TASK_ANSWERED: N_("Respuesta a una pregunta"),
    Act.TASK_COMMENTED: N_("Comentario"),
    Act.TASK_TIME_ASKED: N_("Piden plazo hasta el %(until)s"),
    Act.TASK_TIME_DECIDED: N_("Nuevo plazo: hasta el %(until)s"),
    Act.ANSWER_DECIDED: N_("Decisión de la evaluación externa"),
    Act.CYCLE_RELEASED: N_("Ciclo liberado a la evaluación"),
    Act.CYCLE_EVIDENCE_RELEASED: N_("Evidencia aceptada liberada a la evaluación"),
    Act.PERSON_SUBSTITUTED: N_("Usted subroga, del %(since)s al %(until)s, a esta persona"),
    Act.UNIT_ENDED: N_("Termina el %(until)s, y una unidad a su cargo sigue con lo suyo"),
}
"""The words of each act that is told; the day is filled in where they name it."""

ONE_DAY = N_("Usted subroga, el %(until)s, a esta persona")
RELIEVED = N_("Ya no subroga a esta persona")

REFUSED = N_("No se dio más plazo: sigue hasta el %(until)s")
ASIDE = {
    Aside.TAKEN_AWAY: N_("Esta tarea pasó a otra unidad o persona: ya no está a su cargo"),
    Aside.HELPS: N_("Piden que su unidad colabore en esta tarea, con plazo hasta el %(until)s"),
}
LET_GO_LATE = N_(
    "Ya puede comenzar esta tarea: la Secretaría Ejecutiva revisará su plazo, que pasó mientras esperaba"
)
NO_LONGER_WAITS = N_(
    "Ya puede comenzar esta tarea, con plazo hasta el %(until)s: se quitó la tarea que esperaba"
)
MOVED = N_("Cambió el plazo: hasta el %(until)s")


def said(news: News) -> str:
    """The words of an act, to be translated and filled with its day."""
    if news.aside is not None:
        return _said_aside(news.act, news.aside)
    if news.act is Act.TASK_TIME_DECIDED and not news.granted:
        return REFUSED
    if news.act is Act.TASK_EDITED and not news.changes & {"unit_id", "person_id"}:
        return NO_LONGER_WAITS if news.let_go else MOVED
    if news.act is Act.PERSON_SUBSTITUTED and news.since == news.until:
        return ONE_DAY
    return LET_GO_LATE if _is_let_go_late(news) else SAID[news.act]


def _is_let_go_late(news: News) -> bool:
    return news.act is Act.TASK_LET_GO and news.until is not None and outlived(news.until, news.at)


def _said_aside(act: Act, aside: Aside) -> str:
    return RELIEVED if act is Act.PERSON_SUBSTITUTED else ASIDE[aside]
