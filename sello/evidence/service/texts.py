"""What the files of evidence say, read in the background: one file, or one scanned page, at a time."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Row, and_, func, not_, or_, select

from sello.core.db import db, everywhere, once_committed, unit_of_work
from sello.core.refusal import NotFound
from sello.evidence.models import Evidence, EvidenceVersion
from sello.evidence.queries.conditions import leaving_or_gone
from sello.files import texts
from sello.files.models import TextPage, TextRead
from sello.files.places import place_of
from sello.files.reading import enclosed
from sello.files.reading.attached import Mail
from sello.files.reading.room import REASONS, NotShown
from sello.files.store.disk import Store
from sello.files.store.sealed import LOST

AGAIN: Final = timedelta(days=1)
"""After so long it is tried again what was too slow, or lost."""
_PASSING: Final = ("slow", "lost")
_WORDS: Final = {kind: word for word, kind in REASONS.items()}


@dataclass(frozen=True)
class Unread:
    """A file whose text is not kept yet."""

    sha256: str
    media_type: str


def unread(most: int, *, now: datetime) -> tuple[Unread, ...]:
    """Files of any institution that nobody has read, the newest first (one statement)."""
    due = or_(TextRead.sha256.is_(None), and_(TextRead.reason.in_(_PASSING), TextRead.read_at <= now - AGAIN))
    with everywhere():
        rows = db.session.execute(
            select(
                EvidenceVersion.sha256.label("sha256"),
                func.min(EvidenceVersion.media_type).label("media_type"),
            )
            .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
            .outerjoin(TextRead, TextRead.sha256 == EvidenceVersion.sha256)
            .where(due, not_(leaving_or_gone()))
            .group_by(EvidenceVersion.sha256)
            .order_by(func.max(EvidenceVersion.id).desc())
            .limit(most)
        ).all()
    db.session.rollback()
    return tuple(Unread(row.sha256, row.media_type) for row in rows)


def read(file: Unread, store: Store, *, now: datetime) -> None:
    """Read a file outside of any transaction, and keep what it says, or why it says nothing."""
    document = Mail(store, file.sha256, file.media_type)
    pages: tuple[str, ...] = ()
    along: tuple[tuple[int, str], ...] = ()
    reason = ""
    try:
        pages = document.texts()
        along = tuple(enclosed.said(store, document, file.media_type)) if document.is_mail else ()
    except NotShown as refused:
        reason = _WORDS.get(type(refused), "kind")
    except LOST:
        reason = "lost"
    drawn = document.way is not None and document.way.is_drawn
    own = enumerate(pages, start=1) if drawn else ()
    next_scan = next((page for page, said in (*own, *along) if not said.strip()), None)
    with unit_of_work():
        texts.keep(file.sha256, pages, along=along, reason=reason, next_scan=next_scan, now=now)


def unrecognised(most: int) -> tuple[Unread, ...]:
    """Files of which some pages are only drawn, the smallest rest first, then mails (one statement)."""
    with everywhere():
        rows = db.session.execute(
            select(TextRead.sha256, func.min(EvidenceVersion.media_type).label("media_type"))
            .join(EvidenceVersion, EvidenceVersion.sha256 == TextRead.sha256)
            .where(TextRead.next_scan.is_not(None))
            .group_by(TextRead.sha256, TextRead.pages, TextRead.next_scan)
            .order_by(func.abs(TextRead.pages - TextRead.next_scan), TextRead.sha256)
            .limit(most)
        ).all()
    db.session.rollback()
    return tuple(Unread(row.sha256, row.media_type) for row in rows)


def recognise_next(file: Unread, program: str, store: Store) -> bool:
    """Recognise the next page of a file that says nothing; whether there was one. Kept page by page."""
    row = db.session.execute(
        select(TextRead.next_scan, TextRead.pages).where(TextRead.sha256 == file.sha256)
    ).one_or_none()
    said = set(db.session.scalars(select(TextPage.page).where(TextPage.sha256 == file.sha256)))
    db.session.rollback()
    if row is None or row.next_scan is None:
        return False
    following = _following(file, store, row, said)
    try:
        document, page = enclosed.holder_of(store, file.sha256, file.media_type, row.next_scan)
        text = document.recognised(page, program)
    except (NotShown, NotFound):
        text, following = "", following if place_of(row.next_scan)[0] else None
    except LOST:
        text, following = "", None
    with unit_of_work():
        texts.recognise(file.sha256, row.next_scan, text, next_scan=following)
    return True


def _following(file: Unread, store: Store, row: Row[int | None, int], said: Set[int]) -> int | None:
    """The next page to recognise letters on, or None: of the document itself, or of what came with a mail."""
    mail = Mail(store, file.sha256, file.media_type)
    try:
        pages = enclosed.only_drawn(store, mail, file.media_type) if mail.is_mail else range(1, row.pages + 1)
        return next((each for each in pages if each > row.next_scan and each not in said), None)
    except LOST:
        return None


def look_for_persons(most: int) -> int:
    """Look for what is about persons in texts where the rules of today did not: how many files."""
    with unit_of_work():
        return texts.look_again(most)


def mark_again(most: int) -> int:
    """Mark texts that the rules of today did not mark, for finding those that are nearly the same."""
    with unit_of_work():
        return texts.mark_again(most)


def forget_orphans(most: int, store: Store) -> int:
    """Let go of what is kept and drawn of files that no piece names any more: how many."""
    with everywhere(), unit_of_work():
        orphans = db.session.scalars(
            select(TextRead.sha256)
            .where(~select(EvidenceVersion.id).where(EvidenceVersion.sha256 == TextRead.sha256).exists())
            .limit(most)
        ).all()
        for sha256 in orphans:
            texts.forget(sha256)
            once_committed(partial(store.pages.drop, sha256))
    return len(orphans)
