"""The outbox by hand: what got stuck is tried again."""

from datetime import datetime

from sqlalchemy import update

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.labels import N_
from sello.core.mail.message import MailState
from sello.core.mail.outbox import OutboxMail
from sello.core.refusal import NotFound, Refusal
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.reminders.queries.outbox import STUCK


class NothingToSend(Refusal):
    """A secret mail whose text was erased cannot be sent again."""

    message = N_(
        "El texto de este correo se borró por seguridad y no puede repetirse. "
        "Genere un enlace nuevo desde la ficha de la persona."
    )


class NotStuck(Refusal):
    """Only a mail that got stuck can be sent again."""

    message = N_("Este correo está «%(state)s»: no hace falta enviarlo de nuevo.")


class NoLongerUseful(Refusal):
    """What nobody should read any more is not sent again."""

    message = N_("Este correo ya no es útil: lo que avisa quedó atrás.")


def retry(actor: Actor, mail_id: int, *, now: datetime) -> int:
    """Try a mail again at the next pass; returns its id. Refuses one under way, sent, erased or stale."""
    row = db.session.get(OutboxMail, mail_id)
    if row is None:
        raise NotFound
    if row.state not in (MailState.WAITING, *STUCK):
        raise NotStuck(state=row.state.label)
    if row.secret and not row.text:
        raise NothingToSend
    if row.not_after is not None and row.not_after <= now:
        raise NoLongerUseful
    row.state, row.next_attempt_at = MailState.WAITING, now
    record(actor, Act.OUTBOX_MAIL_RETRIED, mail_id, now=now, attempts=row.attempts)
    return mail_id


def retry_waiting(actor: Actor, *, now: datetime) -> int:
    """Try all that waits after a failure at the next pass; returns how many there were."""
    failed = (OutboxMail.state == MailState.WAITING, OutboxMail.next_attempt_at > now)
    retried = db.session.execute(
        update(OutboxMail).where(*failed).values(next_attempt_at=now).returning(OutboxMail.id),
        execution_options={"synchronize_session": False},
    ).all()
    record(actor, Act.INSTITUTION_MAIL_RETRIED, actor.institution_id, now=now, count=len(retried))
    return len(retried)
