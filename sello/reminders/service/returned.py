"""Taking notices of mails that came back."""

from datetime import datetime

from sqlalchemy import select

from sello.accounts.models import Person
from sello.core.db import db, everywhere, unit_of_work
from sello.core.labels import N_, LabelledEnum
from sello.core.mail.message import stamp_of
from sello.core.mail.outbox import OutboxMail
from sello.core.mail.returned import Returned, returned


class Taken(LabelledEnum):
    """What a notice was."""

    NOTED = "noted", N_("Se anotó la devolución.")
    KNOWN = "known", N_("Esa devolución ya estaba anotada.")
    STRANGE = "strange", N_("No es la devolución de un correo de esta instancia.")


def take_notice(data: bytes, *, now: datetime) -> Taken:
    """Note that a mail came back, beside the mail and its person; the same notice twice is one.

    A notice has to name a mail with the instant at which it was written, and whom that was for: it changes
    nothing otherwise.
    """
    found = returned(data)
    if found is None:
        return Taken.STRANGE
    with unit_of_work(), everywhere():
        mail = db.session.get(OutboxMail, found.mail_id, with_for_update=True)
        if mail is None or not _is_of(found, mail):
            return Taken.STRANGE
        if mail.bounced_at is not None:
            return Taken.KNOWN
        mail.bounced_at, mail.bounce = now, found.said
        person = select(Person).where(Person.id == mail.person_id, Person.email == mail.recipient.lower())
        reader = db.session.scalars(person).one_or_none()
        if reader is not None:
            reader.bounced_at = now
        return Taken.NOTED


def _is_of(found: Returned, mail: OutboxMail) -> bool:
    named = not found.recipient or found.recipient == mail.recipient.lower()
    return named and found.stamp == stamp_of(mail.created_at) and mail.sent_at is not None
