"""The jobs of evidence: what the new day changes in sums is added up again; what files say is read."""

from sqlalchemy import select

from sello.accounts.queries.institutions import institutions
from sello.core.db import db, everywhere, in_turns, unit_of_work
from sello.core.jobs import Job, Work
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.evidence.models import RequirementSum
from sello.evidence.service import texts
from sello.evidence.service.summing import AT_ONCE, add_up
from sello.files.jail import warden
from sello.files.store.build import store_of
from sello.files.store.disk import Store

FILES = 40
PAGES = 20
"""Files that one run reads, and pages that it recognises: the next one, a minute later, goes on."""


def renew(work: Work) -> dict[str, int]:
    """Add up again what stood for days that are over, some requirements in each transaction."""
    with everywhere():
        found = institutions()
    db.session.rollback()
    renewed = 0
    for institution in found:
        if work.stop():
            break
        with unit_of_work(institution.id):
            renewed += _renew(work.moment(institution.zone, institution.days_off))
    return {"sums": renewed}


def _renew(at: Moment) -> int:
    over = select(RequirementSum.cycle_id, RequirementSum.requirement_id).where(
        RequirementSum.holds_until < at.today
    )
    places = sorted((row.cycle_id, row.requirement_id) for row in db.session.execute(over))
    for some in in_turns(places, AT_ONCE):
        add_up(db.session.connection(), some, at=at.now)
    return len(places)


def read_texts(work: Work) -> dict[str, int]:
    """Read what new files say, one in each transaction; let go of what no piece names any more."""
    store, read = store_of(work.config), 0
    for file in texts.unread(FILES, now=work.now):
        if work.stop():
            break
        texts.read(file, store, now=work.now)
        read += 1
    return {
        "read": read,
        "recognised": _recognise(work, store),
        "forgotten": texts.forget_orphans(FILES, store),
    }


def _recognise(work: Work, store: Store) -> int:
    """Recognise some pages that are only drawn, if this machine has the program for it."""
    waiting = texts.unrecognised(PAGES)
    program = warden.recogniser() if waiting else None
    done = 0
    for file in waiting if program else ():
        while done < PAGES and not work.stop() and texts.recognise_next(file, program or "", store):
            done += 1
    return done


JOBS = {
    "sums": Job(
        "sums", N_("Suma de nuevo la evidencia de los requerimientos en que el día nuevo cambia algo."), renew
    ),
    "texts": Job(
        "texts", N_("Lee el texto de los documentos nuevos, para que el buscador los encuentre."), read_texts
    ),
}
