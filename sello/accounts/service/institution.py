"""What is changed of an institution itself, and what it chooses for all of its people."""

from datetime import datetime

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.place import checked_zone
from sello.accounts.models import Institution
from sello.core.db import db
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import Doer, record


def set_zone(actor: Doer, zone: str, *, now: datetime) -> str:
    """Change by which zone the institution's days begin and end; returns the one that it had.

    Instants stay what they are: only the day and hour that they are shown with move. Raises UnknownZone.
    """
    wanted = checked_zone(zone)
    place = db.session.get_one(
        Institution, actor.institution_id, with_for_update=True, populate_existing=True
    )
    before = place.zone
    if before != wanted:
        place.zone = wanted
        record(actor, Act.INSTITUTION_ZONE_SET, place.id, now=now, before=before, after=wanted)
    return before


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
