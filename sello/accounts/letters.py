"""What the product writes to people about their accounts; the words are in templates/mail/."""

from datetime import datetime

from sello.accounts.domain.access import LinkKind
from sello.accounts.domain.actor import PersonFacts
from sello.core.mail.message import Message
from sello.core.mail.render import render
from sello.core.moment import Moment


def link_letter(
    kind: LinkKind, person: PersonFacts, *, address: str, until: datetime, at: Moment, key: str
) -> Message:
    """Write the letter that carries a single-use link, in its person's time; no link too old is sent."""
    there = at.there(person.zone)
    written = render(
        kind.value,
        name=person.name,
        institution=person.institution_name,
        link=address,
        day=there.day_of(until),
        hour=f"{there.local(until):%H:%M}",
    )
    return Message(
        recipient=person.email,
        recipient_name=person.name,
        subject=written.subject,
        text=written.text,
        html=written.html,
        kind=kind.value,
        dedupe_key=f"{kind.value}:{key}",
        person_id=person.person_id,
        secret=True,
        urgent=True,
        not_after=until,
    )
