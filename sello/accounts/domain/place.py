"""Where an institution is: the zone by which its days begin and end."""

from sello.core.labels import N_
from sello.core.moment import is_zone
from sello.core.refusal import Refusal


class UnknownZone(Refusal):
    """The zone is none of the time zone database."""

    message = N_(
        "No existe la zona horaria «%(zone)s». Use un nombre como America/Santiago, America/Punta_Arenas o "
        "Pacific/Easter."
    )
    field = "zone"


def checked_zone(name: str) -> str:
    """The name of a zone, if there is one; raises UnknownZone."""
    if not is_zone(name):
        raise UnknownZone(zone=name)
    return name
