"""`--cycle`: one way for every command to say which cycle it is about, by its number or its name."""

from typing import TYPE_CHECKING

import click

from sello.cli.context import TEXT

if TYPE_CHECKING:
    from sello.accounts.domain.actor import Visibility
    from sello.cycles.queries.cycles import CycleRow

CYCLE = click.option(
    "--cycle", "named", type=TEXT, help="Número o nombre del ciclo; sin la opción, el ciclo en curso."
)


def cycle_named(named: str | None, visibility: "Visibility | None" = None) -> "CycleRow":
    """The cycle with that number or name, else the current one; ends the command if there is not just one."""
    from sello.cycles.queries import cycles

    if named is None:
        found = cycles.current(visibility)
        if found is None:
            raise click.ClickException("No hay un ciclo en curso. Nombre uno con --cycle.")
        return found
    rows = [row.cycle for row in cycles.all_cycles(visibility)]
    chosen = [cycle for cycle in rows if named in (str(cycle.id), cycle.name)]
    if len(chosen) != 1:
        known = "; ".join(f"{cycle.id} ({cycle.name})" for cycle in rows) or "ninguno"
        raise click.ClickException(f"No hay un solo ciclo «{named}». Los ciclos son: {known}.")
    return chosen[0]
