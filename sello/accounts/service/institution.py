"""What the institution chooses for all of its people."""

from datetime import datetime

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Institution
from sello.core.db import db
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import record


def set_acceptance(actor: Actor, validates: bool, *, seen: bool, now: datetime) -> bool:
    """Say whether accepting the last thing that a requirement lacked also validates it; tells if it changed.

    `seen` is what the page showed: Stale when somebody chose otherwise meanwhile.
    """
    place = db.session.scalars(
        select(Institution).where(Institution.id == actor.institution_id).with_for_update()
    ).one()
    if place.accept_validates != seen:
        raise Stale
    if validates == seen:
        return False
    place.accept_validates = validates
    record(actor, Act.INSTITUTION_ACCEPTANCE_SET, place.id, now=now, before=seen, after=validates)
    return True
