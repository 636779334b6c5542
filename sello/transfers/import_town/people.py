"""The rows of a table of people."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from sello.accounts import email_address
from sello.accounts.domain.actor import Actor, Role
from sello.accounts.domain.units import UnitSpan, called
from sello.accounts.queries import people as people_queries
from sello.accounts.queries.people import PersonRow
from sello.accounts.service import enrolling
from sello.accounts.service import people as people_service
from sello.accounts.service.people import PersonData
from sello.core.cells import is_total
from sello.core.moment import Moment
from sello.core.text import fold
from sello.transfers.import_town.names import spoken
from sello.transfers.import_town.outcome import Change, Done, Effect, Line, differing, fitting, tried
from sello.transfers.import_town.refusals import (
    EmailTwice,
    NoteInstead,
    SumOfRows,
    UnknownRole,
    UnknownUnitName,
    WithoutName,
)
from sello.transfers.import_town.table import PersonColumn, TableRow
from sello.transfers.import_town.units import by_name

ROLES = {
    Role.SECRETARIAT: ("secretaria", "secretaria ejecutiva"),
    Role.UNIT_HEAD: (
        "jefatura",
        "jefatura de unidad",
        "jefa",
        "jefe",
        "jefa de unidad",
        "jefe de unidad",
        "directora",
        "director",
    ),
    Role.CONTRIBUTOR: ("colaboracion", "colaboracion de unidad", "colaboradora", "colaborador", ""),
    Role.AUTHORITY: ("autoridad", "alcaldesa", "alcalde", "alcaldia"),
}
"""How people call the roles, folded. Auditors come by hand, with the last day of their access."""

_BOTH_FORMS = re.compile(r"[(/] ?(?:ora?|sa|[aoe])\)?(?= |$)")
"""What follows a word so that it is said of women and men: «director(a)», «jefa/e», «alcalde(sa)»."""


def people(actor: Actor, rows: Sequence[TableRow], at: Moment) -> tuple[Line, ...]:
    """Do the rows, each person told by her e-mail."""
    there = {row.email: row for row in people_queries.people(now=at.now, active=None)}
    hall = _Hall(
        units=by_name(at),
        people=there,
        first={_email(row): row.number for row in reversed(rows)},
        actor=actor,
        at=at,
    )
    own = next((email for email, person in there.items() if person.id == actor.person_id), None)
    lines = (tried(row, PersonColumn, partial(hall.take, row)) for row in rows)
    return tuple(
        replace(line, is_own_role=_email(row) == own and _changes_role(line))
        for row, line in zip(rows, lines, strict=True)
    )


class _Hall:
    """Who and what is there, for row after row."""

    def __init__(
        self,
        *,
        units: Mapping[str, UnitSpan],
        people: Mapping[str, PersonRow],
        first: Mapping[str, int],
        actor: Actor,
        at: Moment,
    ) -> None:
        self._units, self._people, self._first = units, people, first
        self._actor, self._at = actor, at

    def take(self, row: TableRow) -> Done:
        """Add or change the person of a row."""
        if not fitting(row.said(PersonColumn.NAME), PersonColumn.NAME):
            raise WithoutName
        if is_total(row.said(PersonColumn.NAME)):
            raise SumOfRows
        if row.is_note(PersonColumn.NAME):
            raise NoteInstead
        email = email_address.checked(_email(row))
        if self._first[email] != row.number:
            raise EmailTwice(row=self._first[email])
        there = self._people.get(email)
        if there is None:
            data = self._data(row, None)
            enrolling.enrol(self._actor, data, at=self._at)
            return Effect.NEW, self._told(None, data)
        return self._change(self._data(row, there), there)

    def _data(self, row: TableRow, there: PersonRow | None) -> PersonData:
        """A column that the table lacks leaves what is there."""
        post = row.cells.get(PersonColumn.POST, there.post if there else "")
        stays = there is not None and PersonColumn.UNIT not in row.cells
        return PersonData(
            name=_name(row, there),
            email=_email(row),
            post=fitting(post, PersonColumn.POST),
            role=role_of(row.said(PersonColumn.ROLE), there),
            unit_id=there.unit_id if there and stays else self._unit(row.said(PersonColumn.UNIT)),
            access_until=there.access_until if there else None,
        )

    def _change(self, data: PersonData, there: PersonRow) -> Done:
        changes = self._told(there, data)
        if not changes:
            return Effect.SAME, ()
        people_service.edit_person(self._actor, there.id, data, version=there.version, at=self._at)
        return Effect.CHANGED, changes

    def _told(self, there: PersonRow | None, data: PersonData) -> tuple[Change, ...]:
        """What is there and what would be, column by column; of somebody new, all that would be kept."""
        names = {span.unit_id: span.name for span in self._units.values()}
        unit = (there.unit_name or "") if there else ""
        return differing(
            (PersonColumn.NAME, there.name if there else "", data.name),
            (PersonColumn.EMAIL, data.email if there else "", data.email),
            (PersonColumn.POST, there.post if there else "", data.post),
            (PersonColumn.ROLE, there.role.label if there else "", data.role.label),
            (PersonColumn.UNIT, unit, names.get(data.unit_id or 0, "")),
        )

    def _unit(self, name: str) -> int | None:
        if not name:
            return None
        found = called(self._units, name)
        if found is None:
            raise UnknownUnitName(name=name)
        return found.unit_id


def _changes_role(line: Line) -> bool:
    return any(change.column is PersonColumn.ROLE for change in line.changes)


def _name(row: TableRow, there: PersonRow | None) -> str:
    """The name as it is kept: who is there already is not renamed in capitals."""
    said = row.said(PersonColumn.NAME)
    if there is not None and said.isupper() and fold(said) == fold(there.name):
        return there.name
    return spoken(said)


def role_of(written: str, there: PersonRow | None) -> Role:
    """The role that a table calls so; one that is not said stays. Raises UnknownRole."""
    if there is not None and not written:
        return there.role
    role = _called(fold(written))
    if role is None:
        both = _called(_BOTH_FORMS.sub("", fold(written)).strip() or fold(written))
        # «Secretaria/o» is somebody's post; the Secretaría's rights are given to what names her alone.
        role = None if both is Role.SECRETARIAT else both
    if role is None:
        raise UnknownRole
    return role


def _called(name: str) -> Role | None:
    return next((role for role, names in ROLES.items() if name in names), None)


def _email(row: TableRow) -> str:
    return email_address.bare(row.said(PersonColumn.EMAIL))
