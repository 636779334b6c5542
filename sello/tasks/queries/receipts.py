"""What receipts say: for the page, for the paper and for the mail, from one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, not_, select

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Institution, Person, Unit
from sello.core.dates import read_day
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.rows import row_as, rows_as
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceVersion, Review
from sello.evidence.queries.conditions import Condition, opened_to, secret, titled
from sello.tasks.domain.receipt import number_of, usual_days
from sello.tasks.models import Receipt, ReceiptPiece, Task

LATEST = 50
"""Decisions from which it is told how long a review usually takes: the newest ones."""


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that came in: what it is, and the hash by which anybody can check that it is the same."""

    evidence_id: int
    title: str
    version: int
    filename: str
    """Empty where the piece is closed to the reader."""
    size: int
    sha256: str
    uploaded_at: datetime
    """Earlier than the receipt for a file that was there already."""
    state: EvidenceState
    """How far its piece is now, not then."""


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """All that a receipt says; who may read it is for `receipt_for` to tell."""

    id: int
    number: str
    at: datetime
    day: date
    """The day of the institution on which it came in."""
    institution: str
    person_id: int | None
    person: str | None
    unit: str
    task_id: int | None
    task: str | None
    due_on: date | None
    files: tuple[ReceivedFile, ...]
    usual_days: int | None
    """Business days after which half of the reviews before it were decided; None where there are too few."""
    expected_on: date | None
    """The day by which an answer is usual."""
    of_today: bool = False
    """Whether names, titles and term are those of today: earlier versions did not keep those of its day."""

    @property
    def in_time(self) -> bool | None:
        """Whether it came in by the day that was asked for; None for what had no such day."""
        return None if self.due_on is None else self.day <= self.due_on


@dataclass(frozen=True, slots=True)
class ReceiptLink:
    """A receipt as another page leads to it."""

    id: int
    number: str
    at: datetime


def receipt(receipt_id: int, *, at: Moment) -> ReceiptFacts:
    """What a receipt says, for whoever sends it (three statements, or four); NotFound for one that is not.

    It leaves the house, so it says nothing of what is secret.
    """
    return _read(Receipt.id == receipt_id, not_(secret()), at)


def receipt_for(receipt_id: int, actor: Actor, *, at: Moment) -> ReceiptFacts:
    """What a receipt says, for whoever handed in and for the secretariat; NotFound for everybody else.

    Of a piece that was closed to her since it names the file's hash alone.
    """
    return _read(and_(Receipt.id == receipt_id, _readable(actor)), opened_to(actor.visibility), at)


def of_piece(evidence_id: int, actor: Actor, *, at: Moment) -> tuple[ReceiptLink, ...]:
    """The receipts of a piece that the actor may read, the first one first (one statement)."""
    found = (
        select(Receipt.id, Receipt.at)
        .join(ReceiptPiece, ReceiptPiece.receipt_id == Receipt.id)
        .where(ReceiptPiece.evidence_id == evidence_id, _readable(actor))
        .order_by(Receipt.id)
    )
    return tuple(
        ReceiptLink(row.id, number_of(row.id, at.day_of(row.at)), row.at) for row in db.session.execute(found)
    )


def latest_of_piece(actor: Actor) -> ScalarSelect[int | None]:
    """The last receipt of a piece that the actor may read, as a column of a statement that reads evidence."""
    return (
        select(func.max(ReceiptPiece.receipt_id))
        .join(Receipt, Receipt.id == ReceiptPiece.receipt_id)
        .where(ReceiptPiece.evidence_id == Evidence.id, _readable(actor))
        .correlate(Evidence)
        .scalar_subquery()
    )


def _readable(actor: Actor) -> ColumnElement[bool]:
    return Receipt.id.is_not(None) if actor.is_secretariat else Receipt.person_id == actor.person_id


def words_of_today(receipt_id: int) -> dict[str, Any]:
    """The names and the term that a receipt says if it is written today, as its row keeps them."""
    found = db.session.execute(
        select(
            Institution.name.label("institution"),
            Person.name.label("person"),
            Unit.name.label("unit"),
            Task.title.label("task"),
            Task.due_on,
        )
        .select_from(Receipt)
        .join(Institution, Institution.id == Receipt.institution_id)
        .join(Unit, Unit.id == Receipt.unit_id)
        .outerjoin(Person, Person.id == Receipt.person_id)
        .outerjoin(Task, Task.id == Receipt.task_id)
        .where(Receipt.id == receipt_id)
    ).one()
    return dict(found._mapping) | {"due_on": None if found.due_on is None else found.due_on.isoformat()}


def _read(where: ColumnElement[bool], opened: Condition, at: Moment) -> ReceiptFacts:
    row = db.session.execute(
        select(Receipt.id, Receipt.at, Receipt.person_id, Receipt.task_id, Receipt.words).where(where)
    ).one_or_none()
    if row is None:
        raise NotFound
    day, usual = at.day_of(row.at), _usual_days(at, row.at)
    words = row.words or words_of_today(row.id)
    return row_as(
        ReceiptFacts,
        row,
        **words | {"due_on": None if words["due_on"] is None else read_day(words["due_on"])},
        of_today=row.words is None,
        number=number_of(row.id, day),
        day=day,
        files=_files(row.id, opened),
        usual_days=usual,
        expected_on=None if usual is None else at.calendar.add_business_days(day, usual),
    )


def _files(receipt_id: int, opened: Condition) -> tuple[ReceivedFile, ...]:
    found = (
        select(
            ReceiptPiece.evidence_id,
            titled(func.coalesce(ReceiptPiece.title, Evidence.title), opened).label("title"),
            EvidenceVersion.number.label("version"),
            case((opened, EvidenceVersion.filename), else_="").label("filename"),
            EvidenceVersion.size,
            EvidenceVersion.sha256,
            EvidenceVersion.uploaded_at,
            Evidence.state,
        )
        .join(Evidence, Evidence.id == ReceiptPiece.evidence_id)
        .join(
            EvidenceVersion,
            and_(
                EvidenceVersion.evidence_id == ReceiptPiece.evidence_id,
                EvidenceVersion.number == ReceiptPiece.number,
            ),
        )
        .where(ReceiptPiece.receipt_id == receipt_id)
        .order_by(ReceiptPiece.id)
    )
    return rows_as(ReceivedFile, db.session.execute(found))


def _usual_days(at: Moment, until: datetime) -> int | None:
    """From the decisions before an instant, the first one on each version: later ones are second thoughts."""
    before = select(Review.id).where(Review.decided_at <= until)
    latest = before.order_by(Review.id.desc()).limit(LATEST).subquery()
    found = (
        select(Review.evidence_id, Review.version_number, Review.decided_at, EvidenceVersion.uploaded_at)
        .join(latest, latest.c.id == Review.id)
        .join(
            EvidenceVersion,
            and_(
                EvidenceVersion.evidence_id == Review.evidence_id,
                EvidenceVersion.number == Review.version_number,
            ),
        )
        .order_by(Review.id)
    )
    first: dict[tuple[int, int], tuple[date, date]] = {}
    for row in db.session.execute(found):
        span = at.day_of(row.uploaded_at), at.day_of(row.decided_at)
        first.setdefault((row.evidence_id, row.version_number), span)
    return usual_days(list(first.values()), at.calendar)
