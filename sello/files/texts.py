"""What files say, as it is kept: page by page under their hash, with the words that there are.

Written in one transaction for each file, or for each page of a scan: whoever was stopped goes on there.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update

from sello.core.db import db, insert_into
from sello.core.phrases import kept_form
from sello.core.stemming import LONGEST, stems_of, words_of
from sello.files import likeness
from sello.files.detecting import findings
from sello.files.detecting.detector import RULES, on_pages
from sello.files.models import TextMark, TextPage, TextRead, TextWord

PART = 40_000
"""Letters of a page that are kept as one: a table of a thousand rows has several parts."""
_WORD = re.compile(rf"[a-z]{{4,{LONGEST}}}")
_AT_ONCE = 2_000


def keep(
    sha256: str,
    pages: Sequence[str],
    *,
    along: Sequence[tuple[int, str]] = (),
    reason: str = "",
    next_scan: int | None = None,
    now: datetime,
) -> None:
    """Keep what a file says in the place of what was kept of it; `reason` where it says nothing.

    `along` are pages of what came along with a mail, by their number (`files.places`).
    """
    every = [*enumerate(pages, start=1), *along]
    personal = _personal(every)
    forget(sha256)
    row = {"read_at": now, "reason": reason, "pages": len(pages), "next_scan": next_scan} | personal
    db.session.execute(insert_into(TextRead).values(sha256=sha256, marked=likeness.RULES, **row))
    _mark(sha256, pages)
    for page, text in every:
        _add(sha256, page, text, recognised=False)
    _count(text for _page, text in every)


def recognise(sha256: str, page: int, text: str, *, next_scan: int | None) -> None:
    """Keep what was recognised on a page that said nothing, and the page from which it goes on."""
    before = db.session.scalar(select(TextRead.personal).where(TextRead.sha256 == sha256))
    found = [*(before or ()), *findings.kept(on_pages([(page, text)]))]
    _add(sha256, page, text, recognised=True)
    _count([text])
    marked = likeness.RULES if next_scan else None  # its marks are made once all of it was looked at
    changed = {"next_scan": next_scan, "personal": found, "marked": marked}
    db.session.execute(update(TextRead).where(TextRead.sha256 == sha256).values(changed))


def look_again(most: int) -> int:
    """Look for what is about persons in texts where other rules, or none, looked: how many files."""
    other = or_(TextRead.personal_rules.is_(None), TextRead.personal_rules != RULES)
    due = db.session.scalars(select(TextRead.sha256).where(other).order_by(TextRead.sha256).limit(most)).all()
    for sha256 in due:
        said = select(TextPage.page, TextPage.text).where(TextPage.sha256 == sha256)
        rows = db.session.execute(said.order_by(TextPage.page, TextPage.part)).all()
        found = _personal((row.page, row.text) for row in rows)
        db.session.execute(update(TextRead).where(TextRead.sha256 == sha256).values(found))
    return len(due)


def mark_again(most: int) -> int:
    """Mark what other rules, or none, marked: how many files."""
    other = or_(TextRead.marked.is_(None), TextRead.marked != likeness.RULES)
    due = db.session.scalars(select(TextRead.sha256).where(other).order_by(TextRead.sha256).limit(most)).all()
    for sha256 in due:
        said = select(TextPage.page, TextPage.text).where(
            TextPage.sha256 == sha256, TextPage.page <= likeness.PAGES
        )
        pages: defaultdict[int, str] = defaultdict(str)
        for row in db.session.execute(said.order_by(TextPage.page, TextPage.part)):
            pages[row.page] += row.text
        db.session.execute(delete(TextMark).where(TextMark.sha256 == sha256))
        _mark(sha256, list(pages.values()))
        marked = {"marked": likeness.RULES}
        db.session.execute(update(TextRead).where(TextRead.sha256 == sha256).values(marked))
    return len(due)


def _mark(sha256: str, pages: Sequence[str]) -> None:
    rows = [{"sha256": sha256, "mark": mark} for mark in sorted(set(likeness.marks(pages)))]
    if rows:
        db.session.execute(insert_into(TextMark).values(rows))


def _personal(pages: Iterable[tuple[int, str]]) -> dict[str, Any]:
    return {"personal": findings.kept(on_pages(pages)), "personal_rules": RULES}


def forget(sha256: str) -> None:
    """Let go of what a file says, with the words that no other one holds."""
    texts = db.session.scalars(select(TextPage.text).where(TextPage.sha256 == sha256)).all()
    db.session.execute(delete(TextPage).where(TextPage.sha256 == sha256))
    db.session.execute(delete(TextMark).where(TextMark.sha256 == sha256))
    db.session.execute(delete(TextRead).where(TextRead.sha256 == sha256))
    gone = _counted(texts)
    for some in _some(sorted(gone)):
        fewer = update(TextWord).where(TextWord.word.in_([word for word in some if gone[word] == 1]))
        db.session.execute(fewer.values(pages=TextWord.pages - 1))
        for word in some:
            if gone[word] > 1:
                several = update(TextWord).where(TextWord.word == word)
                db.session.execute(several.values(pages=TextWord.pages - gone[word]))
        db.session.execute(delete(TextWord).where(TextWord.word.in_(some), TextWord.pages <= 0))


def forget_all() -> None:
    """Let go of every text: all are read anew."""
    for table in (TextPage, TextMark, TextRead, TextWord):
        db.session.execute(delete(table))


def _add(sha256: str, page: int, text: str, *, recognised: bool) -> None:
    for part, said in enumerate(_parts(text), start=1):
        row = {"sha256": sha256, "page": page, "part": part, "text": said, "recognised": recognised}
        db.session.execute(insert_into(TextPage).values(stems=kept_form(stems_of(said)), **row))


def _parts(text: str) -> Iterator[str]:
    """A text cut between words; nothing of one that says nothing."""
    while len(text) > PART:
        cut = text.rfind(" ", PART // 2, PART)
        cut = cut if cut > 0 else PART
        yield text[:cut]
        text = text[cut:]
    if text.strip():
        yield text


def _counted(texts: Iterable[str]) -> Counter[str]:
    """Each word with how many parts of pages hold it."""
    return Counter(
        word
        for text in texts
        for part in _parts(text)
        for word in {word for word in words_of(part) if _WORD.fullmatch(word)}
    )


def _count(texts: Iterable[str]) -> None:
    found = _counted(texts)
    for some in _some(sorted(found)):  # in one order: two who write the same words wait, and never cross
        insert = insert_into(TextWord).values([{"word": word, "pages": found[word]} for word in some])
        more = {"pages": TextWord.pages + insert.excluded.pages}
        db.session.execute(insert.on_conflict_do_update(index_elements=["word"], set_=more))


def _some(words: list[str]) -> Iterator[list[str]]:
    return (words[start : start + _AT_ONCE] for start in range(0, len(words), _AT_ONCE))
