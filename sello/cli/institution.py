"""`sello institution …`: the institutions of the instance, and where their clocks stand."""

import click

from sello.cli.context import TEXT, in_app, institution_at_work, known_institutions


@click.group()
def institution() -> None:
    """Instituciones: verlas, y cambiar su zona horaria."""


@institution.command("list")
@in_app
def institutions() -> None:
    """Muestra las instituciones de la instancia, con su zona horaria."""
    for row in known_institutions():
        click.echo(f"{row.id}  {row.name}  {row.zone}")


@institution.command()
@click.argument("wanted", metavar="ZONA", type=TEXT)
@click.option("--institution", type=int, help="Número de la institución, si la instancia tiene varias.")
@in_app
def zone(wanted: str, institution: int | None) -> None:
    """Cambia la zona horaria de la institución."""
    from sello.accounts.service.institution import set_zone

    with institution_at_work(institution) as operator:
        before = set_zone(operator, wanted, now=operator.at.now)
        here = operator.at.there(wanted)
    if before == here.zone:
        click.echo(f"La zona horaria ya es {before}: no se cambió nada.")
        return
    local = here.local(here.now)
    click.echo(f"La zona horaria era {before} y ahora es {here.zone}. Allí son las {local:%H:%M}.")


COMMANDS = (institution,)
