"""`sello level`: the level of a cycle with its explanation, for a person or for a program."""

import json
from datetime import date
from typing import TYPE_CHECKING

import click

from sello.cli.context import Day, in_app, institution_at_work
from sello.cli.cycle_option import CYCLE, cycle_named

if TYPE_CHECKING:
    from sello.level.assessment import Assessment
    from sello.progress.standing import Standing

READINGS = click.Choice(["self", "validated", "external"])


@click.command()
@CYCLE
@click.option(
    "--reading",
    type=READINGS,
    default="validated",
    show_default=True,
    help="Lectura: autodiagnóstico, validada o evaluación externa.",
)
@click.option("--as-of", type=Day(), metavar="FECHA", help="Calcula al día dado (AAAA-MM-DD); si no, hoy.")
@click.option("--json", "as_json", is_flag=True, help="Escribe un documento JSON estable, con fracciones.")
@click.option("--institution", type=int, help="Número de la institución, si la instancia tiene varias.")
@in_app
def level(
    named: str | None, reading: str, as_of: date | None, as_json: bool, institution: int | None
) -> None:
    """Dice el nivel de un ciclo y lo explica: qué contó, qué no y por qué, y qué falta."""
    from sello.level.document import as_document
    from sello.level.state import Reading
    from sello.progress.standing import standing

    with institution_at_work(institution) as operator:
        cycle, day = cycle_named(named), as_of or operator.at.today
        where = standing(cycle, as_of=day, at=operator.at)
        assessment = where.assess(next(each for each in Reading if each.value == reading), day)
        if as_json:
            told_from = where.told_from and where.told_from.isoformat()
            said = {"cycle": {"id": cycle.id, "name": cycle.name}, "told_from": told_from}
            document = said | as_document(assessment, operator.at.today)
            click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            _tell(where, assessment, operator.at.today)


def _tell(where: "Standing", assessment: "Assessment", today: date) -> None:
    from sello.core.dates import written_or_dash
    from sello.cycles.domain.words import ahead, untold
    from sello.level.explain import explain, gap

    opened, cycle = explain(assessment, today), where.cycle
    name = assessment.level.name if assessment.level else "sin nivel"
    click.echo(f"{cycle.name}, {cycle.edition_name}")
    click.echo(f"{assessment.reading.label} al {written_or_dash(assessment.as_of)}: {name}")
    if where.told_from is not None:
        click.echo(f"  {untold(where.told_from)}")
    if assessment.as_of > today:
        click.echo(f"  {ahead(assessment.as_of)}")
    for phrase in opened.sums:
        click.echo(f"  {phrase}")
    click.echo(f"  {gap(assessment, cycle.target_level)}")
    for line in opened.levels:
        click.echo(f"{line.check.level.name}: {' '.join(str(phrase) for phrase in line.phrases)}")
    for title, lines in (
        ("Contaron", opened.counted),
        ("No contaron", opened.not_counted),
        ("No aplican", opened.left_out),
    ):
        if lines:
            click.echo(f"{title} ({len(lines)}):")
        for each in lines:
            click.echo(f"  {each.code:<8} {each.why}")


COMMANDS = (level,)
