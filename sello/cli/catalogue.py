"""`sello catalogue …`: editions of a standard, from files to the instance and back."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from sello.cli.catalogue_import import import_command
from sello.cli.context import TEXT, in_app, institution_at_work

if TYPE_CHECKING:
    from sello.catalogue.queries.editions import EditionPage

LINE: Final = 96
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
INSTITUTION = click.option(
    "--institution", type=int, help="Número de la institución, si la instancia tiene varias."
)


@click.group()
def catalogue() -> None:
    """Ediciones del estándar: validar, cargar, listar y mostrar."""


@catalogue.command()
@click.argument("file", metavar="ARCHIVO", type=FILE)
def validate(file: Path) -> None:
    """Revisa el archivo de una edición y dice cada problema, su línea y qué hacer."""
    from sello.catalogue.schema.edition import read_edition
    from sello.catalogue.schema.problems import InvalidEdition

    try:
        edition = read_edition(file.read_bytes(), file.name)
    except InvalidEdition as refused:
        click.echo(refused.report(), err=True)
        raise click.ClickException(str(refused)) from None
    click.echo(
        f"{file.name}: edición «{edition.code}», versión {edition.version}, en orden. "
        f"{len(edition.dimensions)} dimensiones, {len(edition.requirements)} requerimientos."
    )


@catalogue.command()
@click.argument(
    "source", type=click.UNPROCESSED, required=False, default="trabajo-40", metavar="[ARCHIVO|NOMBRE]"
)
@INSTITUTION
@in_app
def load(source: str, institution: int | None) -> None:
    """Carga una edición desde su archivo YAML, o por su nombre si viene con el programa."""
    from sello.catalogue.schema.problems import InvalidEdition
    from sello.catalogue.service import editions

    document, name = _document(source)
    try:
        with institution_at_work(institution) as operator:
            loaded = editions.load_document(document, operator, now=operator.at.now, file=name)
    except InvalidEdition as refused:
        click.echo(refused.report(), err=True)
        raise
    if loaded.is_new:
        click.echo(f"Cargada con el número {loaded.edition_id}.")
    else:
        click.echo(f"Ya estaba cargada con el número {loaded.edition_id}; no cambió nada.")


def _document(source: str) -> tuple[bytes, str]:
    from sello.catalogue import editions

    if source in editions.shipped():
        return editions.document(source), f"{source}.yaml"
    path = Path(source)
    if not path.is_file():
        known = ", ".join(editions.shipped())
        raise click.ClickException(
            f"No existe el archivo «{source}», ni una edición incluida con ese nombre. Incluidas: {known}."
        )
    return path.read_bytes(), path.name


@catalogue.command()
@click.argument("code", metavar="CÓDIGO", type=TEXT)
@click.option("--version", type=TEXT, help="Versión de la edición; sin ella, la última cargada.")
@click.option("--format", "form", type=click.Choice(["yaml", "xlsx"]), default="yaml", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Archivo; sin él, CÓDIGO-VERSIÓN."
)
@INSTITUTION
@in_app
def export(code: str, version: str | None, form: str, output: Path | None, institution: int | None) -> None:
    """Guarda una edición cargada en un archivo que se puede volver a importar sin pérdida."""
    from sello.catalogue.exchange.workbook.writing import write_workbook
    from sello.catalogue.queries import editions
    from sello.catalogue.schema.writing import write_edition

    with institution_at_work(institution):
        edition = editions.edition(editions.find(code, version).id).edition
    content = write_edition(edition).encode() if form == "yaml" else write_workbook(edition)
    target = output or Path(f"{edition.code}-{edition.version}.{form}")
    target.write_bytes(content)
    click.echo(f"{target}: {len(edition.requirements)} requerimientos.")


@catalogue.command()
@click.argument("file", metavar="ARCHIVO", type=FILE)
@INSTITUTION
@in_app
def crosswalk(file: Path, institution: int | None) -> None:
    """Carga las correspondencias entre dos ediciones desde su archivo YAML."""
    from sello.catalogue.schema.problems import InvalidEdition
    from sello.catalogue.service import relations

    try:
        with institution_at_work(institution) as operator:
            loaded = relations.load_crosswalk(
                file.read_bytes(), operator, now=operator.at.now, file=file.name
            )
    except InvalidEdition as refused:
        click.echo(refused.report(), err=True)
        raise
    click.echo(f"De «{loaded.origin}» a «{loaded.target}»: {len(loaded.links)} vínculos.")


@catalogue.command()
@click.argument("before", metavar="ANTES", type=TEXT)
@click.argument("after", metavar="DESPUÉS", type=TEXT)
@INSTITUTION
@in_app
def diff(before: str, after: str, institution: int | None) -> None:
    """Dice qué cambia de una edición a otra; cada una como CÓDIGO o CÓDIGO@VERSIÓN."""
    from sello.catalogue.queries import changes, editions

    with institution_at_work(institution):
        ends = [editions.find(*reference.split("@", 1)).id for reference in (before, after)]
        page = changes.comparison(ends[0], ends[1])
    click.echo(f"{page.diff.unchanged} requerimientos sin cambios.")
    for pair in page.diff.pairs:
        if pair.changes:
            old = pair.before.code if pair.before else "-"
            new = pair.after.code if pair.after else "-"
            click.echo(f"{old:>8} → {new:<8} {', '.join(change.label for change in pair.changes)}")
    if page.diff.scale_differs:
        click.echo("La escala de respuestas es otra.")
    for level in page.diff.levels:
        if level.differs:
            click.echo(f"El nivel «{level.name}» cambia.")


@catalogue.command(name="list")
@INSTITUTION
@in_app
def list_command(institution: int | None) -> None:
    """Lista las ediciones cargadas y las que vienen con el programa."""
    from sello.catalogue import editions as shipped_editions
    from sello.catalogue.queries import editions

    with institution_at_work(institution):
        rows = editions.editions()
    for row in rows:
        kind = "de trabajo" if row.is_working else "oficial"
        click.echo(f"{row.id:>4}  {row.code}  versión {row.version}  {row.name}")
        click.echo(f"      {kind}, {row.requirements} requerimientos")
    loaded = {row.code for row in rows}
    for name in shipped_editions.shipped():
        if name not in loaded:
            click.echo(f"   -  {name}  (incluida, sin cargar: sello catalogue load {name})")


@catalogue.command()
@click.argument("code", metavar="CÓDIGO", type=TEXT)
@click.argument("requirement", metavar="[REQUERIMIENTO]", type=TEXT, required=False)
@click.option("--version", "version", type=TEXT, help="Versión de la edición; sin ella, la última cargada.")
@INSTITUTION
@in_app
def show(code: str, requirement: str | None, version: str | None, institution: int | None) -> None:
    """Muestra una edición, o uno de sus requerimientos con todos sus textos."""
    from sello.catalogue.queries import editions

    with institution_at_work(institution):
        page = editions.edition(editions.find(code, version).id)
    if requirement is None:
        _print_edition(page)
    else:
        _print_requirement(page, requirement)


def _print_edition(page: "EditionPage") -> None:
    edition = page.edition
    click.echo(f"{edition.text().title} ({edition.code}, versión {edition.version})")
    click.echo(f"{edition.scale.kind.label}. Procedencia: {edition.provenance.label}.")
    for dimension in edition.dimensions:
        click.echo(f"\n{dimension.code}  {dimension.text().title}")
        for part in dimension.requirements:
            marks = ", ".join(level.name for level in edition.levels if level.code in part.rule.mandatory_for)
            suffix = f"  [obligatorio: {marks}]" if marks else ""
            click.echo(f"  {part.code}  {part.text().title}{suffix}")


def _print_requirement(page: "EditionPage", code: str) -> None:
    part = page.edition.requirement(code)
    text = part.text()
    click.echo(f"{part.code}  {text.title}  ({part.provenance.label})")
    for heading, body in (
        ("Qué pide", text.asks),
        ("Por qué", text.why),
        ("Medios de verificación", "\n".join(f"- {source}" for source in text.sources)),
        ("Responsable habitual", text.owner),
        ("Una buena evidencia", text.good_example),
        ("Una evidencia débil", text.weak_example),
        ("Fuente", part.source_note),
    ):
        if body:
            click.echo(f"\n{heading}:")
            for line in body.splitlines():
                click.echo(click.wrap_text(line, LINE) if not line.startswith("- ") else line)


catalogue.add_command(import_command)

COMMANDS = (catalogue,)
