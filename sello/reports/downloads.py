"""Who took which kept report away: all that a reading request writes, in a transaction of its own."""

from __future__ import annotations

from datetime import datetime

from sello.accounts.domain.actor import Actor
from sello.core.audit import AuditEvent
from sello.core.context import request_id
from sello.core.db import apart

DOWNLOADED = "report.downloaded"
ENTITY = "report"


def log_download(actor: Actor, report_id: int, *, now: datetime) -> None:
    """Note a download in the audit trail."""
    with apart(actor.institution_id) as session:
        session.add(
            AuditEvent(
                at=now,
                person_id=actor.person_id,
                action=DOWNLOADED,
                entity=ENTITY,
                entity_id=report_id,
                detail={},
                request_id=request_id.get(),
            )
        )
