"""The jobs of reminders, by name: what the scheduler wakes up and `sello run-jobs NAME` runs by hand."""

from collections.abc import Callable, Iterator

from sello.core import house
from sello.core.db import everywhere, unit_of_work
from sello.core.jobs import Job, Work
from sello.core.labels import N_
from sello.core.mail.delivery import deliver_due, settle
from sello.core.mail.outbox import withdraw
from sello.core.mail.smtp import smtp_settings
from sello.reminders.domain.schedule import is_office_hour
from sello.reminders.queries import sweeps
from sello.reminders.queries.sweeps import Place
from sello.reminders.service.by_hand import withdraw_settled
from sello.reminders.service.day import write_day
from sello.reminders.service.news import tell
from sello.reminders.service.passes import Pass


def remind(work: Work) -> dict[str, int]:
    """Write to each person the mail of the day that came due: reminders, news and her week in one."""
    return {"mails": _everywhere(work, write_day)}


def news(work: Work) -> dict[str, int]:
    """Write to people of the acts that they wish to be told at once."""
    return {"news": _everywhere(work, tell)}


def deliver(work: Work) -> dict[str, int]:
    """Hand waiting mail over; without a mail server it only waits."""
    with unit_of_work(), everywhere():
        withdrawn = withdraw(sweeps.inactive_people_with_mail()) + withdraw_settled()
        resting = [place.id for place in sweeps.places() if not _works(place, work)]
    settings = smtp_settings(work.config)
    if settings is None:
        tally = settle(now=work.now)
    else:
        tally = deliver_due(settings, now=work.now, resting=resting, stop=work.stop)
    return {
        "sent": tally.sent,
        "later": tally.later,
        "refused": tally.refused,
        "unconfirmed": tally.unconfirmed,
        "withdrawn": tally.withdrawn + withdrawn,
    }


JOBS = {
    job.name: job
    for job in (
        Job(
            "reminders",
            N_("Escribe el correo del día de cada persona: recordatorios, novedades y resumen de la semana."),
            remind,
        ),
        Job(
            "news", N_("Escribe los avisos de lo que se hizo: devoluciones, preguntas, tareas nuevas…"), news
        ),
        Job("deliver", N_("Entrega los correos que esperan al servidor de correo."), deliver),
    )
}


def _everywhere(work: Work, act: Callable[[Pass], int]) -> int:
    return sum(act(run) for run in _passes(work))


def _passes(work: Work) -> Iterator[Pass]:
    with unit_of_work():
        places = sweeps.places()
    for place in places:
        if work.stop():
            return
        with house.at(place.house):
            at = work.moment(place.zone, place.days_off)
            yield Pass(place, work.config.base_url, work.config.secret_key, at)


def _works(place: Place, work: Work) -> bool:
    return is_office_hour(work.moment(place.zone, place.days_off), *place.hours)
