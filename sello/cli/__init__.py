"""The commands: `sello …`. One module for each family; its `COMMANDS` are gathered here."""

import os
from pathlib import Path
from typing import Any

import click

from sello import __version__
from sello.cli import (
    backup,
    catalogue,
    demo,
    evidence,
    import_answers,
    institution,
    jobs,
    level,
    mail,
    person,
    reports,
    serve,
    setup,
    spanish,
    verify,
    witness,
)
from sello.cli import env_file as settings_file
from sello.cli.causes import CAUSES, cause_of
from sello.core.text import shortened

FAMILIES = (
    setup,
    institution,
    person,
    serve,
    demo,
    catalogue,
    level,
    import_answers,
    jobs,
    mail,
    reports,
    evidence,
    verify,
    witness,
    backup,
)


class Saying(click.Group):
    """Tells of a file that cannot be opened or written, where a command would end in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a file that the system refuses ends it with words."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno not in CAUSES or not error.filename:
                raise
            name = shortened(str(error.filename), 60)
            raise click.ClickException(f"«{name}» {cause_of(error)}. Revíselo y repita la orden.") from None


@click.group(cls=Saying, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sello", message="%(prog)s %(version)s")
@click.option(
    "--env-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Archivo de configuración; si no, SELLO_ENV_FILE o /etc/sello.env. El entorno manda sobre él.",
)
@click.pass_context
def main(ctx: click.Context, env_file: Path | None) -> None:
    """Sello de Igualdad de Género: el camino de un municipio, del compromiso a la certificación."""
    if ctx.invoked_subcommand != "demo" or env_file:  # a demonstration never opens the town's own database
        settings_file.load(env_file, os.environ)


for family in FAMILIES:
    for command in family.COMMANDS:
        main.add_command(command)
spanish.named(main)
