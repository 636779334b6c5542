"""`sello witness …`: the key with which this instance signs as a witness of other towns' histories."""

from typing import cast
from urllib.parse import urlsplit

import click
from flask import current_app
from flask_babel import gettext

from sello.cli.context import in_app
from sello.config import Config
from sello.core.trail.ledger.cosigning import witness_key, witness_name
from sello.core.trail.ledger.outside import BadKey, signing_key


@click.group()
def witness() -> None:
    """Ser testigo del historial de otra institución, y tener testigos."""


@witness.command()
@in_app
def key() -> None:
    """Muestra la línea que otra institución pone en su lista de testigos: clave y dirección."""
    config = cast(Config, current_app.extensions["sello"])
    try:
        mine = signing_key(config.witness_key)
    except (BadKey, OSError):
        raise click.ClickException(
            gettext("No se puede leer ni crear la clave %(path)s.", path=config.witness_key)
        ) from None
    base = config.base_url.rstrip("/")
    click.echo(f"{witness_key(witness_name(urlsplit(base).netloc), mine)} {base}/testigo")


COMMANDS = (witness,)
