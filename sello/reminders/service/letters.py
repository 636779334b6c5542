"""Letters become messages: the texts of templates/mail/ filled for one person."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sello.accounts.domain.actor import WITH_A_QUEUE
from sello.core.mail.message import Message
from sello.core.mail.render import render
from sello.core.moment import Moment
from sello.reminders import links
from sello.reminders.domain.digest import Digest
from sello.reminders.domain.news import News
from sello.reminders.domain.recipients import Addressee
from sello.reminders.domain.schedule import Kind
from sello.reminders.domain.tellings import Letter
from sello.reminders.queries.sweeps import OpenTask, Place
from sello.reminders.service.conversations import conversations
from sello.reminders.service.doors import NONE, Doors

LISTED = 25
"""Things that a mail names; it counts the others and leads to their list."""

TEMPLATES = {
    Kind.DUE_SOON: "due_soon",
    Kind.OVERDUE: "overdue",
    Kind.ESCALATED: "escalated",
    Kind.FOLLOWED: "followed",
    Kind.EXPIRING: "expiring",
}


PATHS = {
    Kind.DUE_SOON: links.HAND_IN,
    Kind.OVERDUE: links.HAND_IN,
    Kind.ESCALATED: links.TASK,
    Kind.FOLLOWED: links.TASK,
    Kind.EXPIRING: links.EVIDENCE,
}
"""Where each thing in a mail leads: whoever has to bring it, straight to that; her boss, to what was said."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a mail."""

    title: str
    due_on: date
    unit: str
    href: str
    answer: str = ""
    """The address that opens it without signing in, for whom the mail is; empty where none was made."""


def asked_by(letter: Letter) -> Iterator[tuple[Addressee, int]]:
    """What a letter asks its reader to bring: her boss is told of it, and asked nothing."""
    if PATHS[letter.kind] == links.HAND_IN:
        yield from ((letter.to, told.thing.id) for told in letter.tellings[:LISTED])


def asked_by_digest(to: Addressee, digest: Digest[OpenTask]) -> Iterator[tuple[Addressee, int]]:
    """The tasks that a digest asks its reader to bring."""
    for tasks in (digest.late, digest.soon, digest.returned):
        yield from ((to, task.id) for task in tasks[:LISTED])


def message_of(
    letter: Letter,
    place: Place,
    base_url: str,
    unit_names: Mapping[int, str],
    *,
    doors: Doors = NONE,
    at: Moment,
) -> Message:
    """Write the mail of a letter; it is withdrawn when its notices have been superseded at its place."""
    lines = _lines(letter, base_url, unit_names, doors)
    rendered = render(
        TEMPLATES[letter.kind],
        **frame(letter.to, place, base_url),
        lines=lines,
        count=len(letter.tellings),
        more=len(letter.tellings) - len(lines),
        due_on=letter.tellings[0].thing.due_on,
    )
    keys = (f"{told.thing.id}:{told.thing.due_on}:{told.point}" for told in letter.tellings)
    return Message(
        recipient=letter.to.email,
        recipient_name=letter.to.name,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        kind=letter.kind.value,
        dedupe_key=key(letter.kind.value, letter.to, keys),
        person_id=letter.to.person_id,
        reply_to=place.reply_to,
        not_after=at.start_of(letter.superseded_on),
    )


def _lines(letter: Letter, base_url: str, unit_names: Mapping[int, str], doors: Doors) -> list[Line]:
    return [
        Line(
            told.thing.title,
            told.thing.due_on,
            unit_names.get(told.thing.unit_id, ""),
            links.absolute(base_url, PATHS[letter.kind], id=told.thing.id),
            doors.get((letter.to.person_id, told.thing.id), ""),
        )
        for told in letter.tellings[:LISTED]
    ]


def digest_message(
    to: Addressee,
    digest: Digest[OpenTask],
    place: Place,
    base_url: str,
    *,
    week: date,
    superseded_on: date,
    news: Sequence[News] = (),
    doors: Doors = NONE,
    at: Moment,
) -> Message:
    """Write a person's weekly digest; on its day it also tells what was done."""
    told = conversations(news, base_url, at, doors=opening(to, doors))
    rendered = render(
        "digest",
        **frame(to, place, base_url),
        **_parts(digest, base_url, opening(to, doors)),
        units_late=digest.units_late,
        to_review=digest.to_review,
        review=links.absolute(base_url, links.REVIEW),
        week=week,
        conversations=told[:LISTED],
        more=len(told) - LISTED,
    )
    return Message(
        recipient=to.email,
        recipient_name=to.name,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        kind=Kind.DIGEST.value,
        dedupe_key=key(Kind.DIGEST.value, to, [week.isoformat()]),
        person_id=to.person_id,
        reply_to=place.reply_to,
        not_after=at.start_of(superseded_on),
    )


def opening(to: Addressee, doors: Doors) -> dict[int, str]:
    """The addresses that open tasks for one person, by the task."""
    return {task_id: href for (person_id, task_id), href in doors.items() if person_id == to.person_id}


def _parts(digest: Digest[OpenTask], base_url: str, doors: Mapping[int, str]) -> dict[str, object]:
    """The lists of a digest, each with how many there are."""
    parts = {"late": digest.late, "soon": digest.soon, "returned": digest.returned}
    lines = {name: _digest_lines(tasks, base_url, doors) for name, tasks in parts.items()}
    return lines | {f"{name}_count": len(tasks) for name, tasks in parts.items()}


def _digest_lines(tasks: Sequence[OpenTask], base_url: str, doors: Mapping[int, str]) -> list[Line]:
    return [
        Line(
            task.title,
            task.due_on,
            "",
            links.absolute(base_url, links.HAND_IN, id=task.id),
            doors.get(task.id, ""),
        )
        for task in tasks[:LISTED]
    ]


def frame(to: Addressee, place: Place, base_url: str) -> dict[str, object]:
    """What stands around every mail to a person."""
    has_queue = to.role in WITH_A_QUEUE
    return {
        "work": links.absolute(base_url, links.QUEUE if has_queue else links.HOME),
        "has_queue": has_queue,
        "name": to.name,
        "institution": place.name,
        "preferences": links.absolute(base_url, links.PREFERENCES),
    }


def key(kind: str, to: Addressee, parts: Iterable[str]) -> str:
    """What a mail is a message about: it is queued once."""
    fingerprint = sha256("|".join(sorted(parts)).encode()).hexdigest()[:32]
    return f"{kind}:{to.person_id}:{fingerprint}"
