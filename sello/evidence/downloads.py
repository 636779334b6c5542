"""The access log of files: the one thing that a reading request writes, in a transaction of its own."""

from datetime import datetime, timedelta

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import apart
from sello.evidence.models import Download

ONE_TAKING = timedelta(hours=24)
"""How long the later parts of a file belong to the download that began with its first one."""


def log_download(actor: Actor, evidence_id: int, number: int, *, from_start: bool, now: datetime) -> None:
    """Note who took which version away.

    A later part is noted too, unless it continues what the same person began: whoever asks for all but the
    first byte takes the file as well.
    """
    with apart(actor.institution_id) as session:
        begun = select(Download.id).where(
            Download.evidence_id == evidence_id,
            Download.version_number == number,
            Download.person_id == actor.person_id,
            Download.at > now - ONE_TAKING,
        )
        if from_start or session.scalar(begun.limit(1)) is None:
            session.add(
                Download(evidence_id=evidence_id, version_number=number, person_id=actor.person_id, at=now)
            )
