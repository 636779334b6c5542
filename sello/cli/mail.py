"""`sello mail …`: what comes back from the world of mail."""

import sys
from typing import Any

import click

from sello.cli.context import in_app
from sello.core import clock


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


COMMANDS: tuple[Any, ...] = (mail,)
