"""The job of replies: what lies in the mailbox is taken in."""

from contextlib import suppress
from datetime import timedelta

from sello.core.db import everywhere, unit_of_work
from sello.core.jobs import Job, Work
from sello.core.labels import N_
from sello.core.mail.imap import Unreachable
from sello.replies.service.forgetting import forget
from sello.replies.service.watching import attempt, is_resting

KEPT = timedelta(days=90)
"""How long a mail on which nobody decided is kept."""


def take_replies(work: Work) -> dict[str, int]:
    """Take in the answers that lie in the mailbox; without one, or while it is away, nothing."""
    with unit_of_work(), everywhere():
        forgotten = forget(before=work.now - KEPT)
    done: dict[str, int] = {}
    if not is_resting(work.now):
        with suppress(Unreachable):  # told of where it is noted: the job did what it could
            done = attempt(work)
    return {"forgotten": forgotten, **done}


JOBS = {
    job.name: job
    for job in (Job("replies", N_("Recibe las respuestas que llegaron al buzón de correo."), take_replies),)
}
"""The jobs of replies by name."""
