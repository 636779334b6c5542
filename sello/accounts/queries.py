"""Reads of people and units."""

from datetime import date

from sqlalchemy import select

from sello.accounts.domain import Actor
from sello.accounts.models import Institution, Person, Unit
from sello.core.db import db, everywhere


def actor(person_id: int, key: str, *, today: date) -> Actor | None:
    """The actor that a person is today, or None when her account does not let her in."""
    with everywhere():
        person = db.session.execute(
            select(
                Person.id,
                Person.institution_id,
                Person.name,
                Person.email,
                Person.post,
                Person.role,
                Person.unit_id,
                Person.access_until,
                Institution.name.label("institution_name"),
            )
            .join(Institution, Institution.id == Person.institution_id)
            .where(Person.id == person_id, Person.token_key == key, Person.active)
        ).one_or_none()
        if person is None or (person.access_until and person.access_until < today):
            return None
        units = db.session.execute(
            select(Unit.id, Unit.parent_id).where(Unit.institution_id == person.institution_id)
        ).all()
    return Actor(
        person_id=person.id,
        institution_id=person.institution_id,
        name=person.name,
        email=person.email,
        post=person.post,
        role=person.role,
        unit_ids=_branch(person.unit_id, {row.id: row.parent_id for row in units}),
        home_unit_id=person.unit_id,
        access_until=person.access_until,
        institution_name=person.institution_name,
    )


def _branch(root: int | None, parents: dict[int, int | None]) -> frozenset[int]:
    if root is None:
        return frozenset()
    branch = {root}
    grown = True
    while grown:
        more = {unit for unit, parent in parents.items() if parent in branch} - branch
        branch |= more
        grown = bool(more)
    return frozenset(branch)
