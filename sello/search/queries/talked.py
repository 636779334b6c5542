"""What people wrote: in conversations and reviews, and in the register; asked of the rows themselves.

There is no index (decision 58). The database finds what may say it, newest first and no more than BOUND; what
says it is found by reading, as pages of documents are, so that both databases answer the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Select,
    SQLColumnExpression,
    cast,
    false,
    func,
    literal,
    select,
    union_all,
)

from sello.accounts.domain.actor import Actor, Visibility
from sello.accounts.models import Unit
from sello.accounts.permissions import Action, allows
from sello.core.db import db
from sello.core.phrases import Wanted
from sello.core.rows import rows_as
from sello.core.searching import might_say
from sello.evidence.models import Evidence, Pin, Review
from sello.evidence.queries.conditions import restricted, seen_by
from sello.register.models import Initiative, InitiativeName, InitiativeRequirement, InitiativeUnit
from sello.register.parts.models import (
    CommitteeMeeting,
    CommitteeResolution,
    Counterpart,
    ExecutingBody,
    GapLink,
    TrainingSession,
)
from sello.register.queries import rows as register_rows
from sello.search.domain.passages import passage
from sello.search.domain.question import Question
from sello.search.domain.ranking import SHOWN, Hit, Kind, Passage, Searched
from sello.search.domain.talked import Place, Words, nearest_of_each
from sello.search.domain.wanted import Sought, sought
from sello.tasks.models import Task, TaskAsk, TaskComment, TaskEvent
from sello.tasks.queries import rows as task_rows

BOUND: Final = 2_000
"""Texts that are read: the newest of those that may say it."""
LATELY: Final = 300
"""Texts that the box reads, which answers while one types."""
KNOWN: Final = 500
"""Of the newest texts the words are known for the nearest ones."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Conditions on what words belong to, by where they stand; none where nothing is narrowed."""

    of_tasks: tuple[ColumnElement[bool], ...] = ()
    of_pieces: tuple[ColumnElement[bool], ...] = ()
    of_initiatives: tuple[ColumnElement[bool], ...] = ()
    places: tuple[Place, ...] = tuple(Place)
    since: datetime | None = None
    until: datetime | None = None
    """Before which it was written."""


NOTHING: Final = Narrowed()


@dataclass(frozen=True, slots=True)
class Read:
    """What was found, the nearest first, with how many say it; and whether older texts were left unread."""

    kind: Kind
    asked: Sought
    found: tuple[tuple[Words, int], ...] = ()
    cut: bool = False

    def hits(self, first: int, most: int) -> tuple[Hit, ...]:
        """Some of it as it is shown: what is not shown is not made."""
        shown = self.found[first : first + most]
        return tuple(_hit(words, pages, self.asked, self.kind) for words, pages in shown)


def talked(question: Question, actor: Actor, *, most: int = SHOWN + 1) -> tuple[Hit, ...]:
    """The conversations and pieces about which somebody wrote it lately (one statement)."""
    return read_talk(question, actor, NOTHING, bound=LATELY).hits(0, most)


def filed(question: Question, visibility: Visibility, *, most: int = SHOWN + 1) -> tuple[Hit, ...]:
    """The initiatives whose file says it at length (one statement)."""
    return read_files(question, visibility, NOTHING, bound=LATELY).hits(0, most)


def read_talk(question: Question, actor: Actor, only: Narrowed, *, bound: int = BOUND) -> Read:
    """The same as `talked`, narrowed, and whether it is all (one statement)."""
    asked = sought(question)
    parts = _of_talk(actor, only, asked.wanted) if asked else []
    return _read(parts, Read(Kind.TALK, asked), only, bound)


def read_files(question: Question, visibility: Visibility, only: Narrowed, *, bound: int = BOUND) -> Read:
    """The same as `filed`, narrowed, and whether it is all (one statement)."""
    asked = sought(question)
    parts = _of_files(visibility, only, asked.wanted) if asked else []
    return _read(parts, Read(Kind.FILE, asked), only, bound)


def recent(actor: Actor) -> Iterator[str]:
    """What was written last, of what the reader may read (one statement)."""
    parts = _of_talk(actor, NOTHING, ())
    if allows(actor, Action.REGISTER_VIEW):
        parts += _of_files(actor.visibility, NOTHING, ())
    return (one.text for one in _newest(parts, KNOWN) if not one.hidden)


def _read(parts: Sequence[Select[Any]], read: Read, only: Narrowed, bound: int) -> Read:
    rows = _newest(parts, bound + 1, only)
    return replace(read, found=tuple(nearest_of_each(rows[:bound], read.asked)), cut=len(rows) > bound)


def _newest(parts: Sequence[Select[Any]], most: int, only: Narrowed = NOTHING) -> tuple[Words, ...]:
    if not parts:
        return ()
    every = union_all(*parts).subquery()
    newest = select(every)
    if only.since is not None:
        newest = newest.where(every.c.at >= only.since)
    if only.until is not None:
        newest = newest.where(every.c.at < only.until)
    newest = newest.order_by(every.c.at.desc(), every.c.place, every.c.id.desc()).limit(most)
    return rows_as(Words, db.session.execute(newest))


def _hit(words: Words, pages: int, asked: Sought, kind: Kind) -> Hit:
    return Hit(
        kind=kind,
        id=words.about_id,
        title=words.title,
        what=words.where,
        by=Searched((words.title,)),
        unit=words.unit_name,
        passage=Passage(
            page=words.page,
            pages=pages,
            text=() if words.hidden else passage(words.text, asked),
            words="",
            recognised=False,
            row=words.id,
            number=words.number,
            at=words.at if kind is Kind.TALK else None,
        ),
    )


