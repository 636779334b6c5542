"""Why a mail that came in is not taken by itself, and what became of each."""

from __future__ import annotations

import re
from collections.abc import Callable

from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.core.mail.letter import Letter, Named, named


class ReplyMail(LabelledEnum):
    """What we write to whoever answered a mail; the outbox names its kinds."""

    TAKEN = "reply_taken", N_("Respuesta por correo recibida")
    REFUSED = "reply_refused", N_("Respuesta por correo no recibida")


class Outcome(LabelledEnum):
    """What became of a mail that came in."""

    TAKEN = "taken", N_("Recibido")
    REFUSED = "refused", N_("No recibido")
    HELD = "held", N_("En cuarentena")
    NOTED = "noted", N_("Devolución anotada")
    ASSIGNED = "assigned", N_("Asignado")
    DISCARDED = "discarded", N_("Descartado")

    @property
    def light(self) -> Light:
        """Its semáforo: amber asks for a look."""
        return _LIGHTS.get(self, Light.GREY)


_LIGHTS = {
    Outcome.TAKEN: Light.GREEN,
    Outcome.ASSIGNED: Light.GREEN,
    Outcome.HELD: Light.AMBER,
    Outcome.REFUSED: Light.RED,
}


class Why(LabelledEnum):
    """Why a mail is held."""

    BROKEN = "broken", N_("No se puede abrir: está dañado, o sus partes son demasiadas.")
    LARGE = "large", N_("Pesa más de lo que se recibe por correo.")
    RETURNED = "returned", N_("Es la devolución de un correo que no se reconoce.")
    AUTOMATIC = "automatic", N_("Es una respuesta automática o de una lista.")
    LOOP = "loop", N_("Lo envió este mismo sistema.")
    STRANGE = "strange", N_("No responde a un correo de este sistema.")
    SENDER = "sender", N_("Lo envió otra dirección que la de quien recibió el correo.")
    UNPROVEN = "unproven", N_("Nadie comprobó que el remitente sea quien dice.")
    SEVERAL = "several", N_("El correo que responde pide varias cosas, y no dice cuál.")
    ENDED = "ended", N_("La tarea se cerró, cambió de manos o, pasados 14 días, ya no espera a la unidad.")
    OFTEN = "often", N_("Llegaron demasiados correos de esta persona en una hora.")


TOLD = {
    Why.LARGE: N_(
        "Su correo pesa más de 50 MB y no se recibió nada de él. Entre con su cuenta y entregue los archivos "
        "desde la tarea, o envíelos en varios correos."
    ),
    Why.SEVERAL: N_(
        "El correo que respondió pide varias tareas, y no sabemos de cuál habla. La Secretaría Ejecutiva "
        "tiene su respuesta y la pondrá donde corresponde: no hace falta enviarla otra vez. La próxima vez, "
        "escriba lo de cada tarea bajo su número o su título, y envíe los archivos en un correo por cada "
        "una. Son estas:"
    ),
    Why.ENDED: N_(
        "La tarea se cerró, cambió de manos, o pasaron más de 14 días y su correo ya no se toma por sí solo. "
        "La Secretaría Ejecutiva tiene su respuesta; si algo falta, entre con su cuenta."
    ),
}
"""What a proven sender is told; nobody else is written to, as the address may be somebody else's."""

_AUTOMATIC = re.compile(
    r"\s*(respuesta autom[aá]tica|automatic reply|auto(matische)? ?(reply|antwort)|fuera de (la )?oficina|"
    r"out of (the )?office|autoreply|auto:)\b",
    re.IGNORECASE,
)
_MACHINES = re.compile(r"(mailer-daemon|postmaster|no-?reply|no-?responder|bounce[sd]?)([+.=_-].*)?@.*")


def is_report(letter: Letter) -> bool:
    """Whether it is what a server says of a mail of ours."""
    return letter.kind == "multipart/report" or bool(letter.first("x-failed-recipients"))


def machine(letter: Letter, own: frozenset[str]) -> Why | None:
    """Why nobody wrote it: it came from here, or from a machine; `own` are the addresses of this instance."""
    senders = [each.lower() for each in letter.senders]
    ours = any(named([each]) for each in letter.headers.get("message-id", ()))
    if ours or set(senders) & own or letter.first("x-loop"):
        return Why.LOOP
    return Why.AUTOMATIC if any(test(letter) for test in _SIGNS) else None


def answers(letter: Letter) -> tuple[Named, ...]:
    """Our mails that it says it answers, the nearest first."""
    nearest = " ".join(letter.headers.get("in-reply-to", ())).split()
    others = " ".join(letter.headers.get("references", ())).split()
    return named(dict.fromkeys([*nearest, *reversed(others)]))


def _says_automatic(letter: Letter) -> bool:
    return letter.first("auto-submitted").lower().partition(";")[0].strip() not in {"", "no"}


def _is_bulk(letter: Letter) -> bool:
    bulk = letter.first("precedence").lower() in {"bulk", "junk", "list", "auto_reply"}
    return bulk or bool(letter.first("list-id"))


def _has_a_mark(letter: Letter) -> bool:
    marks = ("x-autoreply", "x-autorespond", "x-auto-response-suppress", "x-ms-exchange-inbox-rules-loop")
    return any(letter.first(name) for name in marks)


def _comes_from_nobody(letter: Letter) -> bool:
    empty = letter.first("return-path") == "<>"
    return empty or any(_MACHINES.fullmatch(each.lower()) for each in letter.senders)


def _is_called_automatic(letter: Letter) -> bool:
    return bool(_AUTOMATIC.match(letter.first("subject")))


_SIGNS: tuple[Callable[[Letter], bool], ...] = (
    _says_automatic,
    _is_bulk,
    _has_a_mark,
    _comes_from_nobody,
    _is_called_automatic,
)
