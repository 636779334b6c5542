"""The jobs of evidence: sums are added up again on a new day; files are examined, scanned and read."""

import logging

from sqlalchemy import select

from sello.accounts.queries.institutions import institutions
from sello.core.db import db, everywhere, in_turns, unit_of_work
from sello.core.jobs import Job, Work
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.evidence.models import RequirementSum
from sello.evidence.queries.unexamined import dangerous, unexamined, unscanned
from sello.evidence.service import texts
from sello.evidence.service.quarantine import tell
from sello.evidence.service.summing import AT_ONCE, add_up
from sello.files import service as files
from sello.files.examining import stored
from sello.files.jail import warden
from sello.files.queries import checked
from sello.files.scanning.clamd import Clamd, Unavailable, scanner_of
from sello.files.store.build import store_of
from sello.files.store.disk import Store
from sello.files.store.sealed import LOST

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


LOOKED_AT_ONCE = 40
"""Files of each institution that one run looks at; the next run goes on."""

log = logging.getLogger(__name__)


def examine(work: Work) -> dict[str, int]:
    """Examine the files that nobody had the time to wait for, one at a time and without a transaction."""
    with everywhere():
        found = institutions()
    db.session.rollback()
    store, done = store_of(work.config), 0
    for institution in found:
        with unit_of_work(institution.id):
            left = unexamined(LOOKED_AT_ONCE)
        for file in left:
            if work.stop():
                return {"files": done}
            seen = stored.examine(store, file.sha256, file.received, file.media_type)
            with unit_of_work(institution.id):
                files.note_examination(file.sha256, seen, now=work.now)
            done += 1
    return {"files": done}


def scan(work: Work) -> dict[str, int]:
    """Have the scanner look at kept files that it never saw, or saw with other signatures, one at a time."""
    with everywhere():
        found = institutions()
        for sha256 in dangerous():
            store_of(work.config).set_apart(sha256)  # a restored backup knows of no quarantine
    db.session.rollback()
    scanner, done = scanner_of(work.config), 0
    if scanner is None:
        return {"files": 0}
    try:
        signatures = scanner.signatures()
    except Unavailable as why:
        log.warning("no scan: %s", why)
        return {"files": 0}
    for institution in found:
        with unit_of_work(institution.id):
            left = unscanned(signatures, LOOKED_AT_ONCE)
        for file in left:
            if work.stop():
                return {"files": done}
            done += _scanned(scanner, file.sha256, institution.id, work)
    return {"files": done}


def _scanned(scanner: Clamd, sha256: str, institution_id: int, work: Work) -> bool:
    """Whether the scanner said something of a file; one in which it finds something is set apart first."""
    store = store_of(work.config)
    try:
        verdict = stored.scan(scanner, store, sha256)
    except (*LOST, Unavailable) as why:
        log.warning("no scan of %s: %s", sha256, why)
        return False
    if verdict.threat:
        store.set_apart(sha256)
    with unit_of_work(institution_id):
        before = checked([sha256])[sha256].scan
        files.note_verdict(sha256, verdict, now=work.now)
        if verdict.threat and not (before and before.threat):
            tell(institution_id, sha256, verdict, base_url=work.config.base_url, now=work.now)
    if not verdict.threat:
        store.let_out(sha256)
    return True


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
        "looked": texts.look_for_persons(FILES),
        "marked": texts.mark_again(FILES),
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
    "scan": Job(
        "scan", N_("Pasa por el antivirus los archivos que no vio, o que vio con otras firmas."), scan
    ),
    "examine": Job(
        "examine", N_("Examina los archivos recibidos que la subida no alcanzó a mirar."), examine
    ),
    "sums": Job(
        "sums", N_("Suma de nuevo la evidencia de los requerimientos en que el día nuevo cambia algo."), renew
    ),
    "texts": Job(
        "texts",
        N_("Lee el texto de los documentos nuevos, para el buscador, y busca en él datos de personas."),
        read_texts,
    ),
}
