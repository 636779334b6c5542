"""What documents say: the current file of each piece that the reader may see, page by page.

A text belongs to bytes, and bytes to whoever handed them in: it is asked only through the pieces whose
current version it is, held to what their reader may see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Unit
from sello.core.db import db
from sello.core.fulltext import holds
from sello.core.paging import Page as Numbered
from sello.core.phrases import Phrase
from sello.core.rows import row_as, rows_as
from sello.core.stemming import stems_of, words_of
from sello.evidence.domain.details import is_restricted
from sello.evidence.models import Evidence, EvidenceVersion
from sello.evidence.queries.conditions import seen_by
from sello.files.models import FileCheck, TextPage, TextRead
from sello.search.domain.passages import Page, first_of_each, passage
from sello.search.domain.question import Question
from sello.search.domain.ranking import SHOWN, Hit, Kind, Passage, Searched
from sello.search.domain.wanted import Sought, sought

BOUND: Final = 1_000
"""Pages that are ranked: the newest of those that say it."""
READ: Final = 10
"""Pages that are read to see whether they say a word itself."""


def documents(question: Question, visibility: Visibility, *, most: int = SHOWN + 1) -> tuple[Hit, ...]:
    """The pieces whose documents say it, the nearest first, each with its nearest page (two statements)."""
    asked = sought(question)
    if not asked:
        return ()
    best = first_of_each(_pages(asked, visibility), asked)[:most]
    return _told(best, asked, visibility)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of pieces, and whether they stand by their day instead of by nearness."""

    page: Numbered[Hit]
    newest: bool


