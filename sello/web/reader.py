"""A kept file as a page shows it: one leaf at an address, with what was looked for in it.

Each place that shows one (the reading page, the desk, a conversation) gives its own address; the size, the
leaf and the words stand in its query. What is read is noted as a download is.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from flask import current_app, request, url_for

from sello.accounts.domain.actor import Actor
from sello.evidence import access_log
from sello.evidence.queries.piece import StoredFile
from sello.files.reading import finding
from sello.files.reading.attached import Along, Attached, Mail
from sello.files.reading.leaves import Box, Leaf, Outline
from sello.files.reading.room import PERCENT, Document, Hit, NotShown
from sello.files.reading.ways import Way
from sello.files.scanning.states import Unsafe
from sello.web import opening
from sello.web.answers import spoken
from sello.web.downloads import FileGone, Purged, refuse_purged
from sello.web.moment import moment
from sello.web.request_values import asked_id, asked_text
from sello.web.uploads import accepted_kinds, let_go_of_the_database, store

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
    along: Along = field(default_factory=Along)
    """What came along with a mail."""
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
    place: str = ""
    """Where it lies in the mail that it came along with; empty of a file that was handed in itself."""

    @property
    def _values(self) -> dict[str, Any]:
        return {"evidence_id": self.file.evidence_id, "number": self.file.number}

    @property
    def picture(self) -> str:
        """The address of the page that is shown, as a picture."""
        drawn = self._values | {"page": self.page, "zoom": self.percent}
        if self.place:
            return url_for("evidence.attached_picture", place=self.place, **drawn)
        return url_for("evidence.page_picture", **drawn)

    @property
    def whole(self) -> str:
        """The address of the file itself."""
        if self.place:
            return url_for("evidence.attached_file", place=self.place, **self._values)
        return url_for("evidence.download", **self._values)

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


def reader(actor: Actor, file: StoredFile, endpoint: str, /, **values: Any) -> Reader:
    """The file as the address asks to see it; the page it stands on is an endpoint with its values.

    It lets go of the database while it reads, so what the page needs beside it is asked before.
    """
    _admit(actor, file)
    let_go_of_the_database()
    place = str(values.get("place", ""))
    document = _document(file, place)
    file = named(file, document)
    page, percent, words = max(1, asked_id("pagina") or 1), _percent(), asked_text("q", LONGEST)
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
        place=place,
    )


def _document(file: StoredFile, place: str) -> Mail | Attached:
    return attached(file, place) if place else Mail(store(), file.sha256, file.media_type)


def beside(actor: Actor, file: StoredFile | None, endpoint: str, **values: Any) -> Reader | None:
    """The file beside something else; one that is opened only on purpose waits until that is asked for."""
    if file is None or (file.restricted and not request.args.get("leer")):
        return None
    if request.method == "POST" and not opening.is_open(actor, file):
        return None  # what was typed comes first
    along = {"leer": file.evidence_id} if request.args.get("leer") else {}
    return reader(actor, file, endpoint, **(values | along))


def picture(
    actor: Actor, file: StoredFile, page: int, percent: int, *, noted: bool, place: str = ""
) -> bytes:
    """A page of a file, or of one that came along with it, as JPEG. Refuses with NotShown or FileGone."""
    refuse_purged(file.purge_number)
    opening.require(actor, file)
    let_go_of_the_database()
    try:
        document = attached(file, place) if place else Document(store(), file.sha256, file.media_type)
        content = document.picture(page, percent)
    except FileNotFoundError:
        raise _gone(file.sha256) from None
    if noted:
        note(actor, file)
    return content


def said(file: StoredFile) -> tuple[tuple[str, ...], str]:
    """What each leaf of a file says, or why that is not told. The database is let go of before."""
    try:
        return Document(store(), file.sha256, file.media_type).texts(), ""
    except (NotShown, Unsafe) as sorry:
        return (), spoken(sorry)
    except FileNotFoundError:
        return (), spoken(_gone(file.sha256))


def note(actor: Actor, file: StoredFile) -> None:
    """Have it written down that somebody reads a file, unless she only asks whether she might."""
    if request.method == "GET":
        access_log.log_reading(actor, file.evidence_id, file.number, now=moment().now)


def _admit(actor: Actor, file: StoredFile) -> None:
    """Why a restricted file is opened is asked; of one that an acta takes away nothing is opened."""
    if file.purge_number is None:
        opening.require(actor, file)


def attached(file: StoredFile, place: str) -> Attached:
    """A file that came along with a mail. Refuses with NotFound, NotShown, FileGone or Purged."""
    refuse_purged(file.purge_number)
    try:
        return Attached(store(), file.sha256, file.media_type, place, accepted_kinds())
    except FileNotFoundError:
        raise _gone(file.sha256) from None


def named(file: StoredFile, document: Mail | Attached) -> StoredFile:
    """The file itself, or one of a mail as one that is held to what holds for its mail."""
    if isinstance(document, Mail):
        return file
    known = document.known
    return replace(file, filename=known.name, media_type=known.media_type, size=known.size)


def _shown(document: Mail | Attached, page: int, words: str, purge_number: int | None) -> Shown:
    if purge_number is not None:
        return Shown(sorry=spoken(Purged(number=str(purge_number))))
    if document.way is not None and document.way.is_played:
        return Shown()
    try:
        if isinstance(document, Attached):
            document.require()
        outline = document.outline()
        page = min(page, outline.pages)
        leaf = document.leaf(page)
        hits = document.hits(words) if words else ()
        here = any(hit.page == page for hit in hits)
        boxes = document.boxes(page, words) if here else ()
        along = document.along()
    except (NotShown, Unsafe) as sorry:
        return Shown(sorry=spoken(sorry))
    except FileNotFoundError:
        return Shown(sorry=spoken(_gone(document.sha256)))
    return Shown(outline, leaf, hits, boxes, along)


def _gone(sha256: str) -> FileGone:
    current_app.logger.error("stored file missing", extra={"sha256": sha256})
    return FileGone()


def _percent() -> int:
    asked = asked_id("zoom")
    return asked if asked in PERCENT else PERCENT[0]
