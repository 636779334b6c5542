"""Who acts, in which role, and what she may see."""

from dataclasses import dataclass
from datetime import date

from sello.core.labels import N_, LabelledEnum


class Role(LabelledEnum):
    """What a person is to the system; permissions are given to roles."""

    SECRETARIAT = "secretariat", N_("Secretaría Ejecutiva")
    UNIT_HEAD = "unit_head", N_("Jefatura de unidad")
    CONTRIBUTOR = "contributor", N_("Colaboración de unidad")
    AUTHORITY = "authority", N_("Autoridad")
    AUDITOR = "auditor", N_("Auditoría externa")


SEES_EVERY_UNIT = frozenset({Role.SECRETARIAT, Role.AUTHORITY, Role.AUDITOR})


@dataclass(frozen=True)
class Visibility:
    """What an actor may see: the units (None: every one), and whether only what was released."""

    units: frozenset[int] | None
    released_only: bool = False

    def sees_unit(self, unit_id: int | None) -> bool:
        """Tell whether what belongs to a unit may be seen."""
        return self.units is None or unit_id in self.units


@dataclass(frozen=True)
class Actor:
    """The person at work, as every service and rule knows her."""

    person_id: int
    institution_id: int
    name: str
    email: str
    post: str
    role: Role
    unit_ids: frozenset[int]
    home_unit_id: int | None
    access_until: date | None = None
    institution_name: str = ""

    @property
    def visibility(self) -> Visibility:
        """What this actor may see."""
        if self.role in SEES_EVERY_UNIT:
            return Visibility(units=None, released_only=self.role is Role.AUDITOR)
        return Visibility(units=self.unit_ids)
