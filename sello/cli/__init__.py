"""The commands: `sello …`. One module for each family; its `COMMANDS` are gathered here."""

import click

from sello import __version__
from sello.cli import arrival, backup, catalogue, cycles, demo, jobs, person, reports, serve, setup, store

FAMILIES = (setup, person, serve, demo, catalogue, cycles, arrival, jobs, reports, store, backup)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sello", message="%(prog)s %(version)s")
def main() -> None:
    """Sello de Igualdad de Género: el camino de un municipio, del compromiso a la certificación."""


for family in FAMILIES:
    for command in family.COMMANDS:
        main.add_command(command)
