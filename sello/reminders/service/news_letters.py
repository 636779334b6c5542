"""News become messages: what was done in each conversation, with what was written and where to read it."""

from collections.abc import Sequence

from sello.accounts.domain.actor import Role
from sello.core.mail.message import Message
from sello.core.mail.render import render
from sello.core.text import shortened
from sello.reminders.domain.news import News, NewsMail
from sello.reminders.domain.recipients import Addressee
from sello.reminders.service.conversations import conversations
from sello.reminders.service.doors import NONE, Doors
from sello.reminders.service.letters import LISTED, frame, key, opening
from sello.reminders.service.passes import Pass

LONGEST_TITLE = 120
"""Characters of a title in a subject."""


def news_message(to: Addressee, news: Sequence[News], run: Pass, *, doors: Doors = NONE) -> Message:
    """Write the mail that tells a person of some acts at once."""
    found = conversations(news, run.base_url, run.at, doors=opening(to, doors))
    first = found[0].lines[0]
    count = sum(len(each.lines) for each in found)
    rendered = render(
        "news",
        **frame(to, run.place, run.base_url),
        conversations=found[:LISTED],
        more=len(found) - LISTED,
        count=count,
        alone=len(found) == 1,
        answers=to.role is not Role.SECRETARIAT,
        first=first,
        title=short(first.title if first.title and count == 1 else found[0].title),
    )
    return Message(
        recipient=to.email,
        recipient_name=to.name,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        kind=NewsMail.NOW.value,
        dedupe_key=key(NewsMail.NOW.value, to, (str(each.event_id) for each in news)),
        person_id=to.person_id,
        leave=run.leave(to.person_id, {each.kind for each in news}),
        reply_to=run.place.reply_to,
        thread=news[0].thread if len(found) == 1 else None,
    )


def short(title: str) -> str:
    """A title as a subject has room for it."""
    return shortened(title, LONGEST_TITLE)
