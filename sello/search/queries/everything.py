"""All that the box finds: each kind asked once, and again with the nearest words where nothing was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import TABLE, Action, allows
from sello.core.moment import Moment
from sello.core.spelling import nearest
from sello.evidence.queries import listing
from sello.progress.checklist import ChecklistRow
from sello.register.queries import lists as register_lists
from sello.search.domain.deeds import Asked, Deed, Offer, Office, offers, spoken
from sello.search.domain.question import Question, parse
from sello.search.domain.ranking import Group, Hit, Kind, Searched, grouped
from sello.search.queries import stored
from sello.search.queries.directory import directory
from sello.search.queries.documents import documents
from sello.search.queries.near_words import meant
from sello.search.queries.requirements import requirements
from sello.search.queries.talked import filed, recent, talked
from sello.tasks.queries import lists as task_lists


@dataclass(frozen=True, slots=True)
class Found:
    """What the box shows: what can be done, what there is, and which words were taken for the typed ones."""

    question: Question
    """As it was answered: with the nearest words, where those that were typed found nothing."""
    offers: tuple[Offer, ...] = ()
    groups: tuple[Group, ...] = ()
    instead_of: str = ""
    """What was typed, where it found nothing and nearer words did."""

    def __bool__(self) -> bool:
        return bool(self.offers or self.groups)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is read once, whatever is asked: it has an end."""

    hits: tuple[Hit, ...]
    asked: tuple[Asked, ...]
    offices: tuple[Office, ...]
    permitted: frozenset[Action]
    has_cycle: bool


def find(question: Question, actor: Actor, places: Sequence[str], *, at: Moment) -> Found:
    """What an actor may find; ``places`` are the pages of her menu, each found by its number among them.

    At most twelve statements, and seventeen more where nothing holds the words; to whoever may not see all
    documents each near word of theirs is one more, as `near_words.meant` says.
    """
    if not question:
        return Found(question)
    known = _known(actor, places, at=at)
    found = _answer(question, known, actor, at=at)
    if found:
        return found
    words = nearest(question.typed, _words(known, actor))
    again = _answer(parse(words), known, actor, at=at) if words else None
    if not again:
        again = _by_near_words(question, actor)
    if not again:
        return found
    return Found(again.question, again.offers, again.groups, instead_of=question.typed)


def _by_near_words(question: Question, actor: Actor) -> Found | None:
    """What documents say of the words that were probably meant (as many statements as `meant`, and two)."""
    words = meant(question.typed, actor.visibility) if allows(actor, Action.EVIDENCE_VIEW) else None
    if words is None:
        return None
    nearer = parse(words)
    return Found(nearer, groups=grouped(nearer, documents(nearer, actor.visibility)))


def _known(actor: Actor, places: Sequence[str], *, at: Moment) -> _Known:
    """Requirements, units, people and pages (at most five statements)."""
    asked = requirements(actor.visibility, at=at)
    who = directory(actor, at=at)
    return _Known(
        hits=(*(hit for hit, _ in asked or ()), *who, *map(_place, range(len(places)), places)),
        asked=tuple(_asked(row) for _, row in asked or ()),
        offices=tuple(Office(hit.id, hit.title, hit.code) for hit in who if hit.kind is Kind.UNIT),
        permitted=frozenset(action for action in TABLE if allows(actor, action)),
        has_cycle=asked is not None,
    )


def _answer(question: Question, known: _Known, actor: Actor, *, at: Moment) -> Found:
    """What the words find (seven statements)."""
    visibility = actor.visibility
    hits = [*known.hits, *stored.evidence(question, visibility), *talked(question, actor)]
    if allows(actor, Action.EVIDENCE_VIEW):
        hits += documents(question, visibility)
    if allows(actor, Action.TASK_VIEW):
        hits += stored.tasks(question, visibility, actor.person_id)
    if allows(actor, Action.REGISTER_VIEW):
        hits += stored.initiatives(question, visibility, at=at)
        hits += filed(question, visibility)
    offered = offers(question, known.permitted, known.asked, known.offices)
    if not known.has_cycle:
        offered = tuple(offer for offer in offered if offer.deed not in _OF_A_CYCLE)
    return Found(question, offered, grouped(question, hits))


_OF_A_CYCLE = frozenset(
    {Deed.ASSIGN, Deed.ASK_DIMENSION, Deed.ANSWER, Deed.VALIDATE, Deed.REPORT, Deed.COMPARE}
)
"""What leads nowhere before a cycle is opened."""


def _words(known: _Known, actor: Actor) -> Iterator[str]:
    """What there is to be found, as people read it; asked only where nothing was found (four statements)."""
    visibility = actor.visibility
    for hit in known.hits:
        yield from (hit.title, hit.by.beside, hit.by.text, *hit.by.names)
    yield from spoken(known.permitted)
    yield from listing.titles(visibility)
    if allows(actor, Action.TASK_VIEW):
        yield from task_lists.titles(visibility, actor.person_id)
    if allows(actor, Action.REGISTER_VIEW):
        yield from register_lists.names(visibility)
    yield from recent(actor)


def _asked(row: ChecklistRow) -> Asked:
    return Asked(id=row.requirement_id, code=row.code, title=row.title, unit_id=row.unit_id)


def _place(number: int, label: str) -> Hit:
    return Hit(kind=Kind.PAGE, id=number, title=label, what=None, by=Searched((label,)))
