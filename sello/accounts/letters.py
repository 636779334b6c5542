"""What the product writes to people about their accounts."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sello.accounts.domain import PersonFacts
from sello.accounts.domain.access import LinkKind
from sello.core.labels import N_
from sello.core.mail import Message
from sello.core.mail.letter import letter


@dataclass(frozen=True)
class Wording:
    """The words of one kind of letter; each may name the person, the institution and the last moment."""

    subject: str
    paragraphs: tuple[str, ...]
    label: str
    closing: tuple[str, ...]


WORDS = {
    LinkKind.INVITATION: Wording(
        subject=N_("Invitación a Sello, %(institution)s"),
        paragraphs=(
            N_("Hola, %(name)s:"),
            N_(
                "%(institution)s le invita a Sello, donde se reúne el trabajo "
                "por el Sello de Igualdad de Género para Instituciones Públicas."
            ),
            N_("Para entrar por primera vez, elija su contraseña en este enlace:"),
        ),
        label=N_("Aceptar la invitación"),
        closing=(
            N_("El enlace sirve una sola vez y vence el %(until)s. Después puede pedir otro."),
            N_("Si no esperaba esta invitación, no haga nada: nadie entra sin elegir una contraseña."),
        ),
    ),
    LinkKind.RESET: Wording(
        subject=N_("Restablecer su contraseña de Sello"),
        paragraphs=(
            N_("Hola, %(name)s:"),
            N_("Alguien pidió restablecer la contraseña de su cuenta de Sello en %(institution)s."),
            N_("Si fue usted, elija una nueva en este enlace:"),
        ),
        label=N_("Elegir una contraseña nueva"),
        closing=(
            N_("El enlace sirve una sola vez y vence el %(until)s."),
            N_("Si no fue usted, no haga nada: su contraseña sigue siendo la misma."),
        ),
    ),
}


def link_letter(
    kind: LinkKind, person: PersonFacts, *, address: str, until: datetime, zone: str, key: str
) -> Message:
    """Write the letter that carries a single-use link; it is not sent once the link is too old."""
    words = WORDS[kind]
    values = {
        "name": person.name,
        "institution": person.institution_name,
        "until": until.astimezone(ZoneInfo(zone)).strftime("%d-%m-%Y a las %H:%M"),
    }
    text, html = letter(
        [each % values for each in words.paragraphs],
        link=(words.label, address),
        closing=[each % values for each in words.closing],
    )
    return Message(
        recipient=person.email,
        recipient_name=person.name,
        subject=words.subject % values,
        text=text,
        html=html,
        kind=kind.value,
        dedupe_key=f"{kind.value}:{key}",
        person_id=person.person_id,
        secret=True,
        urgent=True,
        not_after=until,
    )
