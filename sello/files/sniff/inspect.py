"""The order in which a file's content is looked at."""

import os
from typing import BinaryIO

from sello.files.kinds import FileKind, in_words
from sello.files.sniff import (
    media,
    ole,
    pdf,
    text,
    zips,
)
from sello.files.sniff.findings import Finding
from sello.files.sniff.programs import is_program
from sello.files.sniff.reasons import (
    HiddenArchive,
    KindNotAllowed,
    ProgramRefused,
    UnknownKind,
)

HEAD = 64 * 1024


def inspect(file: BinaryIO, *, name: str, allowed: tuple[FileKind, ...]) -> FileKind:
    """Tell the kind of a seekable file from its content, or refuse it.

    `name` serves the messages; it can make the answer stricter (a text called `.js` is refused) and
    chooses between plain text and CSV, but it never makes a file acceptable.
    Refuses with a FileRefused.
    """
    try:
        kind = _kind(file, name)
    except Finding as finding:
        raise finding.reason(name=name, allowed=in_words(allowed), **finding.values) from None
    if kind is None:
        raise UnknownKind(name=name, allowed=in_words(allowed))
    if kind not in allowed:
        raise KindNotAllowed(name=name, kind=kind.label, allowed=in_words(allowed))
    return kind


def _kind(file: BinaryIO, name: str) -> FileKind | None:
    head = _head(file)
    if is_program(head):
        raise Finding(ProgramRefused)
    if head.startswith(zips.MAGIC):
        return zips.look(file)
    if zips.ends_as_archive(file):
        raise Finding(HiddenArchive)
    if head.lstrip(pdf.LEADING).startswith(pdf.MAGIC):
        return pdf.look(file)
    if head.startswith(ole.MAGIC):
        return ole.look(file)
    return media.look(head) or text.look(file, name)


def _head(file: BinaryIO) -> bytes:
    file.seek(0, os.SEEK_SET)
    return file.read(HEAD)
