"""Where a person stands: accounts, titles, documents, conversations, reviews, mails; by number, the trail.

A number and an address are looked for as they are written; a name by its words, one after the other, without
case and accents. What is found proposes: a person decides of each place whether it is she.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import ColumnElement, func, or_, select

from sello.accounts.models import Person
from sello.core.db import db
from sello.core.mail.outbox import OutboxMail
from sello.core.phrases import kept_form
from sello.core.stemming import stems_of
from sello.core.text import fold
from sello.core.trail.history import how_many_by
from sello.evidence.domain.around import Around, Spot
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion, Pin, Review
from sello.evidence.queries.conditions import gone
from sello.files.models import TextPage
from sello.privacy.domain.requests import Place, Subject, written_runs
from sello.tasks.models import TaskAsk, TaskComment

Key = tuple[Place, int, int]
"""A place: what it is, which one, and the page of a document (else 0)."""
MOST = 500
"""Places that one request lists; whoever stands in more is looked for with a number."""


def places_of(subject: Subject) -> Counter[Key]:
    """Where a person stands, and how often there (eleven statements)."""
    found: Counter[Key] = Counter()
    accounts = _accounts(subject)
    for person_id in accounts:
        found[Place.ACCOUNT, person_id, 0] += 1
    for key in (*_titles(subject), *_documents(subject), *_spoken(subject), *_mails(subject)):
        found[key] += 1
    for person_id, count in _acts(accounts):
        found[Place.TRAIL, person_id, 0] += count
    return Counter(dict(sorted(found.items())[:MOST]))


def _accounts(subject: Subject) -> list[int]:
    name = fold(subject.name)
    return [
        row.id
        for row in db.session.execute(select(Person.id, Person.name, Person.email).order_by(Person.id))
        if (subject.email and row.email == subject.email) or fold(row.name) == name
    ]


def _titles(subject: Subject) -> Iterator[Key]:
    wanted = [fold(subject.name), *written_runs(subject.run)]
    rows = select(Evidence.id).where(
        or_(*(Evidence.folded.contains(fold(each), autoescape=True) for each in wanted))
    )
    for piece in db.session.scalars(rows.order_by(Evidence.id)):
        yield Place.TITLE, piece, 0
    version = EvidenceVersion
    for file in db.session.execute(select(version.evidence_id, version.filename).order_by(version.id)):
        named = Around(file.evidence_id, Spot.FILE, 0, file.filename)
        if names_her(subject, named.said, named.text):
            yield Place.TITLE, file.evidence_id, 0


def _documents(subject: Subject) -> Iterator[Key]:
    conditions: list[ColumnElement[bool]] = [
        TextPage.text.contains(each, autoescape=True) for each in written_runs(subject.run)
    ]
    if subject.email:
        conditions.append(func.lower(TextPage.text).contains(subject.email, autoescape=True))
    stems = stems_of(subject.name)
    if len(stems) > 1:  # one word alone is anybody's
        conditions.append(TextPage.stems.contains(kept_form(stems), autoescape=True))
    if not conditions:
        return
    version = EvidenceVersion
    rows = (
        select(version.evidence_id, TextPage.page)
        .join(version, version.sha256 == TextPage.sha256)
        .join(Evidence, Evidence.id == version.evidence_id)
        .where(or_(*conditions), ~gone())
        .distinct()
        .order_by(version.evidence_id, TextPage.page)
    )
    for row in db.session.execute(rows):
        yield Place.DOCUMENT, row.evidence_id, row.page


def _spoken(subject: Subject) -> Iterator[Key]:
    """What people wrote: compared here, since no database folds accents."""
    comments = db.session.execute(select(TaskComment.task_id, TaskComment.text))
    for row in comments:
        if names_her(subject, row.text):
            yield Place.CONVERSATION, row.task_id, 0
    for ask in db.session.execute(select(TaskAsk.task_id, TaskAsk.text, TaskAsk.answer)):
        if names_her(subject, ask.text, ask.answer):
            yield Place.CONVERSATION, ask.task_id, 0
    yield from _reviewed(subject)


def _reviewed(subject: Subject) -> Iterator[Key]:
    """What was written around pieces."""
    for review in db.session.execute(select(Review.evidence_id, Review.remark, Review.reply)):
        if names_her(subject, review.remark, review.reply):
            yield Place.REVIEW, review.evidence_id, 0
    for pin in db.session.execute(select(Pin.evidence_id, Pin.text)):
        if names_her(subject, pin.text):
            yield Place.REVIEW, pin.evidence_id, 0
    for link in db.session.execute(select(EvidenceLink.evidence_id, EvidenceLink.note)):
        if names_her(subject, link.note):
            yield Place.REVIEW, link.evidence_id, 0


def _mails(subject: Subject) -> Iterator[Key]:
    if not subject.email:
        return
    rows = select(OutboxMail.id).where(OutboxMail.recipient == subject.email).order_by(OutboxMail.id)
    for mail in db.session.scalars(rows):
        yield Place.MAIL, mail, 0


def _acts(accounts: list[int]) -> Iterator[tuple[int, int]]:
    yield from how_many_by(accounts).items()


def names_her(subject: Subject, *texts: str | None) -> bool:
    """Whether any of some texts names her."""
    said = fold(" ".join(text for text in texts if text))
    wanted = (fold(subject.name), subject.email, *(fold(run) for run in written_runs(subject.run)))
    return any(each and each in said for each in wanted)
