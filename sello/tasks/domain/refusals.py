"""Every "no" that the rules of tasks say, one class per reason."""

from sello.core.labels import N_
from sello.core.refusal import Forbidden, Refusal, Stale


class NotFromHere(Stale):
    """The task is no longer in a state from which this step leads on."""

    message = N_(
        "La tarea ahora está «%(state)s» y desde ahí no se puede «%(step)s». "
        "No se perdió nada: revise su historia y elija uno de los pasos disponibles."
    )


class NotYourStep(Forbidden):
    """The step belongs to the other side of the task."""

    message = N_("Este paso lo da %(side)s. Si lo necesita, pídalo en un comentario de la tarea.")


class PiecesWaiting(Refusal):
    """A delivery is judged by its pieces; while one is in review there is nothing else to decide."""

    message = N_(
        "La tarea tiene evidencia en revisión: acéptela o devuélvala, y la tarea seguirá por sí sola. "
        "No se guardó nada."
    )
    status = 409


class WhyMissing(Refusal):
    """The step needs its reason in writing, because somebody else has to act on it."""

    message = N_("Escriba el motivo de «%(step)s»: quien siga con la tarea lo necesita.")
    field = "why"


class NothingDelivered(Refusal):
    """A delivery has neither evidence nor an explanation."""

    message = N_(
        "La tarea todavía no tiene evidencia. Suba una, o explique en el motivo qué entrega y dónde está."
    )
    field = "why"


class DueInThePast(Refusal):
    """The due date has already passed on the day the task is made."""

    message = N_("El plazo %(due)s ya pasó. Elija un día desde hoy en adelante.")
    field = "due_on"


class DueMissing(Refusal):
    """Neither a day nor a number of days was given."""

    message = N_("Indique un plazo: la fecha, o el número de días.")
    field = "due_on"


class DaysOutOfRange(Refusal):
    """The number of days of a term is not one that a task can have."""

    message = N_("El plazo debe tener entre 1 y %(most)s días.")
    field = "days"


class ClosedTask(Refusal):
    """A closed task is kept as it is; it has to be reopened first."""

    message = N_("La tarea está cerrada. Reábrala si necesita cambiarla.")
    status = 409


class ClosedToEvidence(ClosedTask):
    """Evidence came for a task that was closed meanwhile."""

    message = N_(
        "La tarea «%(title)s» está cerrada y no recibe más evidencia. Pida a la Secretaría Ejecutiva que la "
        "reabra, o siga sin ella: la evidencia quedará entregada sin tarea."
    )


class AnsweredInWords(Refusal):
    """A question asks for an answer; what is handed in goes its own way."""

    message = N_(
        "Es una consulta: se responde con palabras. Si tiene un documento, súbalo como evidencia y dígalo en "
        "su respuesta."
    )
    status = 409


class NobodyAnswers(Refusal):
    """A question has no unit that could answer it."""

    message = N_("Ninguna unidad vigente responde por esto: asígnele una antes de preguntar.")
    field = "text"


class TaskOutOfReach(Refusal):
    """Evidence came for a task that does not exist, or that its sender may not know of."""

    message = N_(
        "La tarea para la que venía esta evidencia no existe o no está a su alcance. Puede seguir sin ella: "
        "la evidencia quedará entregada sin tarea."
    )
    status = 404


class PersonElsewhere(Refusal):
    """The person does not work in the branch of the task's unit."""

    message = N_("La persona elegida no trabaja en la unidad de la tarea. Elija a alguien de esa unidad.")
    field = "person_id"


class UnitElsewhere(Refusal):
    """The unit is not one to which the actor may give a task, or has ceased to exist."""

    message = N_("Elija una unidad vigente de la lista.")
    field = "unit_id"


class UnknownRequirement(Refusal):
    """A requirement is not of the cycle's edition."""

    message = N_("Elija requerimientos del ciclo en curso.")
    field = "requirement_ids"


class NoTaskChosen(Refusal):
    """A mass act names what it is about."""

    message = N_("Marque al menos una tarea. No cambió nada.")


class NoDraftChosen(Refusal):
    """The preview was confirmed without a single row."""

    message = N_("No hay tareas marcadas. Marque al menos una fila para crear tareas.")


class DraftIncomplete(Refusal):
    """A chosen row of the preview lacks what a task must have."""

    message = N_("La fila %(code)s no se puede crear: %(reason)s")


class EmptyComment(Refusal):
    """A comment says nothing."""

    message = N_("Escriba su comentario antes de enviarlo.")
    field = "text"


class AlreadyAsked(Refusal):
    """The same side waits for an answer to the same kind of thing already."""

    message = N_("Ya hay una consulta de este tipo que espera respuesta. Respóndala o espere antes de otra.")
    status = 409


class NothingAsked(Refusal):
    """There is no open question, or request for time, to be answered."""

    message = N_("Lo que quiso responder ya fue respondido o retirado. Revise la conversación.")
    status = 409


class AskedElsewhere(Forbidden):
    """A question is answered by whom it was asked."""

    message = N_("Esta consulta la responde la otra parte.")


class TextMissing(Refusal):
    """A question, a request or an answer is written out."""

    message = N_("Escriba el texto: la otra parte necesita leerlo.")
    field = "text"


class NotLater(Refusal):
    """More time is a day after the one that there is, and not a past one."""

    message = N_("Elija un día posterior al plazo actual (%(due)s).")
    field = "until"


class WaitsInACircle(Refusal):
    """Two tasks that wait for each other would both wait for ever."""

    message = N_("La tarea «%(title)s» ya espera a esta, directamente o por otras. Quítela de la lista.")
    field = "awaited_ids"


class NotToWaitFor(Refusal):
    """What a task should wait for is no open task that whoever asks can see."""

    message = N_("Una de las tareas que debe esperar ya no está abierta. Elija otra vez de la lista.")
    field = "awaited_ids"


class TooManyItems(Refusal):
    """A checklist that nobody reads to its end."""

    message = N_("La lista puede tener hasta %(most)s puntos, uno por línea.")
    field = "checks"


class ItemTooLong(Refusal):
    """An item of a checklist is a line."""

    message = N_("Cada punto de la lista puede tener hasta %(most)s caracteres.")
    field = "checks"


class ChecksOpen(Refusal):
    """The institution asks for the whole checklist before this task is handed in."""

    message = N_(
        "Antes de entregar falta marcar: %(items)s. Si ya está hecho, márquelo en la lista de la tarea; "
        "no se guardó nada."
    )
    status = 409


class LeadHandsIn(Forbidden):
    """A unit that contributes does not say that all of it is in."""

    message = N_(
        "Su unidad contribuye a esta tarea: puede subir evidencia y comentar, pero quien la da por entregada "
        "es la unidad responsable."
    )


class PauseWithoutEnd(Refusal):
    """A pause ends on a day to come, so that nothing is forgotten."""

    message = N_("Elija hasta qué día se pausan los recordatorios: desde hoy y dentro de un año.")
    field = "until"


class NoWayThere(Refusal):
    """No act leads from where the task is to that column, or not for this person."""

    message = N_(
        "La tarea no puede pasar a «%(column)s» desde donde está, o no es un paso suyo. Sigue donde estaba: "
        "abra la tarea para ver qué puede hacer."
    )
    status = 409
