"""E-mails: who, when, about what, what is written, what came along by its name; and the list of a ZIP."""

import email
import email.policy
import zipfile
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from typing import BinaryIO

from sello.core.dates import written
from sello.files import mail, names
from sello.files.jail.readers.common import Block, Leaf, in_leaves
from sello.files.jail.readers.pages import words
from sello.files.kinds import EML, MSG
from sello.files.sniff.compound import Compound

_MOST = 48 * 1024 * 1024
_BODY = "1000"


def internet(file: BinaryIO) -> Iterator[Leaf]:
    """The leaves of an .eml."""
    head = mail.read(file, EML.media_type)
    file.seek(0)
    letter = email.message_from_bytes(file.read(_MOST), policy=email.policy.default)
    return in_leaves([*_head(head), *_lines(_body(letter)), *_along(head)])


def outlook(file: BinaryIO) -> Iterator[Leaf]:
    """The leaves of a .msg."""
    head = mail.read(file, MSG.media_type)
    package = Compound(file)
    own = {entry.name: entry for entry in package.inside(package.entries[0])}
    body = ""
    for kind, encoding in (("001F", "utf-16-le"), ("001E", "cp1252")):
        if entry := own.get(f"__substg1.0_{_BODY}{kind}"):
            body = package.read(entry, _MOST).decode(encoding, "replace")
            break
    return in_leaves([*_head(head), *_lines(body), *_along(head)])


def archive(file: BinaryIO) -> Iterator[Leaf]:
    """What a ZIP holds, by name and size."""
    entries = zipfile.ZipFile(file).infolist()
    rows = [[entry.filename, str(entry.file_size)] for entry in entries if not entry.is_dir()]
    for start in range(0, len(rows), 200):
        yield {
            "title": "",
            "blocks": [{"is": "table", "rows": rows[start : start + 200], "first": start + 1}],
        }


def _head(head: mail.Letter | None) -> Iterator[Block]:
    if head is None:
        raise ValueError("not a mail")
    yield {"is": "heading", "level": 2, "text": head.subject or "—"}
    sent = f"{written(head.sent_at)} {head.sent_at:%H:%M} {_zone(head.sent_at)}" if head.sent_at else ""
    yield from ({"is": "text", "text": said} for said in (head.sender, sent) if said)


def _zone(sent_at: datetime) -> str:
    """The zone of the hour that a mail says, as it says it."""
    offset = f"{sent_at:%z}"
    return "UTC" if offset in ("", "+0000", "-0000") else f"UTC{offset[:3]}:{offset[3:5]}"


def _along(head: mail.Letter | None) -> Iterator[Block]:
    for name in head.attachments if head else ():
        yield {"is": "item", "text": f"Adjunto: {names.clean(name)}"}


def _lines(body: str) -> Iterator[Block]:
    for start in range(0, len(body), 8_000):
        yield {"is": "lines", "text": body[start : start + 8_000]}


def _body(letter: EmailMessage) -> str:
    part = letter.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        said = str(part.get_content())
    except (LookupError, ValueError):
        payload = part.get_payload(decode=True)
        said = payload.decode("latin-1") if isinstance(payload, bytes) else ""
    return said if part.get_content_subtype() == "plain" else words(said)
