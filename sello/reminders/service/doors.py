"""The links with which a mail's reader answers what it asks of her, without signing in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from sello.accounts.domain.actor import HAS_UNIT
from sello.accounts.permissions import TABLE, Action
from sello.core.mail import sealing
from sello.reminders import links
from sello.reminders.domain.news import News, NewsKind
from sello.reminders.domain.recipients import Addressee
from sello.tasks.domain.door import Receiver
from sello.tasks.service.doors import make_links

ASKING = frozenset({NewsKind.RETURNED, NewsKind.ASKED, NewsKind.ASSIGNED})
"""What asks something of whoever works in a unit."""

Doors = Mapping[tuple[int, int], str]
"""The address that opens a task for a person, by both; its signature is added while the mail leaves."""

NONE: Doors = {}


def doors(asked: Iterable[tuple[Addressee, int]], base_url: str, *, now: datetime) -> Doors:
    """Make the links of what is asked of people, for whoever may answer by one (two statements, or none)."""
    may = TABLE[Action.TASK_ANSWER_UNSIGNED]
    wanted = (
        (Receiver(to.person_id, to.email, to.unit_id), task_id) for to, task_id in asked if to.role in may
    )
    return {
        key: links.absolute(base_url, links.ANSWER, token=sealing.unsigned(mark))
        for key, mark in make_links(wanted, now=now).items()
    }


def asked_by_news(to: Addressee, news: Sequence[News]) -> Iterator[tuple[Addressee, int]]:
    """The tasks in which some news ask something of whoever answers for them, if she works in a unit."""
    if to.role in HAS_UNIT:
        for each in news:
            task_id = task_of(each.thread)
            if each.kind in ASKING and each.aside is None and task_id is not None:
                yield to, task_id


def task_of(thread: str) -> int | None:
    """The task of a conversation; None for what no task asked."""
    kind, _, number = thread.partition(".")
    return int(number) if kind == "task" else None
