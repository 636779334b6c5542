"""What is to be told of the files that came along with a mail, or lie in a ZIP: each under its own name.

The limited process takes each out, says what it is, and examines it as if it had come alone.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import BinaryIO, Final

from sello.core.refusal import Refusal
from sello.files import kinds, names
from sello.files.examining import alone
from sello.files.examining.findings import Examination, Finding, Kind
from sello.files.jail import warden
from sello.files.kinds import FileKind
from sello.files.poured import CutShort, Poured, PouredFile
from sello.files.reading.ways import WAYS
from sello.files.sniff import reasons
from sello.files.sniff.inspect import inspect
from sello.files.store.disk import FileTooLarge

PACKAGES: Final = frozenset({kinds.EML, kinds.MSG, kinds.ZIP})
"""The kinds that hold other files."""
MOST_FILES: Final = 40
"""Files inside one, those of a mail inside it with them, that are looked at."""
DEEP: Final = 3
"""How deep mails inside mails are opened."""
_LARGEST: Final = 48 * 1024 * 1024
"""Bytes of a file inside; what is larger is told to be."""
_UNPACKED: Final = 1 << 31
"""Bytes of a ZIP that are unpacked to come to its files."""
_EACH: Final = 15
"""Seconds of the clock for one file of them."""
_NAMED: Final = 1 << 20
_LOGO: Final = 20_000
"""Bytes up to which a picture of a mail is a logo of its sender: it is small, and so not sharp."""
_EVERY: Final = tuple(kinds.KINDS.values())
_PICTURES: Final = frozenset({kinds.PNG, kinds.JPEG, kinds.GIF, kinds.WEBP})
_REFUSED: Final = (
    (reasons.ProtectedFile, Kind.LOCKED),
    (reasons.WithMacros, Kind.MACROS),
    (reasons.ProgramRefused, Kind.PROGRAM),
    (reasons.RepairablePdf, Kind.MENDED),
    (reasons.BrokenFile, Kind.BROKEN),
    (reasons.NotLookedAt, Kind.TOO_MUCH),
    (reasons.DangerousArchive, Kind.TOO_MUCH),
)
"""What a refusal means for a file inside; any other, that it is of no kind that is taken."""

Files = Iterator[tuple[str, bytes | Kind]]
"""Each file by its name, with its bytes, or with why there are none."""


class _OutOfTime(Exception):
    """Whoever waits for it gave less time."""


@dataclass
class _Look:
    """How much is left of the time and of the files that are looked at, and what was found."""

    until: float
    left: int
    found: list[Finding] = field(default_factory=list)

    def seconds(self) -> float:
        """What is left of the time. Raises _OutOfTime."""
        left = self.until - monotonic()
        if left <= 0:
            raise _OutOfTime
        return left

    def tell(self, kind: Kind, within: str, detail: str = "") -> None:
        """Note a finding of one file."""
        self.found.append(Finding(kind, detail=detail, within=within))


def examine(file: BinaryIO, kind: FileKind, *, seconds: float) -> Examination | None:
    """What is to be told of the files inside; None when it takes longer than so many seconds."""
    look = _Look(monotonic() + seconds, MOST_FILES)
    try:
        look.seconds()
        _package(look, file, kind, ())
    except _OutOfTime:
        return None
    return Examination(tuple(look.found))


def _package(look: _Look, file: BinaryIO, kind: FileKind, path: tuple[str, ...]) -> None:
    files = _of_zip if kind is kinds.ZIP else _of_mail
    for name, content in files(look, file, kind):
        if not look.left:
            if not any(each.kind is Kind.NOT_ALL_FILES for each in look.found):
                look.tell(Kind.NOT_ALL_FILES, "", str(MOST_FILES))
            return
        look.left -= 1
        _file(look, name, content, (*path, name))


def _file(look: _Look, name: str, content: bytes | Kind, path: tuple[str, ...]) -> None:
    within = " › ".join(path)
    if isinstance(content, Kind):
        look.tell(content, within)
        return
    file = io.BytesIO(content)
    try:
        kind = inspect(file, name=name, allowed=_EVERY, seconds=min(_EACH, look.seconds()))
    except reasons.FileRefused as refused:
        look.seconds()  # what was not looked at because all of the time is over is not told of it
        look.tell(next((told for why, told in _REFUSED if isinstance(refused, why)), Kind.UNTAKEN), within)
        return
    if kind in PACKAGES:
        if len(path) < DEEP:
            _package(look, file, kind, path)
    elif kind not in _PICTURES or len(content) > _LOGO:
        _document(look, file, kind, within)


def _document(look: _Look, file: BinaryIO, kind: FileKind, within: str) -> None:
    seen = alone.examine(file, kind, seconds=min(_EACH, look.seconds()))
    if seen is None:
        look.seconds()  # all of the time is over, or only what one file may take
        look.tell(Kind.TOO_MUCH, within)
    else:
        look.found += [replace(each, within=within) for each in seen.findings]


def _of_mail(look: _Look, file: BinaryIO, kind: FileKind) -> Files:
    """The files of a mail; one that the process does not take out says why."""
    way = WAYS[kind].value
    reply = warden.read("attached", way, "", file=file, most=_NAMED, seconds=look.seconds())
    told = reply.told()
    if not isinstance(told, dict) or not isinstance(told.get("files"), list):
        look.seconds()
        look.found.append(Finding(alone.OF_ITS_END.get(reply.word, Kind.BROKEN)))
        return
    for place, each in enumerate(told["files"], start=1):
        name = names.clean(str(each.get("name", ""))) if isinstance(each, dict) else names.clean("")
        if isinstance(each, dict) and each.get("size") is None:
            yield name, Kind.UNTAKEN  # a mail of Outlook inside another is no file by itself
            continue
        asked = ("attachment", way, str(place))
        taken = warden.read(*asked, file=file, most=_LARGEST, seconds=look.seconds())
        ended = Kind.TOO_MUCH if taken.word == "slow" else alone.OF_ITS_END.get(taken.word, Kind.BROKEN)
        yield name, taken.content if taken.word == "ok" else ended


def _of_zip(look: _Look, file: BinaryIO, _kind: FileKind) -> Files:
    """The files of a ZIP, as they are unpacked; where that breaks off, what came before it."""
    with warden.pouring("pour", "archive", str(_LARGEST), file=file, seconds=look.seconds()) as stream:
        try:
            for each in Poured(stream, "", limit=_LARGEST, most=_UNPACKED).files():
                yield names.clean(each.name), _whole(each)
        except CutShort:
            look.seconds()
            look.found.append(Finding(Kind.TOO_MUCH))


def _whole(file: PouredFile) -> bytes | Kind:
    """All bytes of a file. Refuses with CutShort."""
    content = io.BytesIO()
    try:
        while piece := file.read(1 << 20):
            content.write(piece)
    except FileTooLarge:
        return Kind.TOO_MUCH
    except CutShort:
        raise
    except Refusal:
        return Kind.BROKEN
    return content.getvalue()
