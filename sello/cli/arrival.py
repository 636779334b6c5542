"""`sello cycle import`: a self-assessment and its files come in from the command line."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from flask import current_app

from sello.cli.context import in_app, institution_at_work
from sello.config import Config
from sello.core.moment import Moment

if TYPE_CHECKING:
    from sello.accounts.domain.actor import Actor
    from sello.transfers.import_answers.service import Preview

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def cycle() -> None:
    """Ciclos: importar lo que ya se tiene."""


@dataclass(frozen=True)
class Sources:
    """Where answers and files come from, and for which unit files without one are."""

    answers: Path | None
    files: Path | None
    unit: int | None


@cycle.command("import")
@click.option("--cycle", "number", type=int, help="Número del ciclo; sin la opción, el ciclo en curso.")
@click.option("--answers", type=FILE, help="Planilla XLSX o CSV con las respuestas.")
@click.option("--files", type=FILE, help="ZIP con una carpeta por código de requerimiento.")
@click.option("--unit", type=int, help="Número de la unidad para archivos de requerimientos sin unidad.")
@click.option("--person", required=True, help="Correo de quien importa (Secretaría Ejecutiva).")
@click.option("--confirm", is_flag=True, help="Guarda lo que no tiene errores; sin ella solo se muestra.")
@click.option("--institution", type=int, help="Número de la institución, si la instancia tiene varias.")
@in_app
def import_(
    *, number: int | None, person: str, confirm: bool, institution: int | None, **sources: Any
) -> None:
    """Trae respuestas y evidencias a un ciclo; primero muestra qué entraría."""
    with institution_at_work(institution) as operator, ExitStack() as undone:
        actor = _actor(person, operator.at)
        found = _run(actor, number, Sources(**sources), undone, at=operator.at, confirm=confirm)
    for line in found.lines:
        click.echo(f"fila {line.row}  {line.code}: {line.problem or 'entra'}")
    for file in found.files:
        click.echo(f"{file.path}: {file.problem or f'entra en {file.code}'}")
    said = "Se importaron" if confirm else "Entrarían"
    click.echo(f"{said} {len(found.good_lines)} respuestas y {len(found.good_files)} archivos.")
    if not confirm:
        click.echo("No se guardó nada; repita con --confirm para importar.")


def _run(
    actor: "Actor", number: int | None, sources: Sources, undone: ExitStack, *, at: Moment, confirm: bool
) -> "Preview":
    """Preview, and confirm if asked to; what is only previewed leaves nothing behind."""
    from sello.core.db import db
    from sello.cycles.queries import cycles
    from sello.transfers.import_answers import service
    from sello.web.uploads import accepted_kinds, store

    config = cast(Config, current_app.extensions["sello"])
    chosen = cycles.choose(number, actor.visibility)
    if chosen is None:
        raise click.ClickException("No hay un ciclo en curso. Nombre uno con --cycle.")
    sheet = service.Sheet(sources.answers.name, sources.answers.read_bytes()) if sources.answers else None
    archive = None
    if sources.files is not None:
        with sources.files.open("rb") as stream:
            kept = service.receive_archive(store(), stream, sources.files.name, limit=config.upload_limit)
        undone.callback(store().discard, kept)
        archive = (sources.files.name, kept)
    made = service.begin(actor, chosen.id, sheet, archive, unit_id=sources.unit, at=at)
    limits = service.Limits(store(), accepted_kinds(), config.upload_limit)
    if confirm:
        return service.confirm(actor, made, limits, at=at)
    found = service.preview(actor, made, limits, today=at.today)
    db.session.rollback()
    return found


def _actor(email: str, at: Moment) -> "Actor":
    from sello.accounts.permissions import Action, allows
    from sello.accounts.queries import identity

    known = identity.credentials(email.strip().lower())
    actor = identity.actor(known.person.person_id, today=at.today) if known else None
    if actor is None or not allows(actor, Action.CYCLE_MANAGE):
        raise click.ClickException(f"{email} no es una cuenta vigente de la Secretaría Ejecutiva.")
    return actor


COMMANDS = (cycle,)
