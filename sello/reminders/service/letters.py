"""Letters become messages: the texts of templates/mail/ filled for one person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sello.accounts.domain.actor import WITH_A_QUEUE
from sello.core.mail.message import Message
from sello.core.mail.render import render
from sello.core.moment import Moment
from sello.reminders import links
from sello.reminders.domain.digest import Digest
from sello.reminders.domain.recipients import Addressee
from sello.reminders.domain.schedule import Kind
from sello.reminders.domain.tellings import Letter
from sello.reminders.queries.sweeps import OpenTask, Place

LISTED = 25
"""Things that a mail names; it counts the others and leads to their list."""

TEMPLATES = {
    Kind.DUE_SOON: "due_soon",
    Kind.OVERDUE: "overdue",
    Kind.ESCALATED: "escalated",
    Kind.EXPIRING: "expiring",
}


PATHS = {
    Kind.DUE_SOON: links.HAND_IN,
    Kind.OVERDUE: links.HAND_IN,
    Kind.ESCALATED: links.TASK,
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


def message_of(
    letter: Letter, place: Place, base_url: str, unit_names: Mapping[int, str], *, at: Moment
) -> Message:
    """Write the mail of a letter; it is withdrawn when its notices have been superseded at its place."""
    path = PATHS[letter.kind]
    lines = [
        Line(
            told.thing.title,
            told.thing.due_on,
            unit_names.get(told.thing.unit_id, ""),
            links.absolute(base_url, path, id=told.thing.id),
        )
        for told in letter.tellings[:LISTED]
    ]
    rendered = render(
        TEMPLATES[letter.kind],
        **_frame(letter.to, place, base_url),
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
        dedupe_key=_key(letter.kind, letter.to, keys),
        person_id=letter.to.person_id,
        not_after=at.start_of(letter.superseded_on),
    )


def digest_message(
    to: Addressee,
    digest: Digest[OpenTask],
    place: Place,
    base_url: str,
    *,
    week: date,
    superseded_on: date,
    at: Moment,
) -> Message:
    """Write a person's weekly digest."""
    rendered = render(
        "digest",
        **_frame(to, place, base_url),
        late=_digest_lines(digest.late, base_url),
        soon=_digest_lines(digest.soon, base_url),
        returned=_digest_lines(digest.returned, base_url),
        late_count=len(digest.late),
        soon_count=len(digest.soon),
        returned_count=len(digest.returned),
        units_late=digest.units_late,
        to_review=digest.to_review,
        review=links.absolute(base_url, links.REVIEW),
        week=week,
    )
    return Message(
        recipient=to.email,
        recipient_name=to.name,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        kind=Kind.DIGEST.value,
        dedupe_key=_key(Kind.DIGEST, to, [week.isoformat()]),
        person_id=to.person_id,
        not_after=at.start_of(superseded_on),
    )


def _digest_lines(tasks: Sequence[OpenTask], base_url: str) -> list[Line]:
    return [
        Line(task.title, task.due_on, "", links.absolute(base_url, links.HAND_IN, id=task.id))
        for task in tasks[:LISTED]
    ]


def _frame(to: Addressee, place: Place, base_url: str) -> dict[str, object]:
    has_queue = to.role in WITH_A_QUEUE
    return {
        "work": links.absolute(base_url, links.QUEUE if has_queue else links.HOME),
        "has_queue": has_queue,
        "name": to.name,
        "institution": place.name,
        "preferences": links.absolute(base_url, links.PREFERENCES),
    }


def _key(kind: Kind, to: Addressee, parts: Iterable[str]) -> str:
    fingerprint = sha256("|".join(sorted(parts)).encode()).hexdigest()[:32]
    return f"{kind.value}:{to.person_id}:{fingerprint}"
