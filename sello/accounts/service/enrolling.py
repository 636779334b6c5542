"""Accounts that are made first and invited later: a whole town hall comes in, and nobody is mailed."""

from collections.abc import Iterable

from sqlalchemy import select

from sello.accounts.models import Person
from sello.accounts.queries import people
from sello.accounts.service.links import Delivery
from sello.accounts.service.people import PersonData, add_person, check_new, send_invitation
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.trail.recording import Doer, record


def enrol(actor: Doer, data: PersonData, *, at: Moment) -> int:
    """Make an account without password and send nothing yet; returns the person's id."""
    check_new(data, today=at.today)
    row = add_person(data, institution_id=actor.institution_id, password=None, at=at)
    record(actor, Act.PERSON_ENROLLED, row.id, now=at.now, role=data.role.value, unit_id=data.unit_id)
    return row.id


def invite_waiting(actor: Doer, delivery: Delivery, *, at: Moment) -> int:
    """Send everybody who never got one her invitation, once; returns how many were sent."""
    hold(one.person_id for one in people.uninvited())
    waiting = people.uninvited()  # once nobody else can invite them meanwhile
    for one in waiting:
        send_invitation(actor, one, delivery, at=at)
    return len(waiting)


def hold(person_ids: Iterable[int]) -> None:
    """Keep the records of people from changing until the commit."""
    db.session.execute(select(Person.id).where(Person.id.in_(sorted(person_ids))).with_for_update())