def page(
    question: Question,
    visibility: Visibility,
    only: Sequence[ColumnElement[bool]],
    *,
    number: int,
    size: int,
) -> Found:
    """One page of the pieces whose documents say it (three statements).

    Where more than BOUND pages say it they are not ranked: the newest pieces come first, at any depth.
    """
    asked = sought(question)
    if not asked:
        return Found(Numbered((), 0, 1, size), newest=False)
    counted = _saying(asked, visibility, only, func.count(Evidence.id.distinct()).label("pieces"))
    total = db.session.execute(counted.add_columns(func.count().label("pages"))).one()
    number = min(max(1, number), max(1, -(-total.pieces // size)))
    first = (number - 1) * size
    if total.pages > BOUND:
        best = _newest(asked, visibility, only, first, size)
    else:
        best = first_of_each(_pages(asked, visibility, only), asked)[first : first + size]
    return Found(Numbered(_told(best, asked, visibility), total.pieces, number, size), total.pages > BOUND)


def _saying(
    asked: Sought, visibility: Visibility, only: Sequence[ColumnElement[bool]], *columns: Any
) -> Select[*tuple[Any, ...]]:
    """Something of the pages that say it, and of the pieces whose they are."""
    return (
        select(*columns)
        .select_from(TextPage)
        .join(EvidenceVersion, EvidenceVersion.sha256 == TextPage.sha256)
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .where(holds(TextPage.id, TextPage.stems, asked.wanted), _current(visibility), *only)
    )


def _newest(
    asked: Sought, visibility: Visibility, only: Sequence[ColumnElement[bool]], first: int, size: int
) -> list[tuple[Page, int]]:
    """The newest pieces, each with the first of its pages that says it and with how many do."""
    page, pages = func.min(TextPage.id), func.count(TextPage.page.distinct())
    columns = Evidence.id.label("evidence_id"), page.label("id"), pages.label("pages")
    grouped = _saying(asked, visibility, only, *columns).group_by(Evidence.id)
    rows = db.session.execute(grouped.order_by(Evidence.id.desc()).limit(size).offset(first))
    return [(Page(row.id, row.evidence_id, 0, ""), row.pages) for row in rows]


def is_said(word: str, visibility: Visibility) -> bool:
    """Whether a page that the reader may see says this very word (one statement).

    Pages are found by its stem, and may say another word of that: the newest of them are read.
    """
    if visibility.is_whole:
        return True
    stem = Phrase(tuple(stems_of(word)))
    texts = (
        select(TextPage.text)
        .join(EvidenceVersion, EvidenceVersion.sha256 == TextPage.sha256)
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .where(holds(TextPage.id, TextPage.stems, ((stem,),)), _current(visibility))
        .order_by(TextPage.id.desc())
        .limit(READ)
    )
    return any(word in words_of(text) for text in db.session.scalars(texts)) if stem.stems else False


def _current(visibility: Visibility) -> ColumnElement[bool]:
    apart = exists().where(FileCheck.sha256 == EvidenceVersion.sha256, FileCheck.threat != "")
    return and_(EvidenceVersion.number == Evidence.current, ~apart, seen_by(visibility, by_index=False))


def _pages(
    asked: Sought, visibility: Visibility, only: Sequence[ColumnElement[bool]] = ()
) -> tuple[Page, ...]:
    columns = (
        TextPage.id.label("id"),
        Evidence.id.label("evidence_id"),
        TextPage.page.label("page"),
        TextPage.stems.label("stems"),
    )
    statement = _saying(asked, visibility, only, *columns)
    newest = statement.order_by(TextPage.id.desc(), Evidence.id.desc()).limit(BOUND)
    return rows_as(Page, db.session.execute(newest))


def _told(best: Sequence[tuple[Page, int]], asked: Sought, visibility: Visibility) -> tuple[Hit, ...]:
    rows = {(row.page_id, row.id): row for row in db.session.execute(_rows(best, visibility))} if best else {}
    return tuple(
        _hit(rows[page.id, page.evidence_id], pages, asked)
        for page, pages in best
        if (page.id, page.evidence_id) in rows
    )


def _rows(best: Sequence[tuple[Page, int]], visibility: Visibility) -> Select[*tuple[Any, ...]]:
    return (
        select(
            TextPage.id.label("page_id"),
            TextPage.page,
            TextPage.text,
            TextPage.recognised,
            Evidence.id,
            Evidence.title,
            Evidence.type,
            Evidence.document_number,
            Evidence.classification,
            Evidence.personal_data,
            Evidence.state,
            Unit.name.label("unit_name"),
        )
        .join(EvidenceVersion, EvidenceVersion.sha256 == TextPage.sha256)
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(
            TextPage.id.in_([page.id for page, _ in best]),
            Evidence.id.in_([page.evidence_id for page, _ in best]),
            _current(visibility),
        )
    )


def _hit(row: Any, pages: int, asked: Sought) -> Hit:
    hidden = is_restricted(row.classification, row.personal_data)
    said = () if hidden else passage(row.text, asked)
    marked = next((piece for piece, is_asked in said if is_asked), "")
    return Hit(
        kind=Kind.DOCUMENT,
        id=row.id,
        title=row.title,
        what=row.type,
        by=Searched((row.title,)),
        code=row.document_number,
        unit=row.unit_name,
        state=row.state,
        light=row.state.light,
        passage=Passage(
            page=row.page,
            pages=pages,
            text=said,
            words="" if row.recognised else marked,
            recognised=row.recognised,
        ),
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of texts has come, of the files that somebody may see."""

    files: int
    read: int
    drawn: int
    """How many of them wait for letters to be recognised."""


def progress(visibility: Visibility) -> Progress:
    """Of how many files that the reader may see the text was read (one statement)."""
    files = (
        select(EvidenceVersion.sha256.label("sha256"))
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .where(_current(visibility))
        .distinct()
        .subquery()
    )
    counted = select(
        func.count().label("files"),
        func.count(TextRead.sha256).label("read"),
        func.count(TextRead.next_scan).label("drawn"),
    )
    rows = counted.select_from(files).outerjoin(TextRead, TextRead.sha256 == files.c.sha256)
    return row_as(Progress, db.session.execute(rows).one())
