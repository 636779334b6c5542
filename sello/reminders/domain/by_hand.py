"""What somebody sends by hand, each once a day, and to nobody else than whom it belongs to."""

from __future__ import annotations

from datetime import date

from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal
from sello.reminders.domain.recipients import Addressee
from sello.tasks.domain.turn import Turn


class ByHand(LabelledEnum):
    """The mails that a person sends, as the outbox names them."""

    NUDGE = "nudge", N_("Recordatorio enviado a mano")
    MESSAGE = "message", N_("Mensaje de la Secretaría Ejecutiva")


class NobodysTurn(Refusal):
    """A closed task waits for nobody."""

    message = N_("La tarea está cerrada: no hay nada que recordar.")
    status = 409


class TurnOfSecretariat(Refusal):
    """The unit did its part; nobody is reminded of what is not her turn."""

    message = N_(
        "La tarea espera a la Secretaría Ejecutiva, no a la unidad: no se envió ningún recordatorio."
    )
    status = 409


class TurnOfEvaluation(Refusal):
    """The evaluation does not enter the tasks."""

    message = N_(
        "La tarea espera a la evaluación externa, que no recibe recordatorios: no se envió ninguno. "
        "Hágale llegar la pregunta y anote aquí su respuesta."
    )
    status = 409


class TurnOfAnother(Refusal):
    """What comes first is not done yet."""

    message = N_(
        "La tarea espera a otra que sigue abierta: no se envió ningún recordatorio. Recuerde la otra, o "
        "quítela de lo que esta espera."
    )
    status = 409


class NobodyToRemind(Refusal):
    """A reminder that nobody would get is not sent in silence."""

    message = N_(
        "Nadie recibiría el recordatorio: ni la unidad ni las de que depende tienen una jefatura activa. "
        "Encargue la tarea a una persona o nombre una jefatura."
    )
    status = 409


class OwnTask(Refusal):
    """Nobody is written to by herself."""

    message = N_("La tarea está a su propio cargo: no se envió ningún recordatorio.")
    status = 409


class RemindedToday(Refusal):
    """One thread is recalled by hand once a day."""

    message = N_("Esta tarea ya se recordó hoy. Podrá recordarla otra vez mañana.")
    status = 409


class NobodyToWrite(Refusal):
    """A message that nobody would get is not sent in silence."""

    message = N_(
        "Nadie recibiría el mensaje: la cuenta está desactivada y nadie la subroga, o la unidad y las de que "
        "depende no tienen una jefatura activa."
    )


class ToOneself(Refusal):
    """Nobody is written to by herself."""

    message = N_("El mensaje le llegaría a usted: no se envió.")


class WrittenToday(Refusal):
    """A unit or a person is written to by hand once a day."""

    message = N_("Ya se le envió un mensaje hoy. Podrá enviarle otro mañana.")


ELSEWHERE: dict[Turn, type[Refusal]] = {
    Turn.NOBODY: NobodysTurn,
    Turn.SECRETARIAT: TurnOfSecretariat,
    Turn.EVALUATION: TurnOfEvaluation,
    Turn.ANOTHER: TurnOfAnother,
}
"""Why a task that is not the unit's turn is not recalled."""


def check_nudge(turn: Turn, to: Addressee | None, *, by: int) -> Addressee:
    """Whom somebody may recall a task to; refuses when it is not that side's turn, or nobody is there."""
    if turn in ELSEWHERE:
        raise ELSEWHERE[turn]
    if to is None:
        raise NobodyToRemind
    if to.person_id == by:
        raise OwnTask
    return to


def nudge_key(task_id: int, day: date) -> str:
    """What makes a task be recalled by hand once a day, whoever asks and whoever gets it."""
    return f"{ByHand.NUDGE.value}:{task_id}:{day.isoformat()}"


def task_of(key: str) -> int:
    """The task that a mail with such a key recalls."""
    return int(key.split(":")[1])


def check_message(to: Addressee | None, *, by: int) -> Addressee:
    """Whom a message may go to; refuses when nobody would get it, or the writer herself."""
    if to is None:
        raise NobodyToWrite
    if to.person_id == by:
        raise ToOneself
    return to


def message_key(entity: str, entity_id: int, day: date) -> str:
    """What makes a unit or a person be written to by hand once a day."""
    return f"{ByHand.MESSAGE.value}:{entity}-{entity_id}:{day.isoformat()}"
