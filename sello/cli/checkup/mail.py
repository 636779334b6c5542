"""Whether mail can be handed over."""

from dataclasses import replace

from sello.cli.checkup.finding import Finding
from sello.config import Config
from sello.core.labels import N_
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
