"""Whether mail can be handed over."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Engine

from sello.cli.checkup.finding import Finding
from sello.config import Config
from sello.core import outages
from sello.core.dates import written
from sello.core.labels import N_
from sello.core.mail import imap
from sello.core.mail.imap import Unreachable, imap_settings
from sello.core.mail.smtp import FAULTS, connect, describe, remedy_for, smtp_settings


def mail(config: Config) -> Finding:
    """Without a mail server all else works, so that is a notice; one that does not answer is a problem."""
    part = N_("Correo")
    if not config.smtp_host:
        return Finding(
            part,
            N_("sin configurar: los correos esperan en la bandeja de salida"),
            N_("Indique el servidor en SELLO_SMTP_HOST y el remitente en SELLO_MAIL_FROM."),
        )
    place = f"{config.smtp_host}:{config.smtp_port}"
    try:
        _greet(config)
    except FAULTS as error:
        return Finding(
            part,
            N_("%(place)s no responde como se espera (%(error)s)")
            % {"place": place, "error": describe(error)},
            remedy_for(error),
            is_problem=True,
        )
    return Finding(part, place)


def _greet(config: Config) -> None:
    """Talk to the mail server as the outbox does, without handing anything over."""
    where = smtp_settings(config)
    assert where is not None
    with connect(replace(where, timeout=10)) as server:
        server.noop()


def mailbox(config: Config) -> Finding:
    """A mailbox that cannot be read is a problem; without one, answers reach a person."""
    part = N_("Buzón de respuestas")
    if not config.imap_host:
        return Finding(part, N_("sin configurar: las respuestas no se reciben aquí"))
    place = f"{config.imap_host}:{config.imap_port}"
    try:
        where = imap_settings(config)
        assert where is not None
        with imap.opened(replace(where, timeout=10)) as found:
            waiting = len(found.uids())
    except (Unreachable, OSError, ValueError) as error:
        cause = error.__cause__ if isinstance(error, Unreachable) and error.__cause__ else error
        said = {"place": place, "error": imap.describe(cause)}
        return Finding(
            part, N_("%(place)s no se puede leer (%(error)s)") % said, imap.remedy_for(cause), is_problem=True
        )
    return Finding(part, N_("%(place)s; esperan %(waiting)s") % {"place": place, "waiting": waiting})


def away(engine: Engine) -> Iterator[Finding]:
    """What the scheduler last found of the mailbox, while it does not reach it."""
    known = outages.trouble(outages.MAILBOX, engine)
    if known is not None:
        since = f"{written(known.since.date())} {known.since:%H:%M} UTC"
        said = {"since": since, "why": known.why, "tries": known.tries}
        seen = N_("el programador no lo lee desde el %(since)s (%(why)s); intentos: %(tries)s") % said
        yield Finding(N_("Lectura del buzón"), seen, known.remedy)
