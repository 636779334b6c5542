"""`sello run-jobs`: the scheduler's jobs by hand, with a chosen clock."""

from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

import click
from flask import current_app
from flask_babel import gettext

from sello.cli.context import consent, in_app, settings
from sello.config import Config
from sello.core import clock, jobs
from sello.core.dates import EARLIEST, LATEST, written
from sello.scheduler import JOBS


class Instant(click.ParamType[datetime]):
    """An instant such as 2026-11-23T09:00, in the zone of the instance unless it says another."""

    name = "INSTANTE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read the instant, or say what it should look like."""
        if isinstance(value, datetime):
            return value
        try:
            read = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} no es un instante como 2026-11-23T09:00", param, ctx)
        if not EARLIEST.year < read.year < LATEST.year:
            self.fail(f"el año {read.year} no es de este trabajo: revise el instante", param, ctx)
        return read if read.tzinfo else read.replace(tzinfo=ZoneInfo(settings().zone))


@click.command("run-jobs")
@click.argument("names", nargs=-1, type=click.Choice(sorted(JOBS)), required=False)
@click.option(
    "--now", "moment", type=Instant(), help="Instante que se toma por ahora, p. ej. 2026-11-23T09:00."
)
@click.option("--yes", is_flag=True, help="No pide confirmación por un instante que todavía no llega.")
@in_app
def run_jobs(names: tuple[str, ...], moment: datetime | None, yes: bool) -> None:
    """Ejecuta trabajos del programador ahora; sin nombres, los muestra."""
    if not names:
        width = max(map(len, JOBS))
        for job in JOBS.values():
            click.echo(f"{job.name:<{width}}  {gettext(job.meaning)}")
        return
    config = cast(Config, current_app.extensions["sello"])
    if moment is not None and moment > clock.now() and not yes:
        _ask_about_the_future(moment)
    for name in names:
        done = jobs.run(JOBS[name], jobs.Work(config, moment or clock.now()))
        click.echo(f"{name}: " + ", ".join(f"{word} {count}" for word, count in done.items()))


def _ask_about_the_future(moment: datetime) -> None:
    """A year typed wrong would tell everybody today what is due then, and keep it from being told in time."""
    consent(
        f"El {written(moment.date())} a las {moment:%H:%M} todavía no llega: lo que se avise o se borre "
        "queda hecho con esa fecha, y lo que venza antes ya no se avisará a su hora. ¿Seguir?"
    )


COMMANDS = (run_jobs,)
