"""What a person asks of her data, until when it is answered, and what is decided of each place.

Ley 19.628 in the text of Ley 21.719, article 11: an answer within 30 calendar days from the entry,
which may be extended once by up to 30 more; rights of articles 5 to 9 (access, rectification, suppression,
opposition, blocking, portability).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.core.refusal import Refusal
from sello.files.personal import fits

DAYS = timedelta(days=30)
"""Calendar days to answer, and to extend that once."""
SOON = timedelta(days=7)
REASON_LIMIT = 1000
NAME_LIMIT = 200


class Right(LabelledEnum):
    """What somebody may ask of her data."""

    ACCESS = "acceso", N_("Acceso")
    RECTIFICATION = "rectificacion", N_("Rectificación")
    SUPPRESSION = "supresion", N_("Supresión")
    OPPOSITION = "oposicion", N_("Oposición")
    PORTABILITY = "portabilidad", N_("Portabilidad")
    BLOCKING = "bloqueo", N_("Bloqueo")


class Channel(LabelledEnum):
    """How it came in."""

    IN_PERSON = "presencial", N_("En persona, en la oficina de partes")
    LETTER = "carta", N_("Por carta")
    EMAIL = "correo", N_("Por correo electrónico")
    WEB = "web", N_("Por un formulario en línea")


class Place(LabelledEnum):
    """Where a person may stand."""

    ACCOUNT = "cuenta", N_("Cuenta del sistema")
    TITLE = "titulo", N_("Título o nombre de archivo de una evidencia")
    DOCUMENT = "documento", N_("Texto de una evidencia")
    CONVERSATION = "conversacion", N_("Conversación de una tarea")
    REVIEW = "revision", N_("Observación, respuesta o nota de una evidencia")
    MAIL = "correo", N_("Correos enviados")
    TRAIL = "historia", N_("Historial, por el número de su cuenta")

    @property
    def is_piece(self) -> bool:
        """Whether it is of a piece of evidence, which can be blocked or destroyed."""
        return self in _PIECES


_PIECES = frozenset({Place.TITLE, Place.DOCUMENT})


class Decision(LabelledEnum):
    """What is done with a place in which a person was found."""

    TELL = "informar", N_("Se informa y se mantiene")
    CORRECT = "corregir", N_("Se pide a la unidad que corrija")
    BLOCK = "bloquear", N_("Se bloquea: nadie la abre")
    REMOVE = "eliminar", N_("Se propone eliminar, con acta")
    CLEAR = "borrar", N_("Se borra el texto que la nombra")
    FORGET = "seudonimo", N_("Se borran sus datos de la cuenta; queda un seudónimo")
    OTHER = "otra-persona", N_("No es ella: solo se parece")


OFFERED = {
    Place.ACCOUNT: (Decision.TELL, Decision.FORGET, Decision.OTHER),
    Place.TITLE: (
        Decision.TELL,
        Decision.CORRECT,
        Decision.CLEAR,
        Decision.BLOCK,
        Decision.REMOVE,
        Decision.OTHER,
    ),
    Place.DOCUMENT: (Decision.TELL, Decision.CORRECT, Decision.BLOCK, Decision.REMOVE, Decision.OTHER),
    Place.REVIEW: (Decision.TELL, Decision.CLEAR, Decision.OTHER),
}
"""What may be decided of a place; of any other it is told, or that it is somebody else."""
USUAL = (Decision.TELL, Decision.OTHER)


class RequestState(LabelledEnum):
    """How far a request is."""

    OPEN = "abierta", N_("Por responder")
    ANSWERED = "respondida", N_("Respondida")

    @property
    def light(self) -> Light:
        """Its shape and colour."""
        return Light.GREEN if self is RequestState.ANSWERED else Light.AMBER


class Outcome(LabelledEnum):
    """How it was answered as a whole."""

    GRANTED = "acogida", N_("Se acoge")
    PARTLY = "en-parte", N_("Se acoge en parte")
    REFUSED = "rechazada", N_("No se acoge")


class NobodyNamed(Refusal):
    """Without a name, a number or an address nobody can be found, or answered."""

    message = N_("Escriba el nombre y al menos el RUN o el correo de la persona.")
    field = "name"


class RunWrong(Refusal):
    """The check digit does not belong to the number."""

    message = N_("El dígito verificador no corresponde a ese RUN. Revíselo.")
    field = "run"


class ReceivedAhead(Refusal):
    """It came in already."""

    message = N_("La solicitud no puede haber llegado después de hoy.")
    field = "received_on"


class ExtendedAlready(Refusal):
    """The law extends the term once."""

    message = N_("El plazo ya se prorrogó, y la ley lo permite una sola vez.")
    status = 409


class TooLate(Refusal):
    """A term that is over is not extended."""

    message = N_("El plazo ya venció: no se puede prorrogar. Responda cuanto antes.")
    status = 409


class Answered(Refusal):
    """What was answered is not changed any more."""

    message = N_("Esta solicitud ya se respondió. No cambió nada.")
    status = 409


class Undecided(Refusal):
    """Each place is decided before the answer."""

    message = N_(
        "Falta decidir sobre lugares en que aparece (quedan: %(count)s). Decídalos y responda después."
    )
    status = 409


class NotOffered(Refusal):
    """Not everything can be done in every place."""

    message = N_("Eso no se puede decidir de este lugar. Elija otra opción.")
    field = "decision"


class SearchFirst(Refusal):
    """Nobody answers what she did not look for."""

    message = N_("Busque primero dónde aparece la persona; después responda.")
    status = 409


class ReasonNeeded(Refusal):
    """A decision says why."""

    message = N_("Escriba el motivo: la persona lo leerá en la respuesta.")
    field = "reason"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a request is about; the number without dots («12345678-5»), empty where it was not given."""

    name: str
    run: str = ""
    email: str = ""


