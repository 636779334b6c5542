"""Reading a kept file in place: what is asked for is found on the shelf, or made by the limited process.

What does not open is remembered with its reason, so that nobody waits for it twice; what was only too slow
is tried again after a while, for the machine may have been busy.
"""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from threading import BoundedSemaphore
from typing import BinaryIO, Final, TypeVar

from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.text import clean
from sello.files.jail import warden
from sello.files.reading import finding, leaves
from sello.files.reading.leaves import Box, Leaf, Misread, Outline
from sello.files.reading.ways import Way, way_of
from sello.files.store.disk import Store

T = TypeVar("T")

MADE = 1
"""Counts up when leaves are made otherwise: those of before are made again."""
PERCENT: Final = (100, 150, 200, 300)
"""The sizes in which a page is drawn; 100 is as wide as a screen."""
THUMBNAIL: Final = 25
"""The size of the small first page, on which no letter can be read."""
AT_ONCE = 2
"""Limited processes that one process of the server starts at a time: each may take a processor for itself."""
QUOTED = 40
"""Leaves of which is told what is written around the words."""
PATIENCE = 10
"""Seconds that a reader waits for her turn."""
_MOST = 48 * 1024 * 1024
"""Bytes of the longest answer."""
_turns = BoundedSemaphore(AT_ONCE)


class NotShown(Refusal):
    """The file cannot be shown here; it can be downloaded."""

    message = N_("No se puede mostrar aquí; descárguelo. Este tipo de archivo se abre con su programa.")
    status = 409


class LockedHere(NotShown):
    """A password is asked for."""

    message = N_("No se puede mostrar aquí; descárguelo. El archivo pide una contraseña.")


class BrokenHere(NotShown):
    """No library makes sense of it."""

    message = N_(
        "No se puede mostrar aquí; descárguelo. El archivo está dañado o su contenido no se entiende."
    )


class LargeHere(NotShown):
    """It needs more room than it is given."""

    message = N_(
        "No se puede mostrar aquí; descárguelo. El archivo es demasiado grande para abrirlo en la página."
    )


class SlowHere(NotShown):
    """It takes longer than anybody waits."""

    message = N_(
        "No se puede mostrar ahora; descárguelo o vuelva a intentarlo. El archivo tarda demasiado en abrirse."
    )
    status = 503


REASONS: dict[str, type[NotShown]] = {
    "locked": LockedHere,
    "broken": BrokenHere,
    "large": LargeHere,
    "slow": SlowHere,
}
"""What the limited process says, as its reader is told."""
_LASTING = frozenset({"locked", "broken", "large"})


@dataclass(frozen=True)
class Hit:
    """A leaf on which the words stand, how often, and what is written around the first."""

    page: int
    count: int
    around: str


