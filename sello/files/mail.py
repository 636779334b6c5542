"""What a kept e-mail says of itself: who sent it, when, about what, and with which files."""

import codecs
import email
import email.errors
import email.policy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from sello.core.text import clean
from sello.files import kinds, names
from sello.files.sniff.compound import DAMAGED, Compound, Entry

_LOOKED = 32 * 1024 * 1024
"""A mail is read so far; an attachment that begins further in is not named."""
_MOST = 300
"""Letters of a line that is shown."""
_SUBJECT, _SENDER, _ADDRESS = "0037", "0C1A", "5D01"
_FILE_NAMES = ("3707", "3704")
_CONTENT = "__substg1.0_37010102"
_SENT, _CODE_PAGE = 0x0039, 0x3FFD
_WESTERN, _UTF8 = "cp1252", 65001
_PROPERTIES = "__properties_version1.0"
_UNREADABLE = (
    email.errors.MessageError,
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    OverflowError,
    RecursionError,
)
"""What the standard library raises over mails that nobody wrote by hand."""
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
"""Where the clock of Windows begins (MS-DTYP 2.3.3)."""


@dataclass(frozen=True)
class Letter:
    """Sender and subject as they are written, the moment of sending if it is told, the files' names."""

    sender: str
    subject: str
    sent_at: datetime | None
    attachments: tuple[str, ...]


def read(file: BinaryIO, media_type: str) -> Letter | None:
    """Read a kept mail; None for other kinds and for what cannot be read."""
    if media_type == kinds.EML.media_type:
        return _internet(file)
    if media_type == kinds.MSG.media_type:
        return _outlook(file)
    return None


def _internet(file: BinaryIO) -> Letter | None:
    try:
        mail = email.message_from_bytes(file.read(_LOOKED), policy=email.policy.default)
        files = tuple(names.clean(part.get_filename() or "") for part in mail.iter_attachments())
        return Letter(_line(mail["From"]), _line(mail["Subject"]), _moment(mail["Date"]), files)
    except _UNREADABLE:
        return None


def _moment(date: object) -> datetime | None:
    try:
        sent = parsedate_to_datetime(str(date))
    except _UNREADABLE:
        return None
    return _sensible(sent.replace(tzinfo=sent.tzinfo or UTC))


def _sensible(sent: datetime) -> datetime | None:
    """A moment that mails have; at the ends of the calendar no zone could be worked out."""
    return sent if 1970 <= sent.year <= 2200 else None


def _outlook(file: BinaryIO) -> Letter | None:
    try:
        package = Compound(file)
        own = {entry.name: entry for entry in package.inside(package.entries[0])}
        fixed = _fixed(package, own)
        page = _code_page(fixed.get(_CODE_PAGE, b""))
        name, address = _property(package, own, _SENDER, page), _property(package, own, _ADDRESS, page)
        return Letter(
            sender=f"{name} <{address}>" if name and address else name or address,
            subject=_property(package, own, _SUBJECT, page),
            sent_at=_sent_at(fixed.get(_SENT, b"")),
            attachments=tuple(name for name, _content in outlook_files(package)),
        )
    except DAMAGED:
        return None


def outlook_files(package: Compound) -> tuple[tuple[str, Entry | None], ...]:
    """The files of a mail of Outlook by name, each with the stream that holds it; None of a mail inside.

    Raises one of DAMAGED.
    """
    own = {entry.name: entry for entry in package.inside(package.entries[0])}
    page = _code_page(_fixed(package, own).get(_CODE_PAGE, b""))
    holders = [entry for name, entry in own.items() if name.startswith("__attach_version1.0_")]
    return tuple(
        (names.clean(_file_name(package, holder, page)), _stream(package, holder)) for holder in holders
    )


def _stream(package: Compound, holder: Entry) -> Entry | None:
    return next((entry for entry in package.inside(holder) if entry.name == _CONTENT), None)


def _file_name(package: Compound, holder: Entry, page: str) -> str:
    own = {entry.name: entry for entry in package.inside(holder)}
    return next((found for tag in _FILE_NAMES if (found := _property(package, own, tag, page))), "")


def _property(package: Compound, own: dict[str, Entry], tag: str, page: str) -> str:
    """A text property: in UTF-16, or in the code page of its writer."""
    for kind, encoding in (("001F", "utf-16-le"), ("001E", page)):
        if entry := own.get(f"__substg1.0_{tag}{kind}"):
            return _line(package.read(entry, 4 * _MOST).decode(encoding, "replace"))
    return ""


def _fixed(package: Compound, own: dict[str, Entry]) -> dict[int, bytes]:
    """The properties of fixed length, 16 bytes each behind 32 of a header: the value of each."""
    entry = own.get(_PROPERTIES)
    content = package.read(entry, 64 * 1024) if entry else b""
    return {
        int.from_bytes(content[at + 2 : at + 4], "little"): content[at + 8 : at + 16]
        for at in range(32, len(content) - 15, 16)
    }


def _code_page(value: bytes) -> str:
    """Python's name for a code page of Windows; the Western one where it is not told, or not known."""
    number = int.from_bytes(value[:4], "little")
    page = "utf-8" if number == _UTF8 else f"cp{number}"
    try:
        codecs.lookup(page)
    except LookupError:
        return _WESTERN
    return page


def _sent_at(value: bytes) -> datetime | None:
    if not value:
        return None
    return _sensible(_EPOCH + timedelta(microseconds=int.from_bytes(value, "little") // 10))


def _line(text: object) -> str:
    return " ".join(clean(str(text or "")).split())[:_MOST]
