"""`sello mail …`: what comes back from the world of mail."""

import sys
from typing import Any, cast

import click
from flask import current_app

from sello.cli.context import in_app
from sello.config import Config
from sello.core import clock
from sello.core.jobs import Work
from sello.core.labels import N_


@click.group()
def mail() -> None:
    """Correos: lo que vuelve de otros servidores."""


@mail.command()
@in_app
def bounce() -> None:
    """Anota, de un aviso de entrega que recibe por la entrada estándar, que un correo no llegó."""
    from sello.core.mail.returned import LONGEST
    from sello.reminders.service.returned import take_notice

    data = sys.stdin.buffer.read(LONGEST)
    click.echo(take_notice(data, now=clock.now()).label)


@mail.command()
@in_app
def fetch() -> None:
    """Recibe ahora las respuestas que llegaron al buzón, sin esperar al programador."""
    from sello.core.mail.imap import Unreachable, remedy_for
    from sello.replies.service.watching import attempt

    config = cast(Config, current_app.extensions["sello"])
    if not config.imap_host:
        raise click.ClickException(N_("No hay buzón: indique SELLO_IMAP_HOST."))
    try:
        done = attempt(Work(config, clock.now()))
    except Unreachable as error:
        said = {"why": error, "remedy": remedy_for(error.__cause__ or error)}
        raise click.ClickException(N_("El buzón no se puede leer (%(why)s). %(remedy)s") % said) from None
    for word, count in done.items():
        click.echo(f"{word}: {count}")


COMMANDS: tuple[Any, ...] = (mail,)
