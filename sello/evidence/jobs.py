"""The jobs of evidence: sums that the new day changes are added up again; files are examined."""

from sqlalchemy import select

from sello.accounts.queries.institutions import institutions
from sello.core.db import db, everywhere, in_turns, unit_of_work
from sello.core.jobs import Job, Work
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.evidence.models import RequirementSum
from sello.evidence.queries.unexamined import Unknown, unexamined
from sello.evidence.service.summing import AT_ONCE, add_up
from sello.files import kinds
from sello.files import service as files
from sello.files.examining import asking
from sello.files.examining.asking import NOTHING, PATIENT
from sello.files.examining.findings import Examination, Finding, Kind
from sello.files.store.build import store_of
from sello.files.store.disk import Store


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


EXAMINED_AT_ONCE = 40
"""Files that one run examines of each institution; the next run goes on."""


def examine(work: Work) -> dict[str, int]:
    """Examine the files that nobody had the time to wait for, one at a time and without a transaction."""
    with everywhere():
        found = institutions()
    db.session.rollback()
    store, done = store_of(work.config), 0
    for institution in found:
        with unit_of_work(institution.id):
            left = unexamined(EXAMINED_AT_ONCE)
        for file in left:
            if work.stop():
                return {"files": done}
            seen = _examined(store, file)
            with unit_of_work(institution.id):
                files.note_examination(file.sha256, seen, now=work.now)
            done += 1
    return {"files": done}


def _examined(store: Store, file: Unknown) -> Examination:
    """What is to be told of a file; nothing of one whose bytes are lost, which others look after."""
    try:
        content = store.peek(file.received) if file.received else store.open(file.sha256)
    except FileNotFoundError:
        return NOTHING
    with content:
        seen = asking.examine(content, kinds.BY_MEDIA_TYPE.get(file.media_type), seconds=PATIENT)
    return Examination((Finding(Kind.TOO_MUCH),)) if seen is None else seen


JOBS = {
    "examine": Job(
        "examine", N_("Examina los archivos recibidos que la subida no alcanzó a mirar."), examine
    ),
    "sums": Job(
        "sums", N_("Suma de nuevo la evidencia de los requerimientos en que el día nuevo cambia algo."), renew
    ),
}