class Document:
    """A kept file of a media type, to be read. FileNotFoundError wherever its bytes are lost."""

    def __init__(self, store: Store, sha256: str, media_type: str) -> None:
        self._store, self.sha256 = store, sha256
        self.way: Way | None = way_of(media_type)

    def outline(self) -> Outline:
        """How many leaves it has, and how they are called. Refuses with NotShown."""
        kept = leaves.outline_of(self._find("outline"))
        if kept is not None:
            return kept
        if self._shown_way.is_drawn:
            return self._draw_leaf(1)[0]
        return self._write().outline

    def leaf(self, page: int) -> Leaf:
        """One leaf of it. Refuses with NotShown; of a page beyond its end there is an empty one."""
        kept = leaves.leaf_of(self._find(f"leaf-{page}"))
        if kept is not None:
            return kept
        if self._shown_way.is_drawn:
            return self._draw_leaf(page)[1]
        every = self._write().leaves
        return every[page - 1] if page <= len(every) else Leaf()

    def picture(self, page: int, percent: int) -> bytes:
        """A drawn page as JPEG. Refuses with NotShown, also where a document is not drawn."""
        if not self._shown_way.is_drawn:
            raise NotShown
        kept = self._find(f"page-{page}-{percent}.jpg")
        if kept is not None and leaves.is_jpeg(kept):
            return kept
        content = self.asked("picture", str(page), str(percent))
        if not leaves.is_jpeg(content):
            raise BrokenHere
        self._keep(f"page-{page}-{percent}.jpg", content)
        return content

    def hits(self, words: str) -> tuple[Hit, ...]:
        """The leaves on which the words stand; the first are quoted. Refuses with NotShown."""
        found: list[Hit] = []
        for page, text in enumerate(self.texts(), start=1):
            times = finding.count(words, text)
            if times:
                told = finding.around(text, words) if len(found) < QUOTED else ""
                found.append(Hit(page, times, told))
        return tuple(found)

    def texts(self) -> tuple[str, ...]:
        """What every leaf says. Refuses with NotShown."""
        if not self._shown_way.is_drawn:
            return tuple(self.leaf(page).words for page in range(1, self.outline().pages + 1))
        kept = self._find("texts")
        if kept:
            return _understood(leaves.texts, kept)
        content = self.asked("texts")
        found = _understood(leaves.texts, content)
        self._keep("texts", content)
        return found

    def recognised(self, page: int, program: str) -> str:
        """The letters that a program recognises on a drawn page; none where it finds none in time.

        Refuses with NotShown. The large picture is made for it alone, and is not kept.
        """
        picture = self.asked("picture", str(page), str(PERCENT[2]))
        if not leaves.is_jpeg(picture):
            raise BrokenHere
        return clean(warden.recognise(program, io.BytesIO(picture)) or "")

    def boxes(self, page: int, words: str) -> tuple[Box, ...]:
        """Where the words stand on a drawn page; nothing elsewhere."""
        if not self._shown_way.is_drawn or not words:
            return ()
        return _understood(leaves.boxes, self.asked("boxes", str(page), words))

    @property
    def _shown_way(self) -> Way:
        if self.way is None or self.way.is_played:
            raise NotShown
        return self.way

    def _draw_leaf(self, page: int) -> tuple[Outline, Leaf]:
        pages, text = _understood(leaves.drawn, self.asked("leaf", str(page)))
        outline, leaf = Outline(pages), Leaf(text=text)
        self._keep("outline", _plain(outline))
        if page <= pages:
            self._keep(f"leaf-{page}", _plain(leaf))
        return outline, leaf

    def _write(self) -> leaves.Written:
        found = _understood(leaves.written, self.asked("leaves"))
        for page, leaf in enumerate(found.leaves, start=1):
            self._keep(f"leaf-{page}", _plain(leaf))
        self._keep("outline", _plain(found.outline))
        return found

    def asked(self, question: str, *said: str) -> bytes:
        """What the limited process answers to a question of `files.jail.reader`. Refuses with NotShown."""
        reason = (self._find("reason") or b"").decode()
        if reason in _LASTING:
            raise REASONS[reason]
        with self._opened() as file, a_turn():
            answer = warden.read(question, self._shown_way.value, *said, file=file, most=_MOST)
        if answer.word in _LASTING and question in {"leaf", "leaves"}:
            self._keep("reason", answer.word.encode())
        if answer.word != "ok":
            raise REASONS.get(answer.word, BrokenHere)
        return answer.content

    def _opened(self) -> BinaryIO:
        return self._store.open(self.sha256)

    def _find(self, name: str) -> bytes | None:
        self._store.admit(self.sha256)
        if not self._store.exists(self.sha256):
            self._store.pages.drop(self.sha256)
            raise FileNotFoundError(self.sha256)
        return self._store.pages.find(self.sha256, self._name(name))

    def _keep(self, name: str, content: bytes) -> None:
        self._store.pages.put(self.sha256, self._name(name), content)

    def _name(self, name: str) -> str:
        """On the shelf: equal bytes under another name may be read another way, a table as a text."""
        return f"{self._shown_way.value}.{MADE}.{name}"


@contextmanager
def a_turn() -> Iterator[None]:
    """One of the limited processes that may run at a time. Refuses with SlowHere."""
    if not _turns.acquire(timeout=PATIENCE):
        raise SlowHere
    try:
        yield
    finally:
        _turns.release()


def _understood(read: Callable[[bytes], T], content: bytes) -> T:
    try:
        return read(content)
    except Misread:
        raise BrokenHere from None


def _plain(value: Outline | Leaf) -> bytes:
    return json.dumps(asdict(value)).encode("ascii")
