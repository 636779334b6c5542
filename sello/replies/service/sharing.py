"""An answer in parts: what it says of each of the tasks of our mail, where the parts are clearly marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sello.core.mail.letter import Letter
from sello.core.text import shortened
from sello.replies.domain import naming
from sello.replies.domain.quoting import written
from sello.replies.queries.received import Whose
from sello.tasks.queries.doors import Door

KEPT = 10_000
"""Letters of an answer that are kept."""


@dataclass(frozen=True, slots=True)
class Share:
    """What of an answer goes to one task."""

    door: Door
    text: str


def shares(letter: Letter, whose: Whose, doors: Mapping[int, Door]) -> tuple[Share, ...]:
    """The parts of an answer, each with a task that is open to it; none where one is empty or not clear.

    Which files belong to which task is said by nobody: of an answer with files no part is taken by itself.
    """
    titles = {each.number: each.title for each in whose.asked}
    if naming.named(titles, whose.subject, letter.first("subject"), ""):
        return ()
    found = naming.parts(titles, shortened(written(letter.text), KEPT))
    if not all(found.values()) or not found.keys() <= doors.keys():
        return ()
    return tuple(Share(doors[number], text) for number, text in found.items())
