"""The mail of the day as a message: what is hers to do, what changed, her week, and what is of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sello.accounts.domain.actor import Role
from sello.core.mail.message import Message
from sello.core.mail.render import Rendered, render
from sello.reminders import links
from sello.reminders.domain.day import DayMail, rest_of_week
from sello.reminders.domain.digest import Digest
from sello.reminders.domain.news import STALE, NewsKind, NewsMail
from sello.reminders.domain.recipients import Addressee
from sello.reminders.domain.schedule import Kind
from sello.reminders.queries.sweeps import OpenTask
from sello.reminders.service.conversations import Conversation, conversations
from sello.reminders.service.doors import NONE, Doors, asked_by_news
from sello.reminders.service.letters import LISTED, Line, asked_by, frame, lines_of, opening
from sello.reminders.service.news_letters import short
from sello.reminders.service.passes import Pass

WEEK_LISTS = ("returned", "late", "soon")
"""The lists of her week, in the order in which she has to act on them."""


@dataclass(frozen=True, slots=True)
class Part:
    """Things of one kind in a mail: those that it names, and how many there are."""

    kind: str
    lines: Sequence[Line]
    count: int

    @property
    def more(self) -> int:
        """How many it does not name."""
        return self.count - len(self.lines)

    @property
    def title(self) -> str:
        """What the first is called, as a subject has room for it."""
        return short(self.lines[0].title)


def asked_in(mail: DayMail[OpenTask]) -> Iterator[tuple[Addressee, int]]:
    """The tasks that a mail asks its reader to bring."""
    for letter in mail.letters:
        yield from asked_by(letter)
    yield from asked_by_news(mail.to, mail.news)
    week = rest_of_week(mail)
    for tasks in (week.late, week.soon, week.returned) if week else ():
        yield from ((mail.to, task.id) for task in tasks[:LISTED])


def day_message(
    mail: DayMail[OpenTask],
    run: Pass,
    unit_names: Mapping[int, str],
    *,
    week: date | None,
    week_ends: date | None = None,
    doors: Doors = NONE,
) -> Message:
    """Write a person's mail of the day; it is withdrawn when nothing that it says is of use any more."""
    to, day = mail.to, run.at.today
    rendered = _rendered(mail, run, unit_names, week, doors)
    return Message(
        recipient=to.email,
        recipient_name=to.name,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        kind=NewsMail.DAY.value,
        dedupe_key=f"day:{to.person_id}:{day.isoformat()}",
        person_id=to.person_id,
        leave=run.leave(to.person_id, _kinds(mail)),
        reply_to=run.place.reply_to,
        not_after=max(_useful_until(mail, run, week_ends), default=None),
        thread=_thread(mail),
    )


def _rendered(
    mail: DayMail[OpenTask], run: Pass, unit_names: Mapping[int, str], week: date | None, doors: Doors
) -> Rendered:
    """What it says, in text and HTML."""
    to, day = mail.to, run.at.today
    opens = opening(to, doors)
    own, followed = _parts(mail, run, unit_names, doors)
    told = conversations(mail.news, run.base_url, run.at, doors=opens)
    left = _week(rest_of_week(mail), week, run, opens)
    changes = sum(len(each.lines) for each in told)
    return render(
        "day",
        **frame(to, run.place, run.base_url),
        day=day,
        own=own,
        followed=followed,
        conversations=told[:LISTED],
        more=len(told) - LISTED,
        changes=changes,
        **_first(told),
        answers=to.role is not Role.SECRETARIAT,
        **left,
        review=links.absolute(run.base_url, links.REVIEW),
        sections=sum(map(bool, (own, told, left["week"], followed))),
        summary=_summary(own, followed, changes, week=bool(left["week"])),
    )


def _parts(
    mail: DayMail[OpenTask], run: Pass, unit_names: Mapping[int, str], doors: Doors
) -> tuple[list[Part], list[Part]]:
    """What is hers to do, and what she only has to know."""
    parts = [
        Part(each.kind.value, lines_of(each, run.base_url, unit_names, doors), len(each.tellings))
        for each in mail.letters
    ]
    followed = [each for each in parts if each.kind == Kind.FOLLOWED.value]
    return [each for each in parts if each not in followed], followed


def _summary(
    own: Sequence[Part], followed: Sequence[Part], changes: int, *, week: bool
) -> list[tuple[str, int, Part | None]]:
    """What the subject of a mail with reminders counts, in the order of what it says."""
    if not own and (changes or week or not followed):
        return []
    return [
        *((each.kind, each.count, each) for each in own),
        *([("changes", changes, None)] if changes else []),
        *([("week", 1, None)] if week else []),
        *((each.kind, each.count, each) for each in followed),
    ]


def _first(told: Sequence[Conversation]) -> dict[str, object]:
    """The most pressing act, for a subject that has nothing else to say."""
    if not told:
        return {"first": None, "title": ""}
    first = told[0].lines[0]
    alone = len(told) == 1 and len(told[0].lines) == 1
    return {"first": first, "title": short(first.title if alone and first.title else told[0].title)}


def _week(
    week: Digest[OpenTask] | None, monday: date | None, run: Pass, opens: Mapping[int, str]
) -> dict[str, object]:
    """What is left to say of her week, list by list."""
    lists = [(name, getattr(week, name) if week else ()) for name in WEEK_LISTS]
    return {
        "week": monday if week else None,
        "lists": [
            Part(name, [_task_line(each, run, opens) for each in tasks[:LISTED]], len(tasks))
            for name, tasks in lists
            if tasks
        ],
        "units_late": week.units_late if week else (),
        "to_review": week.to_review if week else 0,
    }


def _task_line(task: OpenTask, run: Pass, opens: Mapping[int, str]) -> Line:
    href = links.absolute(run.base_url, links.HAND_IN, id=task.id)
    return Line(task.title, task.due_on, "", href, opens.get(task.id, ""))


def _kinds(mail: DayMail[OpenTask]) -> Iterator[Kind | NewsKind]:
    yield from (letter.kind for letter in mail.letters)
    yield from (each.kind for each in mail.news)
    if mail.week:
        yield Kind.DIGEST


def _useful_until(mail: DayMail[OpenTask], run: Pass, week_ends: date | None) -> Iterator[datetime]:
    """Until when each part of it is of use: as long as one is, all of it goes, and says its day."""
    yield from (run.at.start_of(letter.superseded_on) for letter in mail.letters)
    yield from (each.at + STALE for each in mail.news)
    if mail.week and week_ends is not None:
        yield run.at.start_of(week_ends)


def _thread(mail: DayMail[OpenTask]) -> str | None:
    """The conversation that all of it belongs to, if it is one."""
    threads = {each.thread for each in mail.news}
    threads |= {
        f"{'evidence' if each.kind is Kind.EXPIRING else 'task'}.{each.thing.id}" for each in mail.tellings
    }
    return threads.pop() if len(threads) == 1 and not mail.week else None
