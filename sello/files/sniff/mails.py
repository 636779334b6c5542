"""E-mails as programs save them (EML): a block of header lines that only a mail has."""

import os
import re
from typing import BinaryIO

from sello.files.kinds import EML, FileKind
from sello.files.sniff.findings import Finding
from sello.files.sniff.reasons import BrokenFile, ProtectedFile, WebPageRefused

_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):")
_WHO = frozenset({b"from", b"sender", b"return-path"})
_MARKS = frozenset({b"date", b"message-id", b"received", b"mime-version", b"subject", b"to", b"delivered-to"})
_BOUNDARY = re.compile(rb'\bboundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE)
_SAVED_PAGE = (b"saved by blink", b"saved by windows internet explorer", b"snapshot-content-location:")
_LOCKED = re.compile(
    rb"^content-type:[ \t]*(?:multipart/encrypted\b"
    rb"|application/(?:x-)?pkcs7-mime\b[^\n]*smime-type[ \t]*=[ \t]*\"?(?:enveloped|authenveloped)-data"
    rb"|application/x-microsoft-rpmsg-message\b)",
    re.IGNORECASE | re.MULTILINE,
)
"""What is sealed for its receiver (S/MIME, PGP, Outlook's rights): nobody else ever reads it."""
_BLANK = re.compile(rb"\r?\n\r?\n|\r\r")
_HEADER = 64 * 1024
"""So much of a file is read for its header; a shorter file has all of it, an empty line behind."""
_TAIL = 64 * 1024


def look(file: BinaryIO, head: bytes) -> FileKind | None:
    """Take a mail however long its header is; refuse a saved web page (MHTML), a sealed or a cut mail."""
    block = _header(head)
    if not _is_of_a_mail(block):
        return None
    whole = b"\n".join(block)
    if any(mark in whole.lower() for mark in _SAVED_PAGE):
        raise Finding(WebPageRefused)
    if _LOCKED.search(whole) or _holds_locked(head):
        raise Finding(ProtectedFile)
    if _cut_in_header(head) or not _ends(file, whole):
        raise Finding(BrokenFile, kind=EML.label)
    return EML


def _holds_locked(head: bytes) -> bool:
    """Whether a first part is Outlook's sealed message: a mail of rights is a mail around it."""
    return b"application/x-microsoft-rpmsg-message" in head.lower()


def _is_of_a_mail(block: list[bytes]) -> bool:
    """Whether every line is a field, one says who wrote, and two more are those that only mails have."""
    fields = [_FIELD.match(line) for line in block]
    names = {field[1].lower() for field in fields if field}
    return all(fields) and bool(names & _WHO) and len(names & _MARKS) >= 2


def _cut_in_header(head: bytes) -> bool:
    return len(head) < _HEADER and _BLANK.search(head) is None


def _header(head: bytes) -> list[bytes]:
    """The header's lines, each with those that carry it on; without the last when the head cuts it."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if start.startswith((b"From ", b">From ")):
        start = start.partition(b"\n")[2]
    text = start.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    header, blank, _body = text.partition(b"\n\n")
    lines = re.sub(rb"\n[ \t]+", b" ", header).split(b"\n")
    return [line for line in (lines if blank else lines[:-1]) if line]


def _ends(file: BinaryIO, header: bytes) -> bool:
    """Whether a mail of several parts reaches the mark that closes them."""
    kind = next((line for line in header.split(b"\n") if line.lower().startswith(b"content-type:")), b"")
    boundary = _BOUNDARY.search(kind) if b"multipart/" in kind.lower() else None
    if boundary is None:
        return True
    file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
    return b"--" + (boundary[1] or boundary[2]) + b"--" in file.read()
