"""The order in which a file's content is looked at; in the limited process."""

import os
from typing import BinaryIO

from sello.files.kinds import EML, FileKind
from sello.files.sniff import (
    foreign,
    mails,
    media,
    ole,
    pdf,
    pointers,
    text,
    truncated,
    zips,
)
from sello.files.sniff.findings import Finding
from sello.files.sniff.programs import is_program
from sello.files.sniff.reasons import (
    BrokenFile,
    HiddenArchive,
    ProgramRefused,
)

HEAD = 64 * 1024


def kind_of(file: BinaryIO, name: str) -> FileKind | None:
    """What a file is, None if nothing known; raises Finding or Undecided.

    What is dangerous or only points elsewhere first, then the kinds that are taken, then the others.
    """
    head = _head(file)
    if is_program(head):
        raise Finding(ProgramRefused)
    pointers.look(head)
    if head.startswith(zips.MAGIC):
        return zips.look(file)
    if zips.ends_as_archive(file):
        raise Finding(HiddenArchive)
    return _document(file, head) or _medium(file, head) or _other(file, head, name)


def _document(file: BinaryIO, head: bytes) -> FileKind | None:
    if pdf.begins(head):
        return pdf.look(file, head)
    if head.startswith(ole.MAGIC):
        return ole.look(file)
    return None


def _medium(file: BinaryIO, head: bytes) -> FileKind | None:
    kind = media.look(head)
    if kind and not truncated.whole(file, kind):
        raise Finding(BrokenFile, kind=kind.label)
    return kind


def _other(file: BinaryIO, head: bytes, name: str) -> FileKind | None:
    foreign.look(head)
    if mail := mails.look(file, head):
        return mail
    if pdf.lies_further_in(file, head):
        return pdf.look(file, head)
    kind = text.look(file, name)
    if kind and name.lower().endswith(".eml"):
        raise Finding(BrokenFile, kind=EML.label)
    return kind


def _head(file: BinaryIO) -> bytes:
    file.seek(0, os.SEEK_SET)
    return file.read(HEAD)
