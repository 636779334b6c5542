"""Every act that the trail knows: its stored name, its sentence, and what an event of it holds.

A name is ``<noun>.<past participle>``; the noun is the table of the thing that the act is about. The sentence
stands here, beside the name, so that any history page can say any event with nothing but the event. A room
that can say it better (with a scale's grades, with the fields of a form) words it from the same event, as
``cycles.domain.words`` does: only that room knows its values.

Details hold ids and values of the thing, never personal data: who acted is in the event, by id.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from sello.core.labels import N_


class WrongDetail(TypeError):
    """An act was recorded with another detail than it declares: mend the call, or the act."""


@dataclass(frozen=True, slots=True)
class Holds:
    """What an event holds beside who, what and when: names of the detail, and whether a value changed."""

    needed: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    """What only some events hold, or only those from before the act held its change."""
    change: bool = False
    """Whether it holds the value before and after; for several fields, both by the name of the field."""

    def check(self, act: str, given: Collection[str], *, change: bool) -> None:
        """Refuse a detail that lacks a name, has one too many, or (not) a change; raises WrongDetail."""
        missing, unknown = self.needed - set(given), set(given) - self.needed - self.optional
        if missing:
            raise WrongDetail(f"{act} lacks {', '.join(sorted(missing))}")
        if unknown:
            raise WrongDetail(
                f"{act} does not hold {', '.join(sorted(unknown))}: declare it in core/trail/acts"
            )
        if change != self.change:
            raise WrongDetail(f"{act} {'lacks' if self.change else 'does not hold'} before and after")


def _holds(*needed: str, change: bool = False, optional: Collection[str] = ()) -> Holds:
    return Holds(frozenset(needed), frozenset(optional), change)


class Act(StrEnum):
    """Something that was done. Declare members as ``NAME = "noun.participle", N_("Oración."), _holds(…)``."""

    sentence: str
    """What happened, in Spanish; it may name what the detail needs, as ``%(count)s``."""
    holds: Holds

    def __new__(cls, value: str, sentence: str, holds: Holds = Holds()) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.sentence = sentence
        member.holds = holds
        return member

    @property
    def entity(self) -> str:
        """What the act is about: the name of its table."""
        return self.value.partition(".")[0]

    ANSWER_ASSIGNED = "answer.assigned", N_("Se asignó el requerimiento"), _holds("unit", change=True)
    ANSWER_DECIDED = "answer.decided", N_("Se anotó la decisión externa"), _holds(change=True)
    ANSWER_DECLARED = (
        "answer.declared",
        N_("Se cambió la respuesta"),
        _holds("narrative_changed", "validation_withdrawn", change=True, optional=["carried_from"]),
    )
    ANSWER_UNDONE = "answer.undone", N_("Se deshizo lo anterior"), _holds("undone")
    ANSWER_VALIDATED = "answer.validated", N_("Se decidió la validación de la respuesta"), _holds(change=True)

    CUT_MADE = "cut.made", N_("Se guardó un corte al %(as_of)s"), _holds("cycle_id", "as_of")

    CYCLE_ADOPTION_UNDONE = (
        "cycle.adoption_undone",
        N_("Se volvió a la edición anterior"),
        _holds("adoption_id", change=True),
    )
    CYCLE_ANSWERS_IMPORTED = (
        "cycle.answers_imported",
        N_("Se importaron respuestas (%(answers)s) y archivos (%(files)s)"),
        _holds("answers", "files"),
    )
    CYCLE_COPIED = (
        "cycle.copied",
        N_("Se abrió como copia de otro ciclo"),
        _holds("source_id", "asked", "carried", "behind", "closed"),
    )
    CYCLE_EDITED = "cycle.edited", N_("Se corrigió el ciclo"), _holds("fields", change=True)
    CYCLE_EDITION_ADOPTED = (
        "cycle.edition_adopted",
        N_("Se adoptó otra edición"),
        _holds("adoption_id", change=True),
    )
    CYCLE_EFFORTS_SET = (
        "cycle.efforts_set",
        N_("Se fijaron las horas de trabajo de requerimientos"),
        _holds(change=True, optional=["requirement_ids"]),
    )
    CYCLE_EVIDENCE_RELEASED = (
        "cycle.evidence_released",
        N_("Se liberó a auditoría la evidencia aceptada (%(count)s)"),
        _holds("count"),
    )
    CYCLE_OPENED = "cycle.opened", N_("Se abrió el ciclo"), _holds("edition_id")
    CYCLE_PROMOTED = "cycle.promoted", N_("Pasó a ser el ciclo vigente")
    CYCLE_RELEASED = "cycle.released", N_("Se liberó el ciclo a auditoría")
    CYCLE_WITHDRAWN = "cycle.withdrawn", N_("Se cerró el ciclo a auditoría")

    DUTY_ASKED = "duty.asked", N_("Se pidió la fecha del %(fell_on)s"), _holds("fell_on", "task_id")
    DUTY_CREATED = "duty.created", N_("Se anotó la obligación"), _holds("initiative_id")
    DUTY_EDITED = "duty.edited", N_("Se editó la obligación"), _holds("fields", change=True)
    DUTY_ENDED = "duty.ended", N_("Dejó de deberse")
    DUTY_FULFILLED = (
        "duty.fulfilled",
        N_("Se anotó que la fecha del %(fell_on)s ya estaba cumplida"),
        _holds("fell_on", "evidence_id"),
    )

    EDITION_CROSSWALK_LOADED = (
        "edition.crosswalk_loaded",
        N_("Se cargó una tabla de correspondencias desde %(origin)s"),
        _holds("origin"),
    )
    EDITION_IMPORTED = "edition.imported", N_("Se importó la edición desde una planilla")
    EDITION_LOADED = "edition.loaded", N_("Se cargó la edición"), _holds("digest")
    EDITION_MAPPED = (
        "edition.mapped",
        N_("Se anotó cómo corresponde con otra edición"),
        _holds("edition_id"),
    )
    EDITION_REMOVED = "edition.removed", N_("Se quitó la edición"), _holds("digest")

    EVIDENCE_ACCEPTED = (
        "evidence.accepted",
        N_("Se aceptó la evidencia"),
        _holds("number", "parts", change=True),
    )
    EVIDENCE_BLOCKED = (
        "evidence.blocked",
        N_("Se bloqueó la evidencia mientras se resuelve la solicitud de una persona"),
    )
    EVIDENCE_CLASS_DECIDED = (
        "evidence.class_decided",
        N_("Una segunda persona decidió sobre la clasificación secreta o sensible"),
        _holds("step", "agreed"),
    )
    EVIDENCE_CLASS_PROPOSED = (
        "evidence.class_proposed",
        N_("Se propuso cambiar la clasificación secreta o sensible"),
        _holds("step"),
    )
    EVIDENCE_CLEARED = (
        "evidence.cleared",
        N_("Se borraron textos que nombraban a una persona (%(count)s)"),
        _holds("count", "spots"),
    )
    EVIDENCE_CORRECTED = (
        "evidence.corrected",
        N_("Se corrigió la evidencia"),
        _holds("parts", "reply", change=True, optional=["sha256"]),
    )
    EVIDENCE_DOWNLOADED = (
        "evidence.downloaded",
        N_("Se descargó la versión %(number)s"),
        _holds("number"),
    )
    EVIDENCE_HELD = "evidence.held", N_("Se ordenó conservar la evidencia, cualquiera sea su plazo")
    EVIDENCE_LET_GO = "evidence.let_go", N_("Terminó la orden de conservar la evidencia")
    EVIDENCE_LINK_CONFIRMED = (
        "evidence.link_confirmed",
        N_("Se confirmó que sirve a un requerimiento más"),
        _holds("requirement_id"),
    )
    EVIDENCE_LINK_REFUSED = (
        "evidence.link_refused",
        N_("Se rechazó que sirva a un requerimiento más"),
        _holds("requirement_id"),
    )
    EVIDENCE_LINKED = (
        "evidence.linked",
        N_("Se vinculó la evidencia a requerimientos"),
        _holds("requirement_ids"),
    )
    EVIDENCE_OPENED = (
        "evidence.opened",
        N_("Se dio un motivo para abrir la evidencia restringida"),
        _holds("purpose", "opening_id"),
    )
    EVIDENCE_PINNED = (
        "evidence.pinned",
        N_("Se puso una observación en la página %(page)s de la versión %(number)s"),
        _holds("number", "page"),
    )
    EVIDENCE_PURGED = (
        "evidence.purged",
        N_("Se eliminaron sus archivos según el acta N° %(number)s"),
        _holds("number"),
    )
    EVIDENCE_QUARANTINED = (
        "evidence.quarantined",
        N_("El antivirus puso en cuarentena la versión %(number)s: %(threat)s"),
        _holds("number", "threat"),
    )
    EVIDENCE_READ = "evidence.read", N_("Se leyó aquí la versión %(number)s"), _holds("number")
    EVIDENCE_REDACTED = (
        "evidence.redacted",
        N_("Se hizo como versión tarjada de otra evidencia (lugares: %(places)s)"),
        _holds("original_id", "places"),
    )
    EVIDENCE_RELEASED = "evidence.released", N_("Se liberó la evidencia a auditoría")
    EVIDENCE_RESERVED = "evidence.reserved", N_("Se clasificó la evidencia como reservada")
    EVIDENCE_RETURNED = (
        "evidence.returned",
        N_("Se devolvió la evidencia con observación"),
        _holds("number", "parts", change=True),
    )
    EVIDENCE_SESSION_ASKED = (
        "evidence.session_asked",
        N_("Se pidió una sesión para ver la evidencia en persona"),
    )
    EVIDENCE_SUBMITTED = "evidence.submitted", N_("Se entregó la evidencia"), _holds("sha256")
    EVIDENCE_UNBLOCKED = "evidence.unblocked", N_("Se desbloqueó la evidencia")
    EVIDENCE_UNDONE = "evidence.undone", N_("Se deshizo lo anterior"), _holds("undone")
    EVIDENCE_UNPINNED = (
        "evidence.unpinned",
        N_("Se quitó una observación de la página %(page)s de la versión %(number)s"),
        _holds("number", "page"),
    )
    EVIDENCE_WITHDRAWN = "evidence.withdrawn", N_("Se retiró la evidencia de la vista de auditoría")

    FIGURE_RULE_SET = (
        "figure_rule.set",
        N_("Se guardaron los cortes y el umbral de las cifras"),
        _holds("fields"),
    )

    IMPROVEMENT_PLAN_ACTION_ADDED = (
        "improvement_plan.action_added",
        N_("Se agregó la acción %(number)s"),
        _holds("number"),
    )
    IMPROVEMENT_PLAN_ACTION_ASKED = (
        "improvement_plan.action_asked",
        N_("Se pidió la acción %(number)s en una tarea"),
        _holds("number", "task_id"),
    )
    IMPROVEMENT_PLAN_ACTION_DROPPED = (
        "improvement_plan.action_dropped",
        N_("Se quitó la acción %(number)s"),
        _holds("number"),
    )
    IMPROVEMENT_PLAN_ACTION_EDITED = (
        "improvement_plan.action_edited",
        N_("Se editó la acción %(number)s"),
        _holds("number", "fields", change=True),
    )
    IMPROVEMENT_PLAN_APPROVED = (
        "improvement_plan.approved",
        N_("El comité aprobó la versión %(number)s del plan de mejora"),
        _holds("number", "evidence_id"),
    )
    IMPROVEMENT_PLAN_CREATED = (
        "improvement_plan.created",
        N_("Se comenzó el plan de mejora"),
        _holds("cycle_id"),
    )
    IMPROVEMENT_PLAN_OBJECTIVE_ADDED = (
        "improvement_plan.objective_added",
        N_("Se agregó el objetivo %(number)s"),
        _holds("number"),
    )
    IMPROVEMENT_PLAN_OBJECTIVE_DROPPED = (
        "improvement_plan.objective_dropped",
        N_("Se quitó el objetivo %(number)s"),
        _holds("number"),
    )
    IMPROVEMENT_PLAN_OBJECTIVE_EDITED = (
        "improvement_plan.objective_edited",
        N_("Se editó el objetivo %(number)s"),
        _holds("number", "fields", change=True),
    )
    IMPROVEMENT_PLAN_UNDONE = "improvement_plan.undone", N_("Se deshizo lo anterior"), _holds("undone")

    INDICATOR_CREATED = "indicator.created", N_("Se creó el indicador"), _holds("initiative_id")
    INDICATOR_EDITED = "indicator.edited", N_("Se editó el indicador"), _holds("fields", change=True)
    INDICATOR_MEASURED = (
        "indicator.measured",
        N_("Se anotaron valores del período %(period)s"),
        _holds("period", "count"),
    )

    INITIATIVE_CREATED = "initiative.created", N_("Se anotó en el registro"), _holds("kind")
    INITIATIVE_EDITED = "initiative.edited", N_("Se editó"), _holds("fields", change=True)
    INITIATIVE_EVIDENCE_LINKED = (
        "initiative.evidence_linked",
        N_("Se vinculó una evidencia"),
        _holds("evidence_id"),
    )
    INITIATIVE_FED = "initiative.fed", N_("Se anotó que aporta a un requerimiento"), _holds("requirement_id")
    INITIATIVE_RENEWED = (
        "initiative.renewed",
        N_("Se anotó su nuevo término, según una evidencia aceptada"),
        _holds("evidence_id", change=True),
    )
    INITIATIVE_TASK_ASKED = "initiative.task_asked", N_("Se pidió una tarea"), _holds("task_id")
    INITIATIVE_UNDONE = "initiative.undone", N_("Se deshizo lo anterior"), _holds("undone")

    INSTITUTION_ACCEPTANCE_SET = (
        "institution.acceptance_set",
        N_("Se fijó si aceptar lo último también valida"),
        _holds(change=True),
    )
    INSTITUTION_BUDGET_SET = (
        "institution.budget_set",
        N_("Se anotó el presupuesto municipal de %(year)s"),
        _holds("year", change=True),
    )
    INSTITUTION_DAYS_OFF_SET = (
        "institution.days_off_set",
        N_("Se cambiaron los feriados propios"),
        _holds("moved", change=True),
    )
    INSTITUTION_FACE_SET = (
        "institution.face_set",
        N_("Se cambió la ficha de la institución"),
        _holds("fields", change=True),
    )
    INSTITUTION_FOUNDED = "institution.founded", N_("Se creó la institución")
    INSTITUTION_LIST_DOWNLOADED = (
        "institution.list_downloaded",
        N_("Se descargó una lista (filas: %(rows)s)"),
        _holds("list", "rows", "form"),
    )
    INSTITUTION_MAIL_RETRIED = (
        "institution.mail_retried",
        N_("Se volvió a intentar el envío de los correos pendientes (%(count)s)"),
        _holds("count"),
    )
    INSTITUTION_RECIPIENTS_CHOSEN = (
        "institution.recipients_chosen",
        N_("Se eligió quiénes reciben el informe mensual"),
        _holds(change=True, optional=["person_ids"]),
    )
    INSTITUTION_REMARKS_EDITED = (
        "institution.remarks_edited",
        N_("Se editaron las observaciones listas de la revisión"),
        _holds("remark_id", "what"),
    )
    INSTITUTION_REMINDERS_SET = (
        "institution.reminders_set",
        N_("Se fijó cuándo y qué se recuerda por correo"),
        _holds(change=True),
    )
    INSTITUTION_UNIT_HOURS_SET = (
        "institution.unit_hours_set",
        N_("Se fijaron las horas semanales de unidades"),
        _holds(change=True, optional=["unit_ids"]),
    )

    INSTITUTION_ZONE_SET = (
        "institution.zone_set",
        N_("Se cambió la zona horaria de la institución"),
        _holds(change=True),
    )

    OFFICIAL_LETTER_ANNULLED = (
        "official_letter.annulled",
        N_("Se dejó sin efecto el Ordinario"),
        _holds("task_id", "replaced_by"),
    )
    OFFICIAL_LETTER_ISSUED = (
        "official_letter.issued",
        N_("Se instruyó por Ordinario"),
        _holds("task_id"),
    )

    OUTBOX_MAIL_RETRIED = (
        "outbox_mail.retried",
        N_("Se volvió a intentar el envío del correo"),
        _holds("attempts"),
    )

    PERSON_CALENDAR_MADE = (
        "person.calendar_made",
        N_("Se creó una dirección de calendario"),
        _holds("unit_id"),
    )
    PERSON_CALENDAR_REVOKED = (
        "person.calendar_revoked",
        N_("Se revocó una dirección de calendario"),
        _holds("unit_id"),
    )
    PERSON_CLOSED = "person.closed", N_("Se cerró la cuenta")
    PERSON_EDITED = "person.edited", N_("Se editó la ficha de la persona"), _holds("fields", change=True)
    PERSON_ENROLLED = (
        "person.enrolled",
        N_("Se agregó la cuenta de la persona, sin invitarla todavía"),
        _holds("role", "unit_id"),
    )
    PERSON_FORGOTTEN = "person.forgotten", N_("Se borraron sus datos; lo que hizo queda a su seudónimo")
    PERSON_INVITATION_USED = "person.invitation_used", N_("Se eligió contraseña con la invitación")
    PERSON_INVITED = "person.invited", N_("Se invitó a la persona"), _holds("role", "unit_id")
    PERSON_LINK_REVOKED = (
        "person.link_revoked",
        N_("Se revocó el enlace de un correo que abría una tarea"),
        _holds("task_id"),
    )
    PERSON_MESSAGED = "person.messaged", N_("Se le envió un mensaje"), _holds("to_id")
    PERSON_PAGE_DAY_CHOSEN = (
        "person.page_day_chosen",
        N_("Se eligió qué día llega su página por correo"),
        _holds(change=True),
    )
    PERSON_PASSWORD_CHANGED = "person.password_changed", N_("Se cambió la contraseña")
    PERSON_PASSWORD_GIVEN = "person.password_given", N_("Se dio una contraseña temporal")
    PERSON_REINVITED = "person.reinvited", N_("Se volvió a invitar a la persona")
    PERSON_RELIEVED = "person.relieved", N_("Se traspasó lo que era suyo"), _holds("handover_id")
    PERSON_REMINDERS_SILENCED = (
        "person.reminders_silenced",
        N_("Se eligió qué recordatorios recibir"),
        _holds(change=True, optional=["off"]),
    )
    PERSON_REOPENED = "person.reopened", N_("Se reabrió la cuenta")
    PERSON_RESET_USED = "person.reset_used", N_("Se eligió contraseña con el enlace de recuperación")
    PERSON_SIGNED_OUT = "person.signed_out", N_("Se cerraron sesiones (%(sessions)s)"), _holds("sessions")
    PERSON_SUBSTITUTED = "person.substituted", N_("Se fijó quién subroga"), _holds(change=True)
    PERSON_UNDONE = "person.undone", N_("Se deshizo lo anterior"), _holds("undone")

    PERSON_REQUEST_ANSWERED = (
        "person_request.answered",
        N_("Se respondió la solicitud de una persona"),
        _holds("outcome"),
    )
    PERSON_REQUEST_DECIDED = (
        "person_request.decided",
        N_("Se decidió sobre un lugar en que aparece la persona"),
        _holds("hit_id", "decision"),
    )
    PERSON_REQUEST_EXPORTED = (
        "person_request.exported",
        N_("Se descargó la respuesta o los datos de la persona"),
        _holds("form"),
    )
    PERSON_REQUEST_EXTENDED = "person_request.extended", N_("Se prorrogó el plazo"), _holds(change=True)
    PERSON_REQUEST_REGISTERED = (
        "person_request.registered",
        N_("Se registró la solicitud de una persona sobre sus datos"),
        _holds("right", "due_on"),
    )
    PERSON_REQUEST_SEARCHED = (
        "person_request.searched",
        N_("Se buscó dónde aparece la persona (lugares: %(count)s)"),
        _holds("count"),
    )

    PURGE_ADOPTED = "purge.adopted", N_("Se hizo suya el acta N° %(number)s"), _holds("number")
    PURGE_CONFIRMED = (
        "purge.confirmed",
        N_("Se confirmó el acta N° %(number)s (evidencias: %(count)s)"),
        _holds("number", "count"),
    )
    PURGE_FINISHED = (
        "purge.finished",
        N_("Terminó la eliminación del acta N° %(number)s (evidencias: %(count)s)"),
        _holds("number", "count"),
    )
    PURGE_PROPOSED = (
        "purge.proposed",
        N_("Se propuso el acta de eliminación N° %(number)s (evidencias: %(count)s)"),
        _holds("number", "count"),
    )
    PURGE_REPEATED = (
        "purge.repeated",
        N_("Se repitió el acta N° %(number)s tras restaurar un respaldo anterior (evidencias: %(count)s)"),
        _holds("number", "count"),
    )
    PURGE_WITHDRAWN = "purge.withdrawn", N_("Se desistió del acta N° %(number)s"), _holds("number")

    RECEIVED_MAIL_ASSIGNED = (
        "received_mail.assigned",
        N_("Se asignó a una tarea un correo que estaba en cuarentena"),
        _holds("task_id"),
    )
    RECEIVED_MAIL_DISCARDED = "received_mail.discarded", N_("Se descartó un correo que estaba en cuarentena")

    REPORT_DOWNLOADED = "report.downloaded", N_("Se descargó el informe")
    REPORT_MADE = "report.made", N_("Se guardó el informe al %(as_of)s"), _holds("sha256", "as_of")

    RETENTION_RULE_SET = (
        "retention_rule.set",
        N_("Se fijó un plazo de conservación"),
        _holds("classification", "kind", change=True),
    )

    SAVED_VIEW_SHARED = "saved_view.shared", N_("Se compartió la vista")
    SAVED_VIEW_UNSHARED = "saved_view.unshared", N_("Se dejó de compartir la vista")

    SCENARIO_CREATED = "scenario.created", N_("Se guardó el escenario"), _holds("cycle_id")
    SCENARIO_DROPPED = "scenario.dropped", N_("Se borró el escenario")
    SCENARIO_SHARED = "scenario.shared", N_("Se compartió el escenario")
    SCENARIO_UNSHARED = "scenario.unshared", N_("Se dejó de compartir el escenario")

    SIGN_IN_ENDED = "sign_in.ended", N_("Se cerró la sesión")
    SIGN_IN_OPENED = "sign_in.opened", N_("Se inició sesión")

    TASK_ACCEPTED = "task.accepted", N_("Se aceptó y cerró la tarea"), _holds(change=True)
    TASK_ANSWERED = "task.answered", N_("Se respondió una pregunta"), _holds("ask_id")
    TASK_ASKED = "task.asked", N_("Se hizo una pregunta"), _holds("ask_id")
    TASK_CANCELLED = "task.cancelled", N_("Se cerró la tarea sin entrega"), _holds(change=True)
    TASK_COMMENTED = "task.commented", N_("Se comentó la tarea"), _holds("comment_id")
    TASK_CREATED = "task.created", N_("Se creó la tarea"), _holds("unit_id", optional=["helper_ids"])
    TASK_DELIVERED = "task.delivered", N_("Se entregó la tarea"), _holds(change=True)
    TASK_EDITED = "task.edited", N_("Cambió lo pedido"), _holds("fields", change=True)
    TASK_EVIDENCE_ATTACHED = (
        "task.evidence_attached",
        N_("Se adjuntó una evidencia a la tarea"),
        _holds("evidence_id"),
    )
    TASK_LET_GO = "task.let_go", N_("Terminó lo que esperaba: puede comenzar"), _holds("awaited_id")
    TASK_PAUSED = "task.paused", N_("Se pausaron o reanudaron los recordatorios"), _holds(change=True)
    TASK_REMINDED = "task.reminded", N_("Se recordó la tarea"), _holds("to_id")
    TASK_REOPENED = "task.reopened", N_("Se reabrió la tarea"), _holds(change=True)
    TASK_RESUMED = "task.resumed", N_("Se retomó la tarea devuelta"), _holds(change=True)
    TASK_RETURNED = "task.returned", N_("Se devolvió la tarea con observación"), _holds(change=True)
    TASK_SETTLED = "task.settled", N_("Se cerró la consulta, respondida"), _holds(change=True)
    TASK_STARTED = "task.started", N_("Se comenzó la tarea"), _holds(change=True)
    TASK_TICKED = "task.ticked", N_("Se marcó la lista de la tarea"), _holds(change=True)
    TASK_TIME_ASKED = "task.time_asked", N_("Se pidió más plazo"), _holds("ask_id")
    TASK_TIME_DECIDED = (
        "task.time_decided",
        N_("Se respondió la solicitud de plazo"),
        _holds("ask_id", "granted"),
    )
    TASK_UNDONE = "task.undone", N_("Se deshizo lo anterior"), _holds("undone")
    TASK_WITHDRAWN = "task.withdrawn", N_("Se retiró la entrega de la tarea"), _holds(change=True)

    TASK_TEMPLATE_CREATED = "task_template.created", N_("Se guardó la plantilla de tareas"), _holds("title")
    TASK_TEMPLATE_DROPPED = "task_template.dropped", N_("Se quitó la plantilla de tareas"), _holds("title")
    TASK_TEMPLATE_EDITED = (
        "task_template.edited",
        N_("Cambió la plantilla de tareas"),
        _holds("title", "fields"),
    )

    UNIT_ADDED = "unit.added", N_("Se agregó la unidad"), _holds("parent_id", "day")
    UNIT_CHANGED = "unit.changed", N_("Se cambió la unidad"), _holds("day", change=True)
    UNIT_ENDED = "unit.ended", N_("Se puso término a la unidad"), _holds("successor_id", "day")
    UNIT_MESSAGED = "unit.messaged", N_("Se envió un mensaje a la unidad"), _holds("to_id")
    UNIT_UNDONE = "unit.undone", N_("Se deshizo lo anterior"), _holds("undone")
