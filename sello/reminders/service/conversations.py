"""What was done in each conversation, as mails tell it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sello.core.dates import written
from sello.core.moment import Moment
from sello.reminders import links
from sello.reminders.domain.news import News, by_thread
from sello.reminders.domain.news_words import said
from sello.reminders.service.doors import task_of

LONGEST_REMARK = 2000
"""Characters of a remark that a mail quotes; the page has the rest."""


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One act in a mail."""

    sentence: str
    since: str
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
    answer: str = ""
    """Where its reader answers without signing in; empty where nothing is asked of her."""


def conversations(
    news: Sequence[News], base_url: str, at: Moment, *, doors: Mapping[int, str]
) -> tuple[Conversation, ...]:
    """The news of a mail as it tells them; `doors` are the addresses that open tasks for its reader."""
    return tuple(
        _conversation(members, base_url, at, doors.get(task_of(thread) or 0, ""))
        for thread, members in by_thread(news)
    )


def _conversation(members: Iterable[News], base_url: str, at: Moment, answer: str) -> Conversation:
    news = list(members)
    lines = tuple(
        NewsLine(
            said(each),
            written(each.since) if each.since else "",
            written(each.until) if each.until else "",
            "" if each.title == each.thread_title else each.title,
            each.who,
            written(at.day_of(each.at)),
            each.remark[:LONGEST_REMARK],
        )
        for each in news
    )
    return Conversation(news[-1].thread_title, links.absolute(base_url, news[-1].path), lines, answer)
