"""Making single-use links and sending them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update

from sello.accounts.domain.access import RESET_HOLDS, LinkKind, digest, new_token
from sello.accounts.domain.actor import PersonFacts
from sello.accounts.letters import link_letter
from sello.accounts.models import AccessLink
from sello.core.db import db
from sello.core.mail import outbox
from sello.core.moment import Moment


@dataclass(frozen=True)
class Delivery:
    """How a link becomes an address, and how long an invitation holds."""

    address: Callable[[str], str]
    hours: int


@dataclass(frozen=True)
class SentLink:
    """A link that was just made: the only moment at which its address is known."""

    person_id: int
    address: str
    until: datetime


def send_link(person: PersonFacts, kind: LinkKind, delivery: Delivery, *, at: Moment) -> SentLink:
    """Make a link, spend the person's earlier ones, and queue its letter, in the time of her institution."""
    spend_links(person.person_id, now=at.now)
    token = new_token()
    until = at.now + (RESET_HOLDS if kind is LinkKind.RESET else timedelta(hours=delivery.hours))
    link = AccessLink(
        institution_id=person.institution_id,
        person_id=person.person_id,
        kind=kind,
        token_hash=digest(token),
        created_at=at.now,
        expires_at=until,
    )
    db.session.add(link)
    db.session.flush()
    address = delivery.address(token)
    message = link_letter(kind, person, address=address, until=until, at=at, key=str(link.id))
    outbox.enqueue(message, now=at.now, institution_id=person.institution_id)
    return SentLink(person.person_id, address, until)


def spend_links(person_id: int, *, now: datetime) -> None:
    """Make every link of a person void."""
    db.session.execute(
        update(AccessLink)
        .where(AccessLink.person_id == person_id, AccessLink.spent_at.is_(None))
        .values(spent_at=now)
    )
