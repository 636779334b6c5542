"""Asking witnesses for their signature under the last signed head, outside any transaction."""

import logging
import urllib.error
import urllib.request
from datetime import datetime

from sqlalchemy import func, select

from sello.core.db import db, insert_into, unit_of_work
from sello.core.trail.ledger import queries
from sello.core.trail.ledger.cosigning import Shown, request_text, seen_at
from sello.core.trail.ledger.models import LedgerCosignature
from sello.core.trail.ledger.note import BadNote, size_in
from sello.core.trail.ledger.peers import Witness
from sello.core.trail.ledger.queries import CheckpointRow

log = logging.getLogger("sello.witness")

PATIENCE = 10
"""Seconds that a witness is waited for; she is asked again with the next run."""
MOST = 16_384
"""Bytes that are read of an answer: a signature is some hundred."""
CONFLICT = 409


def ask(institution_id: int, witness: Witness) -> bool:
    """Have a witness sign the last head, unless she has; tells if she did now."""
    with unit_of_work(institution_id):
        newest = next(iter(queries.checkpoints(1)), None)
        before = _signed_last(witness)
    if newest is None or before >= newest.size:
        return False
    line = _signed_by(institution_id, witness, newest, before)
    if line is None:
        return False
    try:
        at = seen_at(newest.note + line, witness.verifier)
    except BadNote:
        log.warning("the witness %s answered with no signature of hers", witness.name)
        return False
    with unit_of_work(institution_id):
        _keep(institution_id, witness, newest, line, at)
    return True


def _signed_by(institution_id: int, witness: Witness, newest: CheckpointRow, before: int) -> str | None:
    """The witness's line; she knows best what she signed last, and says so when we don't."""
    status, said = _post(institution_id, witness, newest, before)
    stands = _stands(said) if status == CONFLICT else None
    if stands is not None and stands <= newest.size:
        status, said = _post(institution_id, witness, newest, stands)
    if status != 200:
        log.warning("the witness %s did not sign %s leaves: %s", witness.name, newest.size, status)
        return None
    return said


def _stands(said: str) -> int | None:
    """How many leaves she says to have signed last, if that is a number."""
    try:
        return size_in(said.strip())
    except BadNote:
        return None


def _post(institution_id: int, witness: Witness, newest: CheckpointRow, old: int) -> tuple[int, str]:
    with unit_of_work(institution_id):
        proof = queries.proof_of_growth(old, newest.size)
    body = request_text(Shown(old, proof, newest.note)).encode()
    request = urllib.request.Request(f"{witness.address}/add-checkpoint", body)  # noqa: S310 - https or loopback: `peers`
    request.add_header("Content-Type", "text/plain; charset=utf-8")
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - as above
            return answer.status, answer.read(MOST).decode(errors="replace")
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read(MOST).decode(errors="replace")
    except (OSError, ValueError) as error:  # nobody there, too slow, no HTTP
        log.warning("the witness %s does not answer: %s", witness.name, type(error).__name__)
        return 0, ""


def _signed_last(witness: Witness) -> int:
    """The largest head under which the witness's signature is kept; 0: none."""
    largest = select(func.max(LedgerCosignature.size)).where(LedgerCosignature.verifier == witness.verifier)
    return db.session.execute(largest).scalar_one_or_none() or 0


def _keep(institution_id: int, witness: Witness, newest: CheckpointRow, line: str, at: datetime) -> None:
    """Keep her signature; of two schedulers that asked at once, one keeps it."""
    db.session.execute(
        insert_into(LedgerCosignature)
        .values(
            institution_id=institution_id,
            size=newest.size,
            witness=witness.name,
            verifier=witness.verifier,
            line=line,
            at=at,
        )
        .on_conflict_do_nothing(index_elements=["institution_id", "size", "witness"])
    )
