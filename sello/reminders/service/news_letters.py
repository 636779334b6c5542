"""News become messages: what was done in each conversation, with what was written and where to read it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sello.core.dates import written
from sello.core.mail.message import Message
from sello.core.mail.render import render
from sello.core.moment import Moment
from sello.reminders import links
from sello.reminders.domain.news import News, NewsMail, by_thread
from sello.reminders.domain.news_words import said
from sello.reminders.domain.recipients import Addressee
from sello.reminders.service.letters import LISTED, frame, key
from sello.reminders.service.passes import Pass

LONGEST_REMARK = 2000
"""Characters of a remark that a mail quotes; the page has the rest."""

LONGEST_TITLE = 120
"""Characters of a title in a subject."""


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One act in a mail."""

    said: str
    until: str
    title: str
    """What it is about, where that is not what the conversation is called."""
    who: str
    on: str
    remark: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was done in one conversation, and where it is read."""

    title: str
    href: str
    lines: tuple[NewsLine, ...]


def conversations(news: Sequence[News], base_url: str, at: Moment) -> tuple[Conversation, ...]:
    """The news of a mail as it tells them."""
    return tuple(_conversation(members, base_url, at) for _, members in by_thread(news))


def news_message(to: Addressee, news: Sequence[News], run: Pass, kind: NewsMail) -> Message:
    """Write the mail that tells a person of some acts."""
    found = conversations(news, run.base_url, run.at)
    first = found[0].lines[0]
    rendered = render(
        "news",
        **frame(to, run.place, run.base_url),
        today=run.at.today if kind is NewsMail.DAY else None,
        conversations=found[:LISTED],
        more=len(found) - LISTED,
        count=sum(len(each.lines) for each in found),
        alone=len(found) == 1,
        first=first,
        title=_short(first.title or found[0].title),
    )
    return Message(
        recipient=to.email,
        recipient_name=to.name,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        kind=kind.value,
        dedupe_key=key(kind.value, to, (str(each.event_id) for each in news)),
        person_id=to.person_id,
        reply_to=run.place.reply_to,
        thread=news[0].thread if len(found) == 1 else None,
    )


def _conversation(members: Iterable[News], base_url: str, at: Moment) -> Conversation:
    news = list(members)
    lines = tuple(
        NewsLine(
            said(each),
            written(each.until) if each.until else "",
            "" if each.title == each.thread_title else each.title,
            each.who,
            written(at.day_of(each.at)),
            each.remark[:LONGEST_REMARK],
        )
        for each in news
    )
    return Conversation(news[-1].thread_title, links.absolute(base_url, news[-1].path), lines)


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"
