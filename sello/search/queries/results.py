"""One page of what was found of one kind, narrowed: the nearest first, with how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sello.accounts.domain.actor import Actor, Visibility
from sello.accounts.permissions import Action, allows
from sello.core.moment import Moment
from sello.core.paging import Page
from sello.search.domain.narrowing import Narrow, Where
from sello.search.domain.question import Question
from sello.search.domain.ranking import Hit, Nearness, nearness
from sello.search.queries import documents, stored, talked
from sello.search.queries.narrowing import of_initiatives, of_pieces, of_words
from sello.search.queries.requirements import requirements

SIZE: Final = 20
NEEDED: Final = {
    Where.DOCUMENTS: Action.EVIDENCE_VIEW,
    Where.EVIDENCE: Action.EVIDENCE_VIEW,
    Where.TALK: Action.TASK_VIEW,
    Where.REQUIREMENTS: Action.REQUIREMENT_VIEW,
    Where.REGISTER: Action.REGISTER_VIEW,
    Where.FILES: Action.REGISTER_VIEW,
}


@dataclass(frozen=True, slots=True)
class Results:
    """A page, and what has to be said of its order."""

    page: Page[Hit]
    newest: bool = False
    """There are too many to be ranked: the newest come first."""
    cut: bool = False
    """Older texts were not read, so that there may be more."""


def open_to(actor: Actor) -> tuple[Where, ...]:
    """Where the reader may look."""
    return tuple(where for where in Where if allows(actor, NEEDED[where]))


def results(
    question: Question, actor: Actor, where: Where, only: Narrow, *, number: int, at: Moment
) -> Results:
    """A page of what the reader may see (at most four statements); a number too high is the last one."""
    if not question or where not in open_to(actor):
        return Results(Page((), 0, 1, SIZE))
    visibility = actor.visibility
    match where:
        case Where.DOCUMENTS:
            found = documents.page(question, visibility, of_pieces(only), number=number, size=SIZE)
            return Results(found.page, newest=found.newest)
        case Where.TALK:
            return _written(talked.read_talk(question, actor, of_words(only, at)), number)
        case Where.FILES:
            narrowed = talked.Narrowed(of_initiatives=of_initiatives(only, at))
            return _written(talked.read_files(question, visibility, narrowed), number)
        case Where.EVIDENCE:
            page = stored.evidence_page(question, visibility, of_pieces(only), number=number, size=SIZE)
        case Where.REGISTER:
            kept = of_initiatives(only, at)
            page = stored.initiative_page(question, visibility, kept, number=number, size=SIZE, at=at)
        case Where.REQUIREMENTS:
            page = _cut(_asked(question, visibility, only, at), number)
    return Results(page)


def _written(read: talked.Read, number: int) -> Results:
    number, total = _within(number, len(read.found)), len(read.found)
    return Results(Page(read.hits((number - 1) * SIZE, SIZE), total, number, SIZE), cut=read.cut)


def _asked(question: Question, visibility: Visibility, only: Narrow, at: Moment) -> list[Hit]:
    """The requirements: they have an end, and are read whole."""
    near = [
        (nearness(question, hit.by), hit)
        for hit, row in requirements(visibility, at=at) or ()
        if only.dimension in (None, row.dimension)
        and only.state in (None, row.status)
        and (only.unit_ids is None or row.unit_id in only.unit_ids)
    ]
    near.sort(key=lambda one: -one[0])
    return [hit for how_near, hit in near if how_near is not Nearness.NOT]


def _cut(hits: Sequence[Hit], number: int) -> Page[Hit]:
    number = _within(number, len(hits))
    return Page(tuple(hits[(number - 1) * SIZE : number * SIZE]), len(hits), number, SIZE)


def _within(number: int, total: int) -> int:
    """The number of a page that there is."""
    return min(max(1, number), max(1, -(-total // SIZE)))
