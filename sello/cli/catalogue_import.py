"""`sello catalogue import`: the matrix that the institution was handed, looked at before it is taken."""

from dataclasses import dataclass, replace
from pathlib import Path

import click

from sello.catalogue import editions
from sello.catalogue.domain.texts import Edition
from sello.catalogue.exchange import reading
from sello.catalogue.exchange.columns import Column, recognised
from sello.catalogue.exchange.grid import Sheet, index_of
from sello.catalogue.exchange.reading import Choice, FileKind
from sello.catalogue.exchange.sheets import read_sheets
from sello.catalogue.schema.problems import InvalidEdition
from sello.catalogue.service import editions as editions_service
from sello.cli.context import TEXT, in_app, institution_at_work, moment
from sello.core.cells import letters

SHOWN = 40


@dataclass(frozen=True)
class Options:
    """What the options say of the file; None where nothing was said."""

    base: str
    code: str | None
    version: str | None
    title: str | None
    sheet: int | None
    header: int | None
    columns: tuple[str, ...]


@click.command(name="import")
@click.argument("file", metavar="ARCHIVO", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--code", type=TEXT, help="Código de la edición (matrices en planilla).")
@click.option("--version", type=TEXT, help="Versión de la edición (matrices en planilla).")
@click.option("--title", type=TEXT, help="Nombre de la edición (matrices en planilla).")
@click.option(
    "--base",
    type=click.Choice(editions.shipped()),
    default=editions.WORKING,
    show_default=True,
    help="Edición incluida cuya escala y niveles sigue la matriz.",
)
@click.option("--sheet", type=click.IntRange(1), help="Hoja de la planilla, desde 1.")
@click.option("--header", type=click.IntRange(1), help="Fila de los títulos de columna, desde 1.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    type=TEXT,
    metavar="LETRA=CAMPO",
    help="Corrige qué tiene una columna, como C=titulo; «C=» la deja fuera. Se puede repetir.",
)
@click.option("--dry-run", is_flag=True, help="Muestra cómo se lee y sus problemas, sin guardar nada.")
@click.option("--institution", type=int, help="Número de la institución, si la instancia tiene varias.")
@in_app
def import_command(
    *,
    file: Path,
    code: str | None,
    version: str | None,
    title: str | None,
    base: str,
    sheet: int | None,
    header: int | None,
    columns: tuple[str, ...],
    dry_run: bool,
    institution: int | None,
) -> None:
    """Importa la matriz oficial desde XLSX, ODS, CSV o YAML, revisada celda por celda."""
    options = Options(base, code, version, title, sheet, header, columns)
    try:
        edition = _interpret(file.read_bytes(), file.name, options)
    except InvalidEdition as refused:
        click.echo(refused.report(), err=True)
        raise
    click.echo(
        f"{len(edition.dimensions)} dimensiones, {len(edition.requirements)} requerimientos, sin problemas."
    )
    if not dry_run:
        _load(edition, institution)


def _load(edition: Edition, institution: int | None) -> None:
    with institution_at_work(institution) as operator:
        loaded = editions_service.load_edition(edition, operator, now=operator.at.now)
    click.echo(f"{'Cargada' if loaded.is_new else 'Ya estaba cargada'} con el número {loaded.edition_id}.")


def _interpret(document: bytes, name: str, options: Options) -> Edition:
    base = editions.edition(options.base)
    kind = reading.kind_of(document, name)
    sheets = () if kind is FileKind.YAML else read_sheets(document, name)
    guessed = reading.first_choice(sheets, file=name, base=base, version=str(moment().today.year))
    choice = replace(
        guessed,
        code=options.code or guessed.code,
        version=options.version or guessed.version,
        title=options.title or guessed.title,
    )
    if kind is FileKind.MATRIX:
        choice = _placed(choice, sheets, base, options)
        _say_columns(sheets[choice.sheet], choice)
        _say_others(sheets, choice)
    return reading.interpret(document, name, choice, base)


def _placed(choice: Choice, sheets: tuple[Sheet, ...], base: Edition, options: Options) -> Choice:
    """The choice with the sheet, the header row and the columns that the options name."""
    if options.sheet or options.header:
        choice = _at_header(choice, sheets, base, options)
    columns = dict(choice.columns)
    for correction in options.columns:
        index, column = _correction(correction)
        columns = {at: held for at, held in columns.items() if at != index and held is not column}
        if column is not None:
            columns[index] = column
    return replace(choice, columns=dict(sorted(columns.items())))


def _at_header(choice: Choice, sheets: tuple[Sheet, ...], base: Edition, options: Options) -> Choice:
    """The choice moved to another sheet or header row, with the columns that are recognised there."""
    sheet = min(options.sheet or choice.sheet + 1, len(sheets)) - 1
    header = (options.header or 1) - 1
    columns = recognised(sheets[sheet], header, base.levels)
    return replace(choice, sheet=sheet, header=header, columns=columns)


def _correction(text: str) -> tuple[int, Column | None]:
    letter, _, field = text.partition("=")
    index = index_of(letter)
    if index is None or (field and field not in list(Column)):
        known = ", ".join(column.value for column in Column)
        raise click.ClickException(f"«{text}» no se entiende: use LETRA=CAMPO. Campos: {known}.")
    return index, Column(field) if field else None


def _say_others(sheets: tuple[Sheet, ...], choice: Choice) -> None:
    for number, sheet in enumerate(sheets):
        if number != choice.sheet:
            click.echo(f"No se lee la hoja «{sheet.name}»{' (oculta)' if sheet.hidden else ''}.")


def _say_columns(sheet: Sheet, choice: Choice) -> None:
    click.echo(f"Hoja «{sheet.name or 'única'}»{' (oculta)' if sheet.hidden else ''}.")
    click.echo(f"Títulos en la fila {choice.header + 1}. Columnas:")
    for index in range(sheet.width):
        column = choice.columns.get(index)
        shown = (sheet.cell(choice.header, index) or "(sin título)")[:SHOWN].replace("\n", " ")
        click.echo(f"  {letters(index):>2}  {shown:<{SHOWN}}  {column.value if column else '—'}")
