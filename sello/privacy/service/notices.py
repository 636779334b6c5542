"""Mails of persons' requests and of actas: each step once, to whoever has to act, naming nobody."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from sello.accounts.domain.actor import Role
from sello.accounts.models import Person
from sello.accounts.permissions import TABLE, Action
from sello.accounts.queries.institutions import InstitutionRow
from sello.core.db import db
from sello.core.mail.message import Message
from sello.core.mail.outbox import enqueue_all
from sello.core.mail.render import render
from sello.core.moment import Moment
from sello.privacy.domain.notices import PrivacyMail, step_of
from sello.privacy.domain.purging import PurgeState
from sello.privacy.domain.requests import RequestState
from sello.privacy.models import PersonRequest, Purge


def tell(institution: InstitutionRow, *, base_url: str, at: Moment) -> int:
    """Queue what was not told yet of an institution; gives how many mails."""
    base = base_url.rstrip("/")
    mails = [*_of_requests(institution, base, at), *_of_actas(institution, base)]
    return enqueue_all(mails, now=at.now)


def _of_requests(institution: InstitutionRow, base: str, at: Moment) -> Iterator[Message]:
    """To whoever may answer: that it came in, that its day is near, and that it is over."""
    waits = select(PersonRequest).where(PersonRequest.state == RequestState.OPEN).order_by(PersonRequest.id)
    rows = db.session.scalars(waits).all()
    readers = _who(Action.PERSON_REQUEST_MANAGE) if rows else ()
    for row in rows:
        step = step_of(row.due_on, at.today)
        values = {"step": step.value, "label": step.label, "right": row.right.label, "due_on": row.due_on}
        link = f"{base}/solicitudes-de-datos/{row.id}"
        key = f"{PrivacyMail.REQUEST}.{row.id}.{step}.{row.due_on.isoformat()}"
        for person in readers:
            yield _mail(PrivacyMail.REQUEST, person, key, institution, link, number=row.id, **values)


def _of_actas(institution: InstitutionRow, base: str) -> Iterator[Message]:
    """To whoever may confirm what somebody else proposed."""
    waits = (Purge.state == PurgeState.PROPOSED, Purge.proposed_by.is_not(None))
    rows = db.session.scalars(select(Purge).where(*waits).order_by(Purge.id)).all()
    readers = _who(Action.PURGE_CONFIRM) if rows else ()
    for row in rows:
        link = f"{base}/conservacion/actas/{row.id}"
        key = f"{PrivacyMail.ACTA}.{row.id}"
        for person in readers:
            if person.id != row.proposed_by:
                yield _mail(PrivacyMail.ACTA, person, key, institution, link, number=row.number)


def _who(action: Action) -> tuple[Person, ...]:
    """The persons with an account who may do something."""
    roles: frozenset[Role] = TABLE[action]
    asked = select(Person).where(Person.active, Person.role.in_(sorted(roles))).order_by(Person.id)
    return tuple(db.session.scalars(asked))


def _mail(
    kind: PrivacyMail, person: Person, key: str, institution: InstitutionRow, link: str, **values: object
) -> Message:
    said = render(kind.value, name=person.name, institution=institution.name, link=link, **values)
    return Message(
        recipient=person.email,
        recipient_name=person.name,
        subject=said.subject,
        text=said.text,
        html=said.html,
        kind=kind.value,
        dedupe_key=f"{key}.{person.id}",
        person_id=person.id,
    )
