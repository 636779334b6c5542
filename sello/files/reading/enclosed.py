"""What the files say that came along with a mail, for whoever looks for words or for persons in it."""

from collections.abc import Iterator
from typing import Final

from sello.core.refusal import NotFound
from sello.files.kinds import KINDS
from sello.files.places import page_of, place_of
from sello.files.reading.attached import Attached, Mail
from sello.files.reading.room import Document, NotShown
from sello.files.store.disk import Store

MOST_FILES: Final = 60
"""Files of one mail, and of those inside it, that are read."""
MOST_LETTERS: Final = 6_000_000
_EVERY: Final = tuple(KINDS.values())


def said(store: Store, mail: Mail, media_type: str) -> Iterator[tuple[int, str]]:
    """The pages that say something, by their number (`files.places`); what does not open says nothing.

    A page without a word is among them where it is drawn: its letters may be recognised.
    """
    left, letters = MOST_FILES, MOST_LETTERS
    for document in _files(store, mail, media_type, ""):
        if left <= 0 or letters <= 0:
            return
        left -= 1
        try:
            pages = document.texts()
        except NotShown:
            continue
        for page, text in enumerate(pages, start=1):
            number = page_of(document.place, page)
            if number is not None and letters > 0 and (text.strip() or _is_drawn(document)):
                letters -= len(text)
                yield number, text


def only_drawn(store: Store, mail: Mail, media_type: str) -> Iterator[int]:
    """The numbers of the pages that say nothing but what may be recognised in their pictures, in order."""
    return (number for number, text in said(store, mail, media_type) if not text.strip())


def holder_of(store: Store, sha256: str, media_type: str, number: int) -> tuple[Document, int]:
    """Whose page a number is, the document itself or what came along with it, and which of its pages.

    NotFound where nothing is at its place any more. Refuses with NotShown.
    """
    place, page = place_of(number)
    if not place:
        return Document(store, sha256, media_type), page
    return Attached(store, sha256, media_type, place, _EVERY), page


def _is_drawn(document: Document) -> bool:
    return document.way is not None and document.way.is_drawn


def _files(store: Store, mail: Mail, media_type: str, place: str) -> Iterator[Attached]:
    """Each file in order, one of a mail inside after that mail."""
    try:
        found = mail.along(place).files
    except NotShown:
        return
    for each in found[:MOST_FILES]:
        try:
            yield Attached(store, mail.sha256, media_type, each.place, _EVERY)
        except (NotShown, NotFound):
            continue
        yield from _files(store, mail, media_type, each.place)