def _columns(
    place: Place, row: Any, about: Any, at: Any, text: SQLColumnExpression[str], **beside: Any
) -> tuple[Any, ...]:
    """The columns of `Words`, in the order of their names there."""
    title, unit = {Task: (Task.title, Unit.name), Evidence: (Evidence.title, Unit.name)}.get(
        about, (Initiative.name, _FIRST_UNIT)
    )
    return (
        literal(place.value).label("place"),
        row.id.label("id"),
        about.id.label("about_id"),
        title.label("title"),
        unit.label("unit_name"),
        at.label("at"),
        text.label("text"),
        beside.get("page", literal(0)).label("page"),
        beside.get("number", literal(0)).label("number"),
        cast(beside.get("hidden", false()), Boolean).label("hidden"),
    )


_FIRST_UNIT = func.coalesce(
    select(func.min(Unit.name))
    .join(InitiativeUnit, InitiativeUnit.unit_id == Unit.id)
    .where(InitiativeUnit.initiative_id == Initiative.id)
    .correlate(Initiative)
    .scalar_subquery(),
    "",
)


def _of_talk(actor: Actor, only: Narrowed, wanted: Wanted) -> list[Select[Any]]:
    """What is written about tasks and pieces; how a piece came to be released is not told with it."""
    if actor.visibility.released_only:
        return []
    parts: list[Select[Any]] = []
    if allows(actor, Action.TASK_VIEW):
        seen = task_rows.visible(actor.visibility, actor.person_id)
        for place, part in _on_tasks(wanted):
            if place in only.places:
                parts.append(part.join(Unit, Unit.id == Task.unit_id).where(seen, *only.of_tasks))
    if allows(actor, Action.EVIDENCE_VIEW):
        seen = seen_by(actor.visibility, by_index=False)
        for place, part in _on_pieces(wanted):
            if place in only.places:
                parts.append(part.join(Unit, Unit.id == Evidence.unit_id).where(seen, *only.of_pieces))
    return parts


def _of_files(visibility: Visibility, only: Narrowed, wanted: Wanted) -> list[Select[Any]]:
    seen = register_rows.visible(visibility)
    return [
        part.where(seen, *only.of_initiatives)
        for place, part in _on_initiatives(wanted)
        if place in only.places
    ]


def _on_tasks(wanted: Wanted) -> Iterator[tuple[Place, Select[Any]]]:
    rows: tuple[tuple[Place, Any, Any, Any], ...] = (
        (Place.REQUEST, Task, Task.created_at, Task.description),
        (Place.COMMENT, TaskComment, TaskComment.at, TaskComment.text),
        (Place.QUESTION, TaskAsk, TaskAsk.at, TaskAsk.text),
        (Place.ANSWER, TaskAsk, TaskAsk.answered_at, TaskAsk.answer),
        (Place.STEP, TaskEvent, TaskEvent.at, TaskEvent.reason),
    )
    for place, row, at, text in rows:
        found = select(*_columns(place, row, Task, at, text)).select_from(row)
        if row is not Task:
            found = found.join(Task, Task.id == row.task_id)
        yield place, found.where(text != "", might_say(text, wanted))


def _on_pieces(wanted: Wanted) -> Iterator[tuple[Place, Select[Any]]]:
    reviews: tuple[tuple[Place, Any, Any], ...] = (
        (Place.REMARK, Review.decided_at, Review.remark),
        (Place.REPLY, Review.remedied_at, Review.reply),
    )
    for place, at, text in reviews:
        columns = _columns(place, Review, Evidence, at, text, number=Review.version_number)
        found = select(*columns).join(Evidence, Evidence.id == Review.evidence_id)
        yield place, found.where(text != "", at.is_not(None), might_say(text, wanted))
    pinned = _columns(
        Place.PIN, Pin, Evidence, Pin.pinned_at, Pin.text,
        page=Pin.page, number=Pin.version_number, hidden=restricted(),
    )  # fmt: skip
    found = select(*pinned).join(Evidence, Evidence.id == Pin.evidence_id)
    yield Place.PIN, found.where(might_say(Pin.text, wanted))


def _on_initiatives(wanted: Wanted) -> Iterator[tuple[Place, Select[Any]]]:
    rows: tuple[tuple[Place, Any, Any], ...] = (
        (Place.AIM, Initiative, Initiative.aim),
        (Place.DESCRIPTION, Initiative, Initiative.description),
        (Place.SOURCE, Initiative, Initiative.source),
        (Place.NAME, InitiativeName, InitiativeName.name),
        (Place.CONTRIBUTION, InitiativeRequirement, InitiativeRequirement.contribution),
        (Place.BODY, ExecutingBody, ExecutingBody.body),
        (Place.PARTY, Counterpart, Counterpart.name),
        (Place.ROLE, Counterpart, Counterpart.role),
        (Place.SESSION, TrainingSession, TrainingSession.topic),
        (Place.AGENDA, CommitteeMeeting, CommitteeMeeting.agenda),
        (Place.RESOLUTION, CommitteeResolution, CommitteeResolution.text),
        (Place.CHAIN, GapLink, GapLink.text),
    )
    for place, row, text in rows:
        found = select(*_columns(place, row, Initiative, Initiative.created_at, text)).select_from(row)
        if row is not Initiative:
            found = found.join(Initiative, Initiative.id == row.initiative_id)
        yield place, found.where(text != "", might_say(text, wanted))
