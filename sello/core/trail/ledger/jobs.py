"""The job of the ledger: heads are signed, and lie outside the database."""

from urllib.parse import urlsplit

from sello.core.db import unit_of_work
from sello.core.jobs import Job, Work
from sello.core.labels import N_
from sello.core.trail.ledger import queries
from sello.core.trail.ledger.outside import keep_outside, signing_key
from sello.core.trail.ledger.sealing import seal


def seal_all(work: Work) -> dict[str, int]:
    """Sign what is due, and carry outside what is not there yet: also what an earlier run could not."""
    made = kept = 0
    host = urlsplit(work.config.base_url).netloc
    for institution_id in queries.institutions():
        if work.stop():
            break
        with unit_of_work(institution_id):
            made += seal(institution_id, signing_key(work.config.ledger_key), host=host, now=work.now)
        with unit_of_work(institution_id):
            notes = [row.note for row in reversed(queries.checkpoints())]
        kept += keep_outside(work.config.checkpoints, institution_id, notes)
    return {"signed": made, "outside": kept}


JOBS = {
    "ledger": Job("ledger", N_("Firma el historial y deja el punto de control fuera de la base."), seal_all)
}
