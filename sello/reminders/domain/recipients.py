"""To whom a notice goes: whoever is in charge or stands in, else the head of the unit or of one above."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sello.accounts.domain.actor import ANSWERING, SEES_EVERY_UNIT, Role
from sello.reminders.domain.schedule import Kind


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person as far as mail is concerned."""

    person_id: int
    name: str
    email: str
    active: bool
    substitute_id: int | None
    substitute_from: date | None
    substitute_until: date | None
    role: Role
    unit_id: int | None
    silenced: frozenset[Kind] = frozenset()

    def is_replaced_on(self, day: date) -> bool:
        """Tell whether her substitute acts for her on a day."""
        first, last = self.substitute_from, self.substitute_until
        return first is not None and last is not None and first <= day <= last


def heads_of_units(people: Iterable[Addressee]) -> dict[int, int]:
    """Who answers for each unit: an active person before one who left, its head before the secretariat in it.

    The secretariat's own unit has requirements too, and seldom a head beside it.
    """
    heads: dict[int, int] = {}
    answering = [one for one in people if one.role in ANSWERING]
    for one in sorted(
        answering, key=lambda each: (not each.active, ANSWERING.index(each.role), each.person_id)
    ):
        if one.unit_id is not None:
            heads.setdefault(one.unit_id, one.person_id)
    return heads


@dataclass(frozen=True, slots=True)
class Directory:
    """Everybody and every unit of an institution, as of a day."""

    today: date
    people: Mapping[int, Addressee]
    heads: Mapping[int, int]
    """Unit → whoever answers for it: see `heads_of_units`."""
    parents: Mapping[int, int | None]
    """Unit → the one above it; of one that ended, the one that continues it."""
    unit_names: Mapping[int, str]

    def in_charge(self, person_id: int | None, unit_id: int) -> Addressee | None:
        """Return who answers for a thing of a person in a unit, or None if nobody active does."""
        return self.acting(person_id) or self.head_of(unit_id)

    def substitute_of(self, person_id: int | None, unit_id: int) -> Addressee | None:
        """Return the active substitute of whoever has a thing, also while she is there."""
        person = self.people.get(person_id) if person_id is not None else self.head_of(unit_id)
        if person is None or person.substitute_id is None:
            return None
        deputy = self.people.get(person.substitute_id)
        return deputy if deputy is not None and deputy.active else None

    def sees(self, person: Addressee, unit_id: int) -> bool:
        """Tell whether a person's role and unit let her see what belongs to a unit."""
        if person.role in SEES_EVERY_UNIT:
            return person.role is not Role.AUDITOR
        return person.unit_id in (self._chain(unit_id) if person.role in ANSWERING else (unit_id,))

    def may_see(self, person_id: int, unit_id: int) -> bool:
        """Tell the same of a person by her row; whoever stands in for her sees what she does."""
        person = self.people.get(person_id)
        return person is not None and self.sees(person, unit_id)

    def _chain(self, unit_id: int) -> Iterator[int]:
        """A unit and those above it, or the one that continues it; each once."""
        above: int | None = unit_id
        seen: set[int] = set()
        while above is not None and above not in seen:
            seen.add(above)
            yield above
            above = self.parents.get(above)

    def of_role(self, role: Role) -> list[Addressee]:
        """Return who acts for each person of a role, each once."""
        acting = (self.acting(person_id) for person_id, one in self.people.items() if one.role is role)
        return list({each.person_id: each for each in acting if each is not None}.values())

    def head_of(self, unit_id: int) -> Addressee | None:
        """Return the active head of a unit, or of the nearest unit above that has one."""
        return next(self.heads_above(unit_id), None)

    def heads_above(self, unit_id: int) -> Iterator[Addressee]:
        """The active heads of a unit and of those above it, the nearest first."""
        for above in self._chain(unit_id):
            if head := self.acting(self.heads.get(above)):
                yield head

    def acting(self, person_id: int | None) -> Addressee | None:
        """Return whoever acts for a person: she herself, or her substitute; None if nobody active does."""
        person = self.people.get(person_id) if person_id is not None else None
        if person is None:
            return None
        deputy = self.people.get(person.substitute_id) if person.substitute_id is not None else None
        if person.is_replaced_on(self.today) and deputy is not None and deputy.active:
            return deputy
        return person if person.active else None
