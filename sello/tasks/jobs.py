"""The job of tasks: links that ended long ago are not kept about people."""

from sello.core.db import everywhere, unit_of_work
from sello.core.jobs import Job, Work
from sello.core.labels import N_
from sello.tasks.service.doors import forget_links


def forget(work: Work) -> dict[str, int]:
    """Delete the links of mails that ended long ago."""
    with unit_of_work(), everywhere():
        return {"links": forget_links(now=work.now)}


JOBS = {
    job.name: job
    for job in (
        Job("task-links", N_("Borra los enlaces de correos que terminaron hace más de 90 días."), forget),
    )
}
"""The jobs of tasks by name."""
