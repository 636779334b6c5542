"""What is changed of an institution itself."""

from datetime import datetime

from sello.accounts.domain.place import checked_zone
from sello.accounts.models import Institution
from sello.core.db import db
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
