"""`sello backup`, `sello backup verify` and `sello restore`: a whole instance in a folder, and back."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sello.cli.context import consent, refusals_said, refuse_no_instance, workable_settings
from sello.core import clock, logs
from sello.core.figures import figure
from sello.core.labels import N_

if TYPE_CHECKING:
    from sello.backup.domain import Manifest

FOLDER = click.Path(file_okay=False, path_type=Path)
VERIFY = "verify"


@click.command()
@click.argument("words", nargs=-1, required=True, type=click.UNPROCESSED, metavar="[verify] CARPETA")
def backup(words: tuple[str, ...]) -> None:
    """Respalda la instancia en CARPETA, sin detenerla; con «verify», ensaya restaurar ese respaldo."""
    from sello.backup import service

    *verb, name = words
    if verb not in ([], [VERIFY]) or words == (VERIFY,):
        raise click.UsageError(N_("Se espera: sello backup CARPETA, o sello backup verify CARPETA."))
    logs.configure(level=logging.WARNING)
    with refusals_said():
        if verb:
            _tell(service.prove(workable_settings(), Path(name)), N_("El respaldo sirve"))
            return
        config = workable_settings()
        refuse_no_instance(config)
        made = service.back_up(config, Path(name), now=clock.now())
    _tell(made, N_("Respaldo hecho"))
    if not made.is_whole:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("folder", type=FOLDER, metavar="CARPETA")
@click.option("--replace", is_flag=True, help="Reemplaza los datos de una instancia que ya los tiene.")
@click.option("--yes", is_flag=True, help="No pide confirmación al reemplazar.")
def restore(folder: Path, replace: bool, yes: bool) -> None:
    """Pone el respaldo de CARPETA en el lugar de esta instancia, detenida; revisa antes y después."""
    from sello.backup import service
    from sello.core import revisions

    if replace and not yes:
        consent(N_("Se reemplazan todos los datos de esta instancia por los del respaldo. ¿Seguir?"))
    logs.configure(level=logging.WARNING)
    with refusals_said():
        config = workable_settings()
        found = service.restore(config, folder, replace=replace, now=clock.now())
        gone = service.gone_since(config, found)
    _tell(found, N_("Restaurado"))
    if gone:
        click.echo(
            N_(
                "Después de este respaldo, un acta eliminó %(count)s de estos archivos: no se restauraron. "
                "El trabajo «purges» repite esas actas; antes de abrir, ejecute: sello run-jobs purges"
            )
            % {"count": figure(len(gone))}
        )
    if found.revision != revisions.head():
        click.echo(N_("La base es de una versión anterior. Ejecute: sello migrate"))
    click.echo(N_("Siguientes pasos: sello doctor, sello verify e iniciar la web; al final, el programador."))


def _tell(manifest: "Manifest", done: str) -> None:
    """Say what the backup holds, and what it could not hold."""
    click.echo(
        N_("%(done)s: %(rows)s filas en %(tables)s tablas y %(files)s archivos, del %(day)s (UTC).")
        % {
            "done": done,
            "rows": figure(sum(manifest.tables.values())),
            "tables": figure(len(manifest.tables)),
            "files": figure(len(manifest.files)),
            "day": manifest.made_at.replace("T", " ").removesuffix("+00:00"),
        }
    )
    for digest in manifest.missing:
        click.echo(N_("✘ No estaba en el almacén y no se pudo respaldar: %(digest)s") % {"digest": digest})
    for digest in manifest.damaged:
        click.echo(
            N_("✘ Cambió en el almacén, o falta su llave, y no se pudo respaldar: %(digest)s")
            % {"digest": digest}
        )
    if not manifest.is_whole:
        click.echo(N_("    → sello verify dice de qué documento y requerimiento son."))


COMMANDS = (backup, restore)
