"""`sello evidence …`: whether sums and texts are what pieces and files say; where files lie."""

import click

from sello.cli.context import in_app, known_institutions
from sello.cli.evidence_store import encrypt, key, move
from sello.core.labels import N_


@click.group()
def evidence() -> None:
    """Evidencias: lo que suman en cada requerimiento, el índice de sus textos, dónde y cómo se guardan."""


@evidence.command()
@click.option("--rebuild", is_flag=True, help="Las suma todas de nuevo.")
@in_app
def sums(rebuild: bool) -> None:
    """Compara lo sumado de cada requerimiento con sus evidencias; sale con 1 si algo difiere."""
    from sello.core.db import db, unit_of_work
    from sello.evidence.queries.judged import differing
    from sello.evidence.service.summing import rebuild as add_up_anew

    found = known_institutions()
    if rebuild:
        count = 0
        for institution in found:
            with unit_of_work(institution.id):
                count += add_up_anew(institution.id)
        click.echo(N_("Requerimientos sumados de nuevo: %(count)s.") % {"count": count})
        return
    wrong = [*differing(db.session.connection())]
    db.session.rollback()
    for cycle_id, requirement_id in wrong:
        click.echo(
            N_("difiere  ciclo %(cycle)s, requerimiento %(requirement)s")
            % {"cycle": cycle_id, "requirement": requirement_id}
        )
    if wrong:
        click.echo(N_("Súmelos de nuevo: sello evidence sums --rebuild"))
        raise click.exceptions.Exit(1)
    click.echo(N_("Cada suma dice lo que dicen sus evidencias."))


@evidence.command()
@click.option("--rebuild", is_flag=True, help="Hace de nuevo el índice, de los textos que hay.")
@click.option("--again", is_flag=True, help="Olvida los textos: el trabajo «texts» los lee todos de nuevo.")
@in_app
def texts(rebuild: bool, again: bool) -> None:
    """Compara el texto de algunos documentos con su índice; sale con 1 si algo difiere."""
    from sello.core.db import db, unit_of_work
    from sello.files.text_index import differing
    from sello.files.text_index import rebuild as index_anew
    from sello.files.texts import forget_all

    if again:
        with unit_of_work():
            forget_all()
        click.echo(N_("Los textos se leen de nuevo, en segundo plano."))
        return
    if rebuild:
        with unit_of_work():
            count = index_anew()
        click.echo(N_("Páginas en el índice: %(count)s.") % {"count": count})
        return
    wrong = differing(db.session.connection())
    db.session.rollback()
    if wrong:
        click.echo(
            N_("El índice no dice lo que dicen los textos. Hágalo de nuevo: sello evidence texts --rebuild")
        )
        raise click.exceptions.Exit(1)
    click.echo(N_("El índice dice lo que dicen los textos que se miraron."))


for command in (move, encrypt, key):
    evidence.add_command(command)

COMMANDS = (evidence,)
