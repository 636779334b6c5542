"""Who acts, in which role, and what she may see."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sello.accounts.domain.units import UnitTree
from sello.core.house import OURS, House
from sello.core.labels import N_, LabelledEnum
from sello.core.trail.via import Via


class Role(LabelledEnum):
    """What a person is to the system; permissions are given to roles."""

    SECRETARIAT = "secretariat", N_("Secretaría Ejecutiva")
    UNIT_HEAD = "unit_head", N_("Jefatura de unidad")
    CONTRIBUTOR = "contributor", N_("Colaboración de unidad")
    AUTHORITY = "authority", N_("Autoridad")
    AUDITOR = "auditor", N_("Auditoría externa")


SEES_EVERY_UNIT = frozenset({Role.SECRETARIAT, Role.AUTHORITY, Role.AUDITOR})
OPENS_SECRETS = frozenset({Role.SECRETARIAT, Role.UNIT_HEAD})
"""Who opens secret evidence: its unit's head and the secretariat; to the others it is attested."""
HAS_UNIT = frozenset({Role.UNIT_HEAD, Role.CONTRIBUTOR})

ANSWERING = (Role.UNIT_HEAD, Role.SECRETARIAT)
"""Who answers for the unit that she works in: its head, and in a unit without one the secretariat."""

WITH_A_QUEUE = frozenset({Role.UNIT_HEAD, Role.CONTRIBUTOR})
"""Whose work comes as a queue, in the menu and in mails; the others begin at the board."""

SUBSTITUTABLE = (Role.CONTRIBUTOR, Role.UNIT_HEAD, Role.SECRETARIAT)
"""The roles that one can act for, each doing all that the one before it does."""


@dataclass(frozen=True)
class Visibility:
    """What an actor may see: the units (None: every one), and whether only what was released.

    Evidence that is secret is closed to whoever has it `withheld`, but for what she handed in (`own_id`).
    """

    units: frozenset[int] | None
    released_only: bool = False
    withheld: bool = False
    own_id: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the institution is kept from her."""
        return self.units is None and not self.released_only and not self.withheld

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
    house: House = OURS
    looks: bool = False
    """Whether she only looks with another role's eyes (`as_auditor`), and does nothing meanwhile."""
    via: Via | None = None
    """By which door she came without signing in (`by_door`); she answers one conversation, and no more."""

    @property
    def visibility(self) -> Visibility:
        """What this actor may see."""
        withheld = self.role not in OPENS_SECRETS
        if self.role in SEES_EVERY_UNIT:
            return Visibility(None, released_only=self.role is Role.AUDITOR, withheld=withheld)
        return Visibility(self.unit_ids, withheld=withheld, own_id=self.person_id if withheld else None)

    @property
    def is_secretariat(self) -> bool:
        """Whether this actor works for the whole institution, not for a unit."""
        return self.role is Role.SECRETARIAT


def as_auditor(actor: Actor) -> Actor:
    """Give an actor the eyes of an external auditor: what one may see, and nobody's hands."""
    return replace(
        actor, role=Role.AUDITOR, unit_ids=frozenset(), home_unit_id=None, access_until=None, looks=True
    )


def by_door(actor: Actor, via: Via) -> Actor:
    """The same person without a session: what she does says by which door it came."""
    return replace(actor, via=via)


@dataclass(frozen=True)
class Substitution:
    """A stretch of days, both ends included, in which one person acts for an absent one (subrogancia)."""

    post: str
    role: Role
    unit_id: int | None
    first_day: date
    last_day: date

    def in_force(self, today: date) -> bool:
        """Tell whether the substitute acts on this day."""
        return self.first_day <= today <= self.last_day


@dataclass(frozen=True)
class PersonFacts:
    """What is on record about a person that decides who she is at work; `zone` is her institution's."""

    person_id: int
    institution_id: int
    name: str
    email: str
    post: str
    role: Role
    unit_id: int | None
    active: bool
    access_until: date | None
    zone: str
    institution_name: str = ""
    house: House = OURS

    def may_enter(self, today: date) -> bool:
        """Tell whether the account is open: active, and not past its last day."""
        return self.active and (self.access_until is None or today <= self.access_until)


def actor_of(
    person: PersonFacts, tree: UnitTree, substitutions: Iterable[Substitution], *, today: date
) -> Actor:
    """Make the actor of a day: her own branch and post, and those of whom she substitutes that day."""
    acting = [one for one in substitutions if one.in_force(today)]
    homes = [person.unit_id, *(one.unit_id for one in acting)]
    branches = [tree.branch(unit_id, today) for unit_id in homes if unit_id is not None]
    return Actor(
        person_id=person.person_id,
        institution_id=person.institution_id,
        name=person.name,
        email=person.email,
        post=post_with_substitutions(person.post, acting),
        role=acting_role(person.role, acting),
        unit_ids=frozenset[int]().union(*branches),
        home_unit_id=person.unit_id,
        access_until=person.access_until,
        institution_name=person.institution_name,
        house=person.house,
    )


def acting_role(own: Role, acting: Iterable[Substitution]) -> Role:
    """Tell the role of a day: the widest among one's own and those of whom one substitutes."""
    roles = [own, *(one.role for one in acting)]
    if any(role not in SUBSTITUTABLE for role in roles):
        return own
    return max(roles, key=SUBSTITUTABLE.index)


def post_with_substitutions(own: str, acting: Iterable[Substitution]) -> str:
    """Write the posts of a day, those held as a substitute marked with (S) as public offices do."""
    return " · ".join([post for post in [own] if post] + [f"{one.post} (S)" for one in acting if one.post])
