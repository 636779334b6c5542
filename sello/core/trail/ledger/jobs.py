"""The job of the ledger: heads are signed, lie outside the database, and are shown to the witnesses."""

import logging
from urllib.parse import urlsplit

from sello.core.db import unit_of_work
from sello.core.jobs import Job, Work
from sello.core.labels import N_
from sello.core.trail.ledger import asking, queries
from sello.core.trail.ledger.outside import keep_outside, signing_key
from sello.core.trail.ledger.peers import BadList, Witness, witnesses_in
from sello.core.trail.ledger.sealing import seal

log = logging.getLogger("sello.witness")


def seal_all(work: Work) -> dict[str, int]:
    """Sign what is due, and carry outside what is not there yet: also what an earlier run could not."""
    made = kept = witnessed = 0
    witnesses = _witnesses(work)
    host = urlsplit(work.config.base_url).netloc
    for institution_id in queries.institutions():
        if work.stop():
            break
        with unit_of_work(institution_id):
            made += seal(institution_id, signing_key(work.config.ledger_key), host=host, now=work.now)
        with unit_of_work(institution_id):
            notes = [row.note for row in reversed(queries.checkpoints())]
        kept += keep_outside(work.config.checkpoints, institution_id, notes)
        witnessed += sum(asking.ask(institution_id, each) for each in witnesses)
    return {"signed": made, "outside": kept, "witnessed": witnessed}


def _witnesses(work: Work) -> tuple[Witness, ...]:
    """Who is asked for a signature; a list that cannot be read keeps nothing else from being done."""
    if not work.config.witnesses_file:
        return ()
    try:
        return witnesses_in(work.config.witnesses)
    except BadList as error:
        log.error("the list of witnesses cannot be read: line %s", error.line)
        return ()


JOBS = {
    "ledger": Job(
        "ledger",
        N_("Firma el historial, deja el punto de control fuera de la base y pide la firma de los testigos."),
        seal_all,
    )
}
