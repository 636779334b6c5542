"""What came along with an e-mail: named with its length, and taken out of it."""

import email
import email.policy
import io
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from functools import partial
from typing import Any, BinaryIO

from sello.core.jail.answering import Large
from sello.files import mail, names
from sello.files.sniff.compound import MAGIC, Compound

MOST = 48 * 1024 * 1024
"""Bytes of a mail of which the files are taken out."""
MOST_FILES = 200
"""Files of a mail that are named."""
_MAILS = (".eml", ".msg")


@dataclass(frozen=True)
class _File:
    """A file of a mail; without content it is a mail of Outlook inside another, which is none by itself."""

    name: str
    content: Callable[[], bytes] | None


def listed(file: BinaryIO, place: str) -> dict[str, Any]:
    """The files of a mail, or of the one at a place inside it, and whether there are more."""
    files = _files(_content(file, place))
    rows = [
        {"name": each.name, "size": len(each.content()) if each.content else None}
        for each in files[:MOST_FILES]
    ]
    return {"files": rows, "more": len(files) > MOST_FILES}


def taken_out(file: BinaryIO, place: str) -> bytes:
    """The bytes of the file at a place: `2` the second one, `2.1` the first of the second, a mail."""
    return _content(file, place)


def _content(file: BinaryIO, place: str) -> bytes:
    content = file.read(MOST + 1)
    if len(content) > MOST:
        raise Large
    for number in place.split(".") if place else ():
        found = _files(content)[int(number) - 1].content
        if found is None:
            raise ValueError("not a file by itself")
        content = found()
    return content


def _files(content: bytes) -> list[_File]:
    return _of_outlook(content) if content.startswith(MAGIC) else _of_internet(content)


def _of_internet(content: bytes) -> list[_File]:
    letter = email.message_from_bytes(content, policy=email.policy.default)
    return [_File(_name(part), partial(_bytes, part)) for part in letter.iter_attachments()]


def _name(part: EmailMessage) -> str:
    """How a file is called; a mail that came along is called by what it is about."""
    told = part.get_filename()
    if told or part.get_content_type() != "message/rfc822":
        return names.clean(told or "")
    inside = part.get_payload(0)
    subject = str(inside["Subject"] or "") if isinstance(inside, EmailMessage) else ""
    return names.clean(f"{subject.replace('/', '-') or 'correo'}.eml")


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inside = part.get_payload(0)
        return inside.as_bytes() if isinstance(inside, EmailMessage) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _of_outlook(content: bytes) -> list[_File]:
    package = Compound(io.BytesIO(content))
    return [
        _File(name, None if entry is None else partial(package.read, entry, MOST))
        for name, entry in mail.outlook_files(package)
    ]
