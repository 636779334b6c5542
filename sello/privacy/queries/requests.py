"""Requests of persons as their pages and their paper show them; for the secretariat alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, select

from sello.accounts.models import Person
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.rows import row_as, rows_as
from sello.evidence.models import Evidence
from sello.privacy.domain.requests import (
    OFFERED,
    USUAL,
    Channel,
    Decision,
    Outcome,
    Place,
    RequestState,
    Right,
    Subject,
)
from sello.privacy.models import PersonRequest, RequestHit
from sello.tasks.models import Task

NEWEST = 200
"""Requests that the page lists."""


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request."""

    id: int
    right: Right
    channel: Channel
    name: str
    run: str
    email: str
    received_on: date
    due_on: date
    extended: str
    state: RequestState
    searched_at: datetime | None
    outcome: Outcome | None
    answer: str
    answered_at: datetime | None

    @property
    def subject(self) -> Subject:
        """Whom it is about."""
        return Subject(self.name, self.run, self.email)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in which the person was found."""

    id: int
    place: Place
    thing_id: int
    page: int
    times: int
    decision: Decision | None
    reason: str
    what: str
    """The title of the piece or the task, the name of the account; empty for others."""

    @property
    def offered(self) -> tuple[Decision, ...]:
        """What may be decided of it."""
        return OFFERED.get(self.place, USUAL)


def requests() -> tuple[RequestRow, ...]:
    """The latest requests, the open ones first and of them the most urgent (one statement)."""
    first = case((PersonRequest.state == RequestState.OPEN, 0), else_=1)
    rows = _rows().order_by(first, PersonRequest.due_on, PersonRequest.id.desc()).limit(NEWEST)
    return rows_as(RequestRow, db.session.execute(rows))


def find(request_id: int) -> RequestRow:
    """One request (one statement). Raises NotFound."""
    row = db.session.execute(_rows().where(PersonRequest.id == request_id)).one_or_none()
    if row is None:
        raise NotFound
    return row_as(RequestRow, row)


def hits(request_id: int) -> tuple[Hit, ...]:
    """Where the person of a request was found (four statements)."""
    rows = db.session.execute(
        select(
            RequestHit.id,
            RequestHit.place,
            RequestHit.thing_id,
            RequestHit.page,
            RequestHit.times,
            RequestHit.decision,
            RequestHit.reason,
        )
        .where(RequestHit.request_id == request_id)
        .order_by(RequestHit.id)
    ).all()
    named = {
        Place.ACCOUNT: _named(Person, Person.name, rows, Place.ACCOUNT, Place.TRAIL),
        Place.TITLE: _named(Evidence, Evidence.title, rows, Place.TITLE, Place.DOCUMENT, Place.REVIEW),
        Place.CONVERSATION: _named(Task, Task.title, rows, Place.CONVERSATION),
    }
    where = {Place.TRAIL: Place.ACCOUNT, Place.DOCUMENT: Place.TITLE, Place.REVIEW: Place.TITLE}
    return tuple(
        row_as(Hit, row, what=named.get(where.get(row.place, row.place), {}).get(row.thing_id, ""))
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Account:
    """What an account keeps of its person."""

    id: int
    name: str
    email: str
    post: str
    role: str
    created_at: datetime
    active: bool


def accounts_of(request_id: int) -> tuple[Account, ...]:
    """The accounts that were decided to be of the person of a request (one statement)."""
    hers = select(RequestHit.thing_id).where(
        RequestHit.request_id == request_id,
        RequestHit.place == Place.ACCOUNT,
        RequestHit.decision.in_([Decision.TELL, Decision.FORGET]),
    )
    rows = db.session.execute(
        select(
            Person.id,
            Person.name,
            Person.email,
            Person.post,
            Person.role,
            Person.created_at,
            Person.active,
        )
        .where(Person.id.in_(hers))
        .order_by(Person.id)
    )
    return rows_as(Account, rows)


def _named(table: Any, title: Any, rows: Any, *places: Place) -> dict[int, str]:
    """What the things of some places are called."""
    ids = sorted({row.thing_id for row in rows if row.place in places})
    found = db.session.execute(select(table.id, title.label("title")).where(table.id.in_(ids)))
    return {row.id: row.title for row in found}


def _rows() -> Select[*tuple[Any, ...]]:
    return select(
        PersonRequest.id,
        PersonRequest.right.label("right"),
        PersonRequest.channel,
        PersonRequest.name,
        PersonRequest.run,
        PersonRequest.email,
        PersonRequest.received_on,
        PersonRequest.due_on,
        PersonRequest.extended,
        PersonRequest.state,
        PersonRequest.searched_at,
        PersonRequest.outcome,
        PersonRequest.answer,
        PersonRequest.answered_at,
    )
