"""`sello evidence move|encrypt|key`: where and how kept files lie, changed while the instance works."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
from flask import current_app

from sello.cli.causes import cause_of
from sello.cli.context import in_app, workable_settings
from sello.config import Config
from sello.core.figures import figure
from sello.core.labels import N_

if TYPE_CHECKING:
    from sello.files.store.moving import Moved

HOW_TO_MOVE = N_(
    "No hay nada que mudar. Ponga en SELLO_EVIDENCE el almacén nuevo y en SELLO_EVIDENCE_BEFORE el de ahora "
    "(%(now)s), reinicie la web y el programador, y repita la orden."
)
HOW_TO_SEAL = N_("No hay llaves. Indique un archivo en SELLO_EVIDENCE_KEYS y ejecute: sello evidence key")


@click.command()
@in_app
def move() -> None:
    """Lleva los archivos de SELLO_EVIDENCE_BEFORE a SELLO_EVIDENCE, sin detener la instancia."""
    from sello.files.store.build import store_at
    from sello.files.store.moving import move as carry_all

    config = cast(Config, current_app.extensions["sello"])
    if not config.evidence_before:
        raise click.ClickException(HOW_TO_MOVE % {"now": config.evidence_dir or config.evidence})
    old = store_at(config, config.evidence_before)
    new = store_at(config, config.evidence_dir)
    found = carry_all(old, new, shown(N_("Mudando archivos")))
    click.echo(N_("Archivos mudados y comprobados: %(done)s.") % {"done": figure(found.done)})
    tell_what_stays(found)
    click.echo(
        N_(
            "Todo está en el almacén nuevo. Quite SELLO_EVIDENCE_BEFORE, reinicie la web y el programador, y "
            "ejecute: sello verify. El anterior quedó como estaba: bórrelo cuando lo tenga respaldado."
        )
    )


@click.command()
@in_app
def encrypt() -> None:
    """Cifra con la llave actual los archivos que no lo están con ella, sin detener la instancia."""
    from sello.files.store.build import store_of
    from sello.files.store.moving import seal_all

    store = store_of(cast(Config, current_app.extensions["sello"]))
    if not store.objects.current:
        raise click.ClickException(HOW_TO_SEAL)
    found = seal_all(store, shown(N_("Cifrando archivos")))
    store.pages.drop_others()  # they are drawn again, and sealed
    click.echo(N_("Archivos cifrados: %(done)s.") % {"done": figure(found.done)})
    tell_what_stays(found)
    click.echo(
        N_(
            "Todos están cifrados con la llave %(key)s. Las anteriores todavía abren los respaldos que se "
            "hicieron con ellas: guárdelas aparte."
        )
        % {"key": store.objects.current}
    )


@click.command()
def key() -> None:
    """Agrega una llave nueva a SELLO_EVIDENCE_KEYS, que cifra desde el próximo inicio; las demás quedan."""
    from sello.files.store.keys import add_key

    file = workable_settings().evidence_keys
    if file is None:
        raise click.ClickException(
            N_("Falta indicar el archivo de las llaves: SELLO_EVIDENCE_KEYS=/etc/sello-keys/evidence.keys")
        )
    made = _made(add_key, file)
    click.echo(N_("Llave nueva: %(key)s, en %(file)s.") % {"key": made, "file": file})
    click.echo(
        N_(
            "Guarde ahora una copia de ese archivo fuera de esta máquina y lejos de los respaldos: sin él, "
            "lo cifrado no se abre más. Después reinicie la web y el programador, y ejecute: "
            "sello evidence encrypt"
        )
    )


def _made(add_key: Callable[[Path], str], file: Path) -> str:
    try:
        return add_key(file)
    except ValueError:
        raise click.ClickException(
            N_("%(file)s tiene algo que no son llaves. No se cambió nada.") % {"file": file}
        ) from None
    except OSError as error:
        said = {"file": file, "error": cause_of(error)}
        raise click.ClickException(N_("No se pudo escribir %(file)s (%(error)s).") % said) from None


def shown(label: str) -> "Callable[[list[str]], Iterator[str]]":
    """What hands out hashes one by one and shows how far it is."""

    def watched(digests: list[str]) -> Iterator[str]:
        with click.progressbar(digests, label=label) as bar:
            yield from bar

    return watched


def tell_what_stays(found: "Moved") -> None:
    """Say which files could not be worked on; then the command ends with 1."""
    for digest in found.changed:
        click.echo(N_("✘ cambió: sus bytes no son los de su huella  %(digest)s") % {"digest": digest})
    for digest in found.locked:
        click.echo(N_("✘ cifrado con una llave que no está  %(digest)s") % {"digest": digest})
    if not found.is_whole:
        click.echo(
            N_(
                "    → Quedaron donde estaban. Recupérelos de un respaldo (sello restore) o agregue la "
                "llave, y repita la orden. Qué documentos son, lo dice: sello verify"
            )
        )
        raise click.exceptions.Exit(1)
