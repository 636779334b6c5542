"""The job of replies: what lies in the mailbox is taken in."""

from datetime import timedelta

from sello.core.db import everywhere, unit_of_work
from sello.core.jobs import Job, Work
from sello.core.labels import N_
from sello.core.mail.imap import imap_settings
from sello.replies.service.fetching import fetch
from sello.replies.service.forgetting import forget
from sello.replies.service.tools import tools_of

KEPT = timedelta(days=90)
"""How long a mail on which nobody decided is kept."""


def take_replies(work: Work) -> dict[str, int]:
    """Take in the answers that lie in the mailbox; without one, nothing."""
    with unit_of_work(), everywhere():
        forgotten = forget(before=work.now - KEPT)
    settings = imap_settings(work.config)
    done = {} if settings is None else fetch(settings, tools_of(work.config), work)
    return {"forgotten": forgotten, **done}


JOBS = {
    job.name: job
    for job in (Job("replies", N_("Recibe las respuestas que llegaron al buzón de correo."), take_replies),)
}
"""The jobs of replies by name."""
