"""A file is looked at in the limited process; what it says of it is answered for here, in our sentences."""

import os
from typing import Any, BinaryIO, Final

from sello.core.jail.limits import seconds_for
from sello.files.jail import warden
from sello.files.kinds import KINDS, FileKind, in_words
from sello.files.sniff import foreign, judging, reasons
from sello.files.sniff.findings import Finding
from sello.files.sniff.reasons import FileRefused, KindNotAllowed, NotLookedAt, UnknownKind

_MOST: Final = 4_000
"""Bytes in which it says what a file is."""
_REASONS: Final = {
    name: each
    for name, each in vars(reasons).items()
    if isinstance(each, type) and issubclass(each, FileRefused)
}
_LABELS: Final = frozenset([kind.label for kind in KINDS.values()] + [kind.label for kind in foreign.FOREIGN])


def inspect(
    file: BinaryIO, *, name: str, allowed: tuple[FileKind, ...], seconds: float | None = None
) -> FileKind:
    """Tell the kind of a seekable file from its content, or refuse it; within so many seconds, if given.

    `name` serves the messages; it can make the answer stricter (a text called `.js` is refused) and
    chooses between plain text and CSV, but it never makes a file acceptable.
    Refuses with a FileRefused.
    """
    try:
        kind = _kind(file, name, seconds)
    except Finding as finding:
        raise finding.reason(name=name, allowed=in_words(allowed), **finding.values) from None
    if kind is None:
        raise UnknownKind(name=name, allowed=in_words(allowed))
    if kind not in allowed:
        raise KindNotAllowed(name=name, kind=kind.label, allowed=in_words(allowed))
    return kind


def _kind(file: BinaryIO, name: str, within: float | None) -> FileKind | None:
    """What the process says, once its answer was found to be one; of a file that it fell over, nothing."""
    plain = name.encode("ascii", "replace").decode("ascii").replace("\0", "?")
    whole = 2 * seconds_for(file.seek(0, os.SEEK_END))
    seconds = whole if within is None else min(whole, within)
    reply = warden.read("sniff", plain, file=file, most=_MOST, seconds=seconds)
    match reply.told():
        case {"undecided": str(question)}:
            return judging.judged(file, question)
        case {"refused": str(reason), "values": dict(values)} if reason in _REASONS:
            raise Finding(_REASONS[reason], **_known(values))
        case {"kind": None}:
            return None
        case {"kind": str(code)} if code in KINDS:
            return KINDS[code]
    raise Finding(NotLookedAt)


def _known(values: dict[str, Any]) -> dict[str, str]:
    """The kind that a sentence names, if it is one of ours."""
    return {"kind": values["kind"]} if values.get("kind") in _LABELS else {}
