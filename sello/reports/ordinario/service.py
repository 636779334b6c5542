"""Issuing an Ordinario: its words are kept as they were given."""

from __future__ import annotations

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.reports.models import OfficialLetter
from sello.reports.ordinario.contents import Ordinario, to_keep


def issue(actor: Actor, letter: Ordinario, task_id: int, *, at: Moment) -> int:
    """Keep a letter beside the task in which it is carried out, and return its id."""
    row = OfficialLetter(
        task_id=task_id, words=to_keep(letter), issued_on=at.today, at=at.now, person_id=actor.person_id
    )
    db.session.add(row)
    db.session.flush()
    record(actor, Act.OFFICIAL_LETTER_ISSUED, row.id, now=at.now, task_id=task_id)
    return row.id
