"""`sello report`: the readiness report of a cycle as a PDF, from the command line."""

from datetime import date
from pathlib import Path

import click

from sello.cli.context import Day, in_app, institution_at_work, settings
from sello.cli.cycle_option import CYCLE, cycle_named
from sello.core.dates import written


@click.command()
@CYCLE
@click.option(
    "--as-of",
    type=Day(),
    help="Día cuyo estado se informa (aaaa-mm-dd o dd-mm-aaaa); sin él, hoy.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Archivo PDF que se escribe; sin él, informe-de-preparacion-FECHA.pdf en esta carpeta.",
)
@click.option("--keep", is_flag=True, help="Además lo guarda entre los informes de la institución.")
@click.option("--institution", type=int, help="Número de la institución, si la instancia tiene varias.")
@in_app
def report(
    named: str | None, as_of: date | None, output: Path | None, keep: bool, institution: int | None
) -> None:
    """Escribe el informe de preparación de un ciclo en PDF."""
    from flask_babel import gettext

    from sello.core.counting import ngettext
    from sello.files.store.build import store_of
    from sello.reports import service
    from sello.reports.readiness.paper import as_pdf

    if output:
        output.parent.stat()  # none is kept that could not be written
    with institution_at_work(institution) as operator:
        at = operator.at
        day = as_of or at.today
        found = cycle_named(named)
        if keep:
            store = store_of(settings())
            made = service.make(operator, found.id, as_of=day, store=store, at=at, translate=gettext)
            contents = made.report
        else:
            contents = service.readiness(found.id, service.EVERYTHING, as_of=day, at=at, translate=gettext)
        data, pages = as_pdf(contents, gettext)
    path = output or Path(f"informe-de-preparacion-{day.isoformat()}.pdf")
    path.write_bytes(data)
    click.echo(
        ngettext(
            "%(path)s: %(num)s página, ciclo «%(cycle)s», estado al %(day)s.",
            "%(path)s: %(num)s páginas, ciclo «%(cycle)s», estado al %(day)s.",
            pages,
            path=path,
            cycle=found.name,
            day=written(day),
        )
    )


COMMANDS = (report,)
