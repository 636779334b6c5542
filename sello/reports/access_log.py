"""Who took which kept report or list away: all that a reading request writes."""

from __future__ import annotations

from datetime import datetime

from sello.accounts.domain.actor import Actor
from sello.core.trail.acts import Act
from sello.core.trail.recording import record_apart


def log_download(actor: Actor, report_id: int, *, now: datetime) -> None:
    """Note a download in the trail; it commits at once, apart from the request's own transaction."""
    record_apart(actor, Act.REPORT_DOWNLOADED, report_id, now=now)


def log_list(actor: Actor, name: str, *, rows: int, form: str, now: datetime) -> None:
    """Note that a list was taken away, how long and in which form; what was searched in it may be a name."""
    record_apart(
        actor, Act.INSTITUTION_LIST_DOWNLOADED, actor.institution_id, now=now, list=name, rows=rows, form=form
    )
