"""`sello cycle import`: a self-assessment and its files come in from the command line."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from flask import current_app

from sello.cli.context import TEXT, in_app, institution_at_work
from sello.cli.cycle_option import CYCLE, cycle_named
from sello.config import Config
from sello.core.moment import Moment

if TYPE_CHECKING:
    from sello.accounts.domain.actor import Actor
    from sello.transfers.import_answers.answers import AnswerLine
    from sello.transfers.import_answers.columns import AnswerColumn
    from sello.transfers.import_answers.preview import Preview
    from sello.transfers.import_answers.spreadsheet import ReadingChosen, SheetRead

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
    sheet: int | None = None
    header: int | None = None
    columns: tuple[str, ...] = ()

    def told(self) -> "ReadingChosen | None":
        """How the sheet is to be read, if the options say it."""
        from sello.transfers.import_answers.spreadsheet import ReadingChosen

        if not (self.sheet or self.header or self.columns):
            return None
        columns = dict(_column(text) for text in self.columns) or None
        return ReadingChosen((self.sheet or 1) - 1, (self.header or 1) - 1, columns)


def _column(text: str) -> "tuple[int, AnswerColumn]":
    from sello.catalogue.exchange.grid import index_of
    from sello.transfers.import_answers.columns import AnswerColumn

    letter, _, held = text.partition("=")
    index = index_of(letter)
    if index is None or held not in list(AnswerColumn):
        known = ", ".join(column.value for column in AnswerColumn)
        raise click.ClickException(f"«{text}» no se entiende: use LETRA=CAMPO. Campos: {known}.")
    return index, AnswerColumn(held)


@cycle.command("import")
@CYCLE
@click.option("--answers", type=FILE, help="Planilla XLSX, ODS o CSV con las respuestas.")
@click.option("--sheet", type=click.IntRange(1), help="Hoja de la planilla, desde 1.")
@click.option("--header", type=click.IntRange(1), help="Fila de los títulos de columna, desde 1.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    type=TEXT,
    metavar="LETRA=CAMPO",
    help="Dice qué tiene una columna, como C=respuesta; las que no se nombran no se usan. Se puede repetir.",
)
@click.option("--files", type=FILE, help="ZIP con una carpeta por código de requerimiento.")
@click.option("--unit", type=int, help="Número de la unidad para archivos de requerimientos sin unidad.")
@click.option("--person", type=TEXT, required=True, help="Correo de quien importa (Secretaría Ejecutiva).")
@click.option("--confirm", is_flag=True, help="Guarda lo que no tiene errores; sin ella solo se muestra.")
@click.option("--institution", type=int, help="Número de la institución, si la instancia tiene varias.")
@in_app
def import_(
    *, named: str | None, person: str, confirm: bool, institution: int | None, **sources: Any
) -> None:
    """Trae respuestas y evidencias a un ciclo; primero muestra qué entraría."""
    from sello.core.counting import ngettext

    with institution_at_work(institution) as operator, ExitStack() as undone:
        actor = _actor(person, operator.at)
        found = _run(actor, named, Sources(**sources), undone, at=operator.at, confirm=confirm)
    if found.source is not None:
        _say_source(found.source)
    for line in found.lines:
        click.echo(f"fila {line.row}  {line.code}: {line.problem or _outcome(line)}")
    for file in found.files:
        click.echo(f"{file.path}: {file.problem or f'entra en {file.code}'}")
    for path in found.passed_over:
        click.echo(f"{path}: no se importa, es un archivo oculto o del sistema")
    said = "Se importaron:" if confirm else "Entrarían:"
    answers, files = len(found.good_lines), len(found.good_files)
    counted = ngettext("%(num)s respuesta", "%(num)s respuestas", answers, none="ninguna respuesta")
    held = ngettext("%(num)s archivo", "%(num)s archivos", files, none="ningún archivo")
    click.echo(f"{said} {counted} y {held}.")
    if not confirm:
        click.echo("No se guardó nada; repita con --confirm para importar.")


def _say_source(source: "SheetRead") -> None:
    """Which sheet is read, and what each of its columns is taken to hold."""
    from sello.core.cells import letters

    name = source.sheet.name or "única"
    click.echo(f"Hoja «{name}», títulos en la fila {source.reading.header + 1}.")
    for index, held in source.reading.columns.items():
        title = source.sheet.cell(source.reading.header, index) or "(sin título)"
        click.echo(f"  {letters(index):>2}  {title[:40]:<40}  {held.label}")
    for sheet in source.others:
        click.echo(f"No se lee la hoja «{sheet.name}»{' (oculta)' if sheet.hidden else ''}.")


def _outcome(line: "AnswerLine") -> str:
    """What would come of a row, in a word or two."""
    if line.is_idle:
        return "sin cambios"
    return "entra; la validación queda sin efecto" if line.withdraws else "entra"


def _run(
    actor: "Actor", named: str | None, sources: Sources, undone: ExitStack, *, at: Moment, confirm: bool
) -> "Preview":
    """Preview, and confirm if asked to; what is only previewed leaves nothing behind."""
    from sello.core.db import db
    from sello.transfers.import_answers import service
    from sello.transfers.import_answers.inspection import Limits
    from sello.web.uploads import accepted_kinds, store

    config = cast(Config, current_app.extensions["sello"])
    chosen = cycle_named(named, actor.visibility)
    sheet = service.SentSheet(sources.answers.name, sources.answers.read_bytes()) if sources.answers else None
    limits = Limits(store(), accepted_kinds(), config.upload_limit)
    archive = None
    if sources.files is not None:
        with sources.files.open("rb") as stream:
            archive = service.receive_archive(stream, sources.files.name, limits)
        undone.callback(store().discard, archive.received)
    made = service.begin(actor, chosen.id, sheet, archive, unit_id=sources.unit, at=at)
    found = service.preview(actor, made, limits, today=at.today, told=sources.told())
    if confirm:
        return service.confirm(actor, made, limits, seen=found.seal, at=at, told=sources.told())
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
