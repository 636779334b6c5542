"""A person's data are deleted from her account; what she did stays in the trail, to a number."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Appointment, Person, SignIn
from sello.accounts.service.people import close_account
from sello.core.db import db
from sello.core.labels import N_
from sello.core.mail import outbox
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import record

PSEUDONYM = N_("Persona N° %(id)s (datos borrados)")


def forget(actor: Actor, person_id: int, *, now: datetime) -> None:
    """Close an account and put a number in the place of name, address and post; it cannot be taken back.

    The trail names persons by that number alone, so it stays whole. Refuses with NotFound, and as closing.
    """
    row = db.session.get(Person, person_id)
    if row is None or row.institution_id != actor.institution_id:
        raise NotFound
    close_account(actor, person_id, now=now)
    outbox.forget(person_id, row.email, pseudonym=PSEUDONYM % {"id": person_id})
    row.name = PSEUDONYM % {"id": person_id}
    row.email, row.post, row.password = f"persona-{person_id}@datos-borrados.invalid", "", None
    row.version += 1
    db.session.execute(update(Appointment).where(Appointment.person_id == person_id).values(post=""))
    db.session.execute(update(SignIn).where(SignIn.person_id == person_id).values(device=""))
    record(actor, Act.PERSON_FORGOTTEN, person_id, now=now)
