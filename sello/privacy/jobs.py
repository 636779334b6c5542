"""The jobs of keeping: one proposes what is due and destroys nothing; one does what two persons decided."""

from __future__ import annotations

from pathlib import Path

from flask_babel import gettext
from sqlalchemy import select

from sello.accounts.queries.institutions import InstitutionRow, institutions
from sello.core import destroyed
from sello.core.db import db, everywhere, unit_of_work
from sello.core.jobs import Job, Work
from sello.core.labels import N_
from sello.duties.jobs import Clockwork
from sello.files.store.build import store_of
from sello.privacy.domain.purging import MOST, PurgeState
from sello.privacy.models import Purge
from sello.privacy.queries.due import over
from sello.privacy.service import notices, purging, removing, repeating

WHY = N_("Terminó su plazo de conservación.")


def propose(work: Work) -> dict[str, int]:
    """Draw up an acta of what is due where none waits; it belongs to nobody until a person makes it hers."""
    with everywhere():
        found = institutions()
    db.session.rollback()
    proposed = 0
    for institution in found:
        if work.stop():
            break
        with unit_of_work(institution.id):
            proposed += _propose(institution, work)
    return {"proposed": proposed}


def _propose(institution: InstitutionRow, work: Work) -> int:
    waits = select(Purge.id).where(Purge.state.in_([PurgeState.PROPOSED, PurgeState.CONFIRMED])).limit(1)
    if db.session.scalar(waits) is not None:
        return 0
    at = work.moment(institution.zone, institution.days_off)
    due: list[int] = []
    after: int | None = 0
    while after is not None and len(due) < MOST and not work.stop():
        page = over(at, after=after)
        due += [piece.id for piece in page.pieces if not piece.is_needed]
        after = page.after
    if due:
        purging.propose(Clockwork(institution.id), due[:MOST], gettext(WHY), at=at)
    return len(due[:MOST])


def remove(work: Work) -> dict[str, int]:
    """Let go of the files of confirmed actas, one piece at a time; after a stop the next run goes on."""
    again = _repeat(work)
    store, gone = store_of(work.config), 0
    for institution_id, purge_id in removing.confirmed():
        if work.stop():
            break
        gone += removing.remove(institution_id, purge_id, store, work.config, now=work.now, stop=work.stop)
    return {"purged": gone} | ({"repeated": again} if again else {})


def _repeat(work: Work) -> int:
    """What actas destroyed and an older database brought back is written into its acta again."""
    gone = destroyed.noted(Path(work.config.data_dir))
    if not gone:
        return 0
    with everywhere():
        found = institutions()
    db.session.rollback()
    again = 0
    for institution in found:
        theirs = [each for each in gone if each.institution_id == institution.id]
        again += repeating.repeat(institution, theirs, at=work.moment(institution.zone, institution.days_off))
    return again


def tell(work: Work) -> dict[str, int]:
    """Write the mails of requests that are open and of actas that wait for a second person."""
    with everywhere():
        found = institutions()
    db.session.rollback()
    told = 0
    for institution in found:
        if work.stop():
            break
        at = work.moment(institution.zone, institution.days_off)
        with unit_of_work(institution.id):
            told += notices.tell(institution, base_url=work.config.base_url, at=at)
    return {"mails": told}


JOBS = {
    job.name: job
    for job in (
        Job(
            "retention",
            N_("Propone en un acta la evidencia cuyo plazo terminó; no elimina nada."),
            propose,
        ),
        Job(
            "privacy-mails",
            N_("Avisa de solicitudes de datos que entran o vencen, y de actas que esperan confirmación."),
            tell,
        ),
        Job("purges", N_("Elimina los archivos de las actas que dos personas ya decidieron."), remove),
    )
}