_RUN = re.compile(r"(\d{1,2}(?:\.?\d{3}){2})-?([\dkK])\Z")


def checked_subject(name: str, run: str, email: str) -> Subject:
    """Whom it is about, in one form. Refuses with NobodyNamed or RunWrong."""
    said, address = " ".join(name.split()), email.strip().lower()
    number = "".join(run.split())
    if not said or not (number or address):
        raise NobodyNamed
    if not number:
        return Subject(said, "", address)
    found = _RUN.match(number)
    if found is None or not fits(found[1].replace(".", ""), found[2]):
        raise RunWrong
    return Subject(said, f"{found[1].replace('.', '')}-{found[2].upper()}", address)


def written_runs(run: str) -> tuple[str, ...]:
    """The ways in which documents write a number."""
    if not run:
        return ()
    body, check = run.split("-")
    dotted = f"{int(body):,}".replace(",", ".")
    return tuple(
        f"{each}-{digit}" for each in (body, dotted) for digit in dict.fromkeys((check, check.lower()))
    )


def due_on(received_on: date, *, extended: bool) -> date:
    """The last day to answer: calendar days, the day of entry not counted."""
    return received_on + DAYS * (2 if extended else 1)


def check_received(received_on: date, *, today: date) -> None:
    """Refuse a day that has not come."""
    if received_on > today:
        raise ReceivedAhead


def check_extends(state: RequestState, due: date, *, extended: bool, today: date) -> None:
    """Refuse a second extension, and one of a term that is over or answered."""
    if state is RequestState.ANSWERED:
        raise Answered
    if extended:
        raise ExtendedAlready
    if today > due:
        raise TooLate


def check_decision(place: Place, decision: Decision, reason: str) -> None:
    """Refuse what cannot be done there, or without a reason."""
    if decision not in OFFERED.get(place, USUAL):
        raise NotOffered
    if not reason.strip():
        raise ReasonNeeded


def check_answer(state: RequestState, *, searched: bool, decided: Iterable[bool]) -> None:
    """Refuse an answer that comes twice, before the search, or before each place was decided."""
    if state is RequestState.ANSWERED:
        raise Answered
    if not searched:
        raise SearchFirst
    left = sum(not each for each in decided)
    if left:
        raise Undecided(count=left)


class Term(NamedTuple):
    """How a request stands beside its last day."""

    light: Light
    label: str


def term_light(state: RequestState, due: date, *, today: date) -> Term:
    """How a request stands beside its last day: light and word."""
    if state is RequestState.ANSWERED:
        return Term(Light.GREEN, RequestState.ANSWERED.label)
    if today > due:
        return Term(Light.RED, N_("Plazo vencido"))
    if due - today <= SOON:
        return Term(Light.AMBER, N_("Vence pronto"))
    return Term(Light.GREY, N_("En plazo"))
