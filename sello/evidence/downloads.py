"""The access log of files: the one thing that a reading request writes, in a transaction of its own."""

from datetime import datetime

from sqlalchemy.orm import Session

from sello.accounts.domain.actor import Actor
from sello.core.db import db, reading, scope_to
from sello.evidence.models import Download


def log_download(actor: Actor, evidence_id: int, number: int, *, now: datetime) -> None:
    """Note who took which version away; it commits at once, apart from the request's own transaction."""
    token = reading.set(False)
    try:
        with Session(db.engine) as session:
            scope_to(session, actor.institution_id)
            session.add(
                Download(evidence_id=evidence_id, version_number=number, person_id=actor.person_id, at=now)
            )
            session.commit()
    finally:
        reading.reset(token)
