"""What came along with a kept e-mail: each file is named, and read in place as any document.

The limited process takes it out of its mail. It is kept nowhere: what is drawn of it lies with what is drawn
of its mail, and goes with it.
"""

import io
import json
import re
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import BinaryIO, Final

from sello.core.labels import N_
from sello.core.refusal import NotFound
from sello.files import names
from sello.files.kinds import BY_MEDIA_TYPE, FileKind
from sello.files.reading.leaves import Misread, answered
from sello.files.reading.room import BrokenHere, Document, NotShown
from sello.files.reading.ways import Way, way_of
from sello.files.sniff.inspect import inspect
from sello.files.sniff.reasons import FileRefused
from sello.files.store.disk import Store

DEEP: Final = 3
"""How deep mails inside mails are opened."""
MAILS = frozenset({Way.MAIL, Way.OUTLOOK})
_PLACE = re.compile(rf"[1-9][0-9]{{0,2}}(\.[1-9][0-9]{{0,2}}){{0,{DEEP - 1}}}\Z")


class NotOpenedHere(NotShown):
    """A file of a mail is of no kind that is taken as evidence."""

    message = N_(
        "«%(name)s» no se abre aquí ni se descarga por separado: no es de un tipo que se acepte como "
        "evidencia, o está dañado o con clave. Sigue dentro del correo, que puede descargar completo."
    )


@dataclass(frozen=True)
class Attachment:
    """A file of a mail: its place (`2`, or `2.1` in a mail inside), its name, its bytes."""

    place: str
    name: str
    size: int | None
    """None of a mail of Outlook inside another: it is no file by itself."""


@dataclass(frozen=True)
class Along:
    """What came along with a mail, and whether there is more than is named."""

    files: tuple[Attachment, ...] = ()
    more: bool = False


@dataclass(frozen=True)
class _Known:
    """What a file of a mail turned out to be; an empty type is none that is taken."""

    name: str
    media_type: str
    size: int


class Mail(Document):
    """A kept mail whose files are named and taken out."""

    @property
    def is_mail(self) -> bool:
        """Whether it is one at all."""
        return self.way in MAILS

    def along(self, place: str = "") -> Along:
        """The files of the mail, or of the one at a place in it. Refuses with NotShown."""
        deeper = f"{place}." if place else ""
        if deeper.count(".") >= DEEP or not self.is_mail:
            return Along()
        kept = self._find(f"along-{place}")
        content = kept or self.asked("attached", place)
        try:
            told = answered(content, "files", "more")
            files = tuple(
                Attachment(f"{deeper}{number}", names.clean(str(each["name"])), _size(each["size"]))
                for number, each in enumerate(told["files"], start=1)
            )
        except (Misread, TypeError, KeyError):
            raise BrokenHere from None
        if not kept:
            self._keep(f"along-{place}", content)
        return Along(files, bool(told["more"]))


class Attached(Document):
    """A file of a kept mail, to be read as any document. NotFound where there is none at its place."""

    def __init__(
        self, store: Store, sha256: str, media_type: str, place: str, allowed: tuple[FileKind, ...]
    ) -> None:
        super().__init__(store, sha256, media_type)
        self.place, self._allowed = place, allowed
        self._mail = Mail(store, sha256, media_type)
        if not _PLACE.match(place) or not self._mail.is_mail:
            raise NotFound
        self.known = self._what()
        self.way = way_of(self.known.media_type)

    @cached_property
    def content(self) -> bytes:
        """Its bytes. Refuses with NotShown."""
        return self._mail.asked("attachment", self.place)

    def require(self) -> None:
        """Refuse with NotOpenedHere what is of no kind that is taken as evidence."""
        if self.known.media_type not in {kind.media_type for kind in self._allowed}:
            raise NotOpenedHere(name=self.known.name)

    def along(self) -> Along:
        """What came along with it, if it is a mail itself."""
        return self._mail.along(self.place) if self.way in MAILS else Along()

    def asked(self, question: str, *said: str) -> bytes:
        """As of any document, once its kind is one that is taken. Refuses with NotShown."""
        self.require()
        return super().asked(question, *said)

    def _what(self) -> _Known:
        if kept := self._mail._find(f"at-{self.place}"):
            return _Known(**json.loads(kept))
        parent = self.place.rpartition(".")[0]
        each = next((each for each in self._mail.along(parent).files if each.place == self.place), None)
        if each is None:
            raise NotFound
        known = self._looked_at(each)
        self._mail._keep(f"at-{self.place}", json.dumps(asdict(known)).encode("ascii"))
        return known

    def _looked_at(self, each: Attachment) -> _Known:
        if each.size is None:
            return _Known(each.name, "", 0)
        try:
            kind = inspect(io.BytesIO(self.content), name=each.name, allowed=tuple(BY_MEDIA_TYPE.values()))
        except FileRefused:
            return _Known(each.name, "", len(self.content))
        return _Known(kind.file_name(each.name), kind.media_type, len(self.content))

    def _opened(self) -> BinaryIO:
        return io.BytesIO(self.content)

    def _name(self, name: str) -> str:
        return f"{self.place}.{super()._name(name)}"


def _size(told: object) -> int | None:
    return told if isinstance(told, int) and told >= 0 else None
