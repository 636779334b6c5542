"""The job of accounts: what is long over is not kept about people."""

from sello.accounts.service.cleanup import forget_what_is_over
from sello.core.db import everywhere, unit_of_work
from sello.core.jobs import Job, Work
from sello.core.labels import N_


def forget(work: Work) -> dict[str, int]:
    """Delete sessions, links and counts of guesses that are long over."""
    with unit_of_work(), everywhere():
        return forget_what_is_over(now=work.now)


JOBS = {
    job.name: job
    for job in (
        Job("access", N_("Borra sesiones y enlaces de acceso que terminaron hace más de 90 días."), forget),
    )
}
