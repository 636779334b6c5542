"""Days on which only this institution, or only its region, does not work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sello.core.dates import written
from sello.core.days import DaysOff
from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal

MOST = 60
"""Days of its own that an institution writes down; those that passed can be taken away."""

REGIONS = {
    "AP": N_("Arica y Parinacota"),
    "TA": N_("Tarapacá"),
    "AN": N_("Antofagasta"),
    "AT": N_("Atacama"),
    "CO": N_("Coquimbo"),
    "VS": N_("Valparaíso"),
    "RM": N_("Metropolitana de Santiago"),
    "LI": N_("O’Higgins"),
    "ML": N_("Maule"),
    "NB": N_("Ñuble"),
    "BI": N_("Biobío"),
    "AR": N_("La Araucanía"),
    "LR": N_("Los Ríos"),
    "LL": N_("Los Lagos"),
    "AI": N_("Aysén"),
    "MA": N_("Magallanes"),
}
"""Chile's regions from north to south, by the code that the library of holidays has for them."""


class DayKind(LabelledEnum):
    """Why nobody works."""

    MUNICIPAL = "municipal", N_("Feriado comunal")
    ELECTION = "election", N_("Elección o plebiscito")
    BRIDGE = "bridge", N_("Interferiado")
    OTHER = "other", N_("Otro")


class DayTwice(Refusal):
    """Two rows say the same day."""

    message = N_("El %(day)s está dos veces. Deje una sola fila para cada día.")
    field = "days"


class TooManyDays(Refusal):
    """More days than an institution rests."""

    message = N_("Caben hasta %(most)s días propios. Quite los que ya pasaron.")
    field = "days"


class UnknownRegion(Refusal):
    """The code is none of Chile's regions."""

    message = N_("Elija una región de la lista.")
    field = "region"


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day of the institution's own: why, and how it is called."""

    on: date
    kind: DayKind
    name: str


@dataclass(frozen=True, slots=True)
class OwnDays:
    """All that an institution adds to the national holidays."""

    region: str = ""
    days: tuple[OwnDay, ...] = ()

    @property
    def off(self) -> DaysOff:
        """What a calendar has to know of them."""
        return DaysOff(self.region, frozenset(one.on for one in self.days))

    def stored(self) -> list[list[str]]:
        """The days as they are kept, in order."""
        ordered = sorted(self.days, key=lambda one: one.on)
        return [[one.on.isoformat(), one.kind.value, one.name] for one in ordered]

    @classmethod
    def read(cls, region: str, stored: Iterable[Iterable[str]] | None) -> OwnDays:
        """What was kept."""
        found = (tuple(one) for one in stored or ())
        days = (OwnDay(date.fromisoformat(on), DayKind(kind), name) for on, kind, name in found)
        return cls(region, tuple(days))


def checked_days(off: OwnDays) -> None:
    """Refuse days that say one thing twice, or that are too many; raises what it refuses."""
    if off.region and off.region not in REGIONS:
        raise UnknownRegion
    if len(off.days) > MOST:
        raise TooManyDays(most=MOST)
    seen: set[date] = set()
    for one in off.days:
        if one.on in seen:
            raise DayTwice(day=written(one.on))
        seen.add(one.on)
