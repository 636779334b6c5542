"""What the product writes to people about their accounts; the words are in templates/mail/."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sello.accounts.domain.access import LinkKind
from sello.accounts.domain.actor import PersonFacts
from sello.core.mail.message import Message
from sello.core.mail.render import render


def link_letter(
    kind: LinkKind, person: PersonFacts, *, address: str, until: datetime, zone: str, key: str
) -> Message:
    """Write the letter that carries a single-use link; it is not sent once the link is too old."""
    local = until.astimezone(ZoneInfo(zone))
    written = render(
        kind.value,
        name=person.name,
        institution=person.institution_name,
        link=address,
        day=local.date(),
        hour=f"{local:%H:%M}",
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
