"""What letters name in a mail, and what stands around every mail to a person."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sello.accounts.domain.actor import WITH_A_QUEUE
from sello.reminders import links
from sello.reminders.domain.recipients import Addressee
from sello.reminders.domain.schedule import Kind
from sello.reminders.domain.tellings import Letter
from sello.reminders.queries.sweeps import Place
from sello.reminders.service.doors import Doors

LISTED = 25
"""Things that a mail names; it counts the others and leads to their list."""

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


def lines_of(letter: Letter, base_url: str, unit_names: Mapping[int, str], doors: Doors) -> list[Line]:
    """The things of a letter, as many as a mail names."""
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


def opening(to: Addressee, doors: Doors) -> dict[int, str]:
    """The addresses that open tasks for one person, by the task."""
    return {task_id: href for (person_id, task_id), href in doors.items() if person_id == to.person_id}


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
