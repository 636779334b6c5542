"""A kept file as a page shows it: one leaf at an address, with what was looked for in it.

Each place that shows one (the reading page, the desk, a conversation) gives its own address; the size, the
leaf and the words stand in its query. What is read is noted as a download is.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, request, url_for

from sello.accounts.domain.actor import Actor
from sello.evidence import access_log
from sello.evidence.queries.piece import StoredFile
from sello.files.reading import finding
from sello.files.reading.leaves import Box, Leaf, Outline
from sello.files.reading.room import PERCENT, Document, Hit, NotShown
from sello.files.reading.ways import Way
from sello.files.scanning.states import Unsafe
from sello.web import opening
from sello.web.answers import spoken
from sello.web.downloads import FileGone, Purged, refuse_purged
from sello.web.moment import moment
from sello.web.request_values import asked_id, asked_text
from sello.web.uploads import let_go_of_the_database, store

LONGEST = 80
"""Letters of what is looked for in a document."""
_USUAL = (1, PERCENT[0], "")
"""What an address need not say."""


@dataclass(frozen=True)
class Shown:
    """What there is to be seen of a file: a leaf of it, or why there is none."""

    outline: Outline = field(default_factory=lambda: Outline(0))
    leaf: Leaf = field(default_factory=Leaf)
    hits: tuple[Hit, ...] = ()
    boxes: tuple[Box, ...] = ()
    sorry: str = ""


@dataclass(frozen=True)
class Reader:
    """A file at an address: which leaf, how large, what is looked for, and what is shown of it."""

    file: StoredFile
    way: Way | None
    page: int
    percent: int
    words: str
    shown: Shown
    at: Callable[..., str]
    """The address of the page with another leaf (`pagina`), size (`zoom`) or words (`q`)."""
    action: str
    """Where a form of the page leads, and what it sends along to come back here."""
    along: dict[str, Any]

    @property
    def larger(self) -> int | None:
        """The next larger size, if there is one."""
        return next((each for each in PERCENT if each > self.percent), None)

    @property
    def smaller(self) -> int | None:
        """The next smaller size, if there is one."""
        return next((each for each in reversed(PERCENT) if each < self.percent), None)

    def pieces(self, text: str) -> tuple[tuple[str, bool], ...]:
        """A text in pieces, each with whether it was looked for."""
        return finding.pieces(text, self.words)


def reader(actor: Actor, file: StoredFile, endpoint: str, **values: Any) -> Reader:
    """The file as the address asks to see it; the page it stands on is an endpoint with its values.

    It lets go of the database while it reads, so what the page needs beside it is asked before.
    """
    _admit(actor, file)
    document = Document(store(), file.sha256, file.media_type)
    page, percent, words = max(1, asked_id("pagina") or 1), _percent(), asked_text("q", LONGEST)
    let_go_of_the_database()
    shown = _shown(document, page, words, file.purge_number)
    page = min(page, max(1, shown.outline.pages))
    if not shown.sorry and not (document.way and document.way.is_played):
        note(actor, file)
    here: dict[str, Any] = {"pagina": page, "zoom": percent, "q": words}
    along: dict[str, Any] = {
        name: value for name, value in values.items() if name not in (request.view_args or {})
    }

    def at(**changes: Any) -> str:
        said = {name: value for name, value in (here | changes).items() if value not in _USUAL}
        return url_for(endpoint, **values, **said, _anchor="lector")

    return Reader(
        file=file,
        way=document.way,
        page=page,
        percent=percent,
        words=words,
        shown=shown,
        at=at,
        action=url_for(endpoint, **{name: value for name, value in values.items() if name not in along}),
        along=along,
    )


def beside(actor: Actor, file: StoredFile | None, endpoint: str, **values: Any) -> Reader | None:
    """The file beside something else; one that is opened only on purpose waits until that is asked for."""
    if file is None or (file.restricted and not request.args.get("leer")):
        return None
    if request.method == "POST" and not opening.is_open(actor, file):
        return None  # what was typed comes first
    along = {"leer": file.evidence_id} if request.args.get("leer") else {}
    return reader(actor, file, endpoint, **values, **along)


def picture(actor: Actor, file: StoredFile, page: int, percent: int, *, noted: bool) -> bytes:
    """A page of a file as JPEG. Refuses with NotShown or FileGone."""
    refuse_purged(file.purge_number)
    opening.require(actor, file)
    let_go_of_the_database()
    try:
        content = Document(store(), file.sha256, file.media_type).picture(page, percent)
    except FileNotFoundError:
        raise _gone(file.sha256) from None
    if noted:
        note(actor, file)
    return content


def note(actor: Actor, file: StoredFile) -> None:
    """Have it written down that somebody reads a file, unless she only asks whether she might."""
    if request.method == "GET":
        access_log.log_reading(actor, file.evidence_id, file.number, now=moment().now)


def _admit(actor: Actor, file: StoredFile) -> None:
    """Why a restricted file is opened is asked; of one that an acta takes away nothing is opened."""
    if file.purge_number is None:
        opening.require(actor, file)


def _shown(document: Document, page: int, words: str, purge_number: int | None) -> Shown:
    if purge_number is not None:
        return Shown(sorry=spoken(Purged(number=str(purge_number))))
    if document.way is not None and document.way.is_played:
        return Shown()
    try:
        outline = document.outline()
        page = min(page, outline.pages)
        leaf = document.leaf(page)
        hits = document.hits(words) if words else ()
        here = any(hit.page == page for hit in hits)
        boxes = document.boxes(page, words) if here else ()
    except (NotShown, Unsafe) as sorry:
        return Shown(sorry=spoken(sorry))
    except FileNotFoundError:
        return Shown(sorry=spoken(_gone(document.sha256)))
    return Shown(outline, leaf, hits, boxes)


def _gone(sha256: str) -> FileGone:
    current_app.logger.error("stored file missing", extra={"sha256": sha256})
    return FileGone()


def _percent() -> int:
    asked = asked_id("zoom")
    return asked if asked in PERCENT else PERCENT[0]
