"""Notices of delivery (RFC 3464): which of our mails came back, and what the other server said.

What arrives here was written by strangers: nothing of it is followed, only compared with what we sent.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import asdict, dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from sello.core.jail import limits, process
from sello.core.jail.answering import say
from sello.core.text import clean

LONGEST = 2**20
"""Bytes of a notice that are read; the fields and our own identification stand before any more."""

OURS = re.compile(
    r"<sello\.(?P<id>[0-9]{1,10})\.(?P<stamp>[0-9]{20})(?:\.(?P<seal>[0-9a-f]{32}))?@[^<>\s]{1,253}>",
    re.ASCII,
)
"""The Message-ID that `message_id` gave it; one whose answer is taken in is sealed."""

FAILED = "failed"
_MOST, _SECONDS = 16_384, 30
"""Bytes in which a notice is told, and seconds of the clock."""
SAID = 500
"""Characters of what the server said that are kept."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A mail of ours that a server could not deliver."""

    mail_id: int
    stamp: str
    """When its row was made, as its Message-ID says: a guessed number is not enough."""
    recipient: str
    """Whom the notice is about, in lower case; empty where it does not say."""
    said: str


def returned(data: bytes) -> Returned | None:
    """The mail that a notice says could not be delivered; None for anything else.

    The limited process reads it; a delay, a delivery, an answer or a mail of somebody else's is none.
    """
    file = io.BytesIO(data[:LONGEST])
    reply = process.asked(__name__, (), file, most=_MOST, seconds=_SECONDS)
    told = reply.told()
    try:
        return Returned(
            mail_id=int(told["mail_id"]),
            stamp=str(told["stamp"]),
            recipient=str(told["recipient"]),
            said=str(told["said"]),
        )
    except (ValueError, TypeError, KeyError):
        return None


def main() -> None:
    """Say what the notice on the standard input tells, and end."""
    limits.confine()
    say(lambda file: json.dumps(_told(file.read(LONGEST))).encode("ascii"))


def _told(data: bytes) -> dict[str, object] | None:
    found = read(data)
    return asdict(found) if found else None


def read(data: bytes) -> Returned | None:
    """The same, in whichever process it is called."""
    notice = message_from_bytes(data[:LONGEST], policy=compat32)
    if notice.get_content_type() != "multipart/report":
        return None
    fields = _failed(notice)
    ours = _original(notice)
    if fields is None or ours is None:
        return None
    recipient = _value(fields, "Final-Recipient") or _value(fields, "Original-Recipient")
    status = _value(fields, "Status", typed=False)
    said = " ".join(filter(None, (status, _value(fields, "Diagnostic-Code"))))
    return Returned(int(ours["id"]), ours["stamp"], recipient.lower(), said[:SAID])


def _failed(notice: Message) -> Message | None:
    """The fields of the first recipient whom it did not reach."""
    for part in notice.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            for fields in blocks if isinstance(blocks, list) else ():
                if isinstance(fields, Message) and _value(fields, "Action", typed=False).lower() == FAILED:
                    return fields
    return None


def _original(notice: Message) -> re.Match[str] | None:
    """The identification of our mail, in its headers as they were sent back."""
    for part in notice.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            raw = part.get_payload(decode=True)
            headers = message_from_bytes(raw if isinstance(raw, bytes) else b"", policy=compat32)
        elif kind == "message/rfc822":
            inner = part.get_payload()
            headers = inner[0] if isinstance(inner, list) and isinstance(inner[0], Message) else part
        else:
            continue
        found = OURS.fullmatch(str(headers.get("Message-ID", "")).strip())
        if found:
            return found
    return None


def _value(fields: Message, name: str, *, typed: bool = True) -> str:
    """A field in one line, without the type that stands before it (`rfc822; ana@x.example`)."""
    text = " ".join(clean(str(fields.get(name, ""))).split())
    return text.partition(";")[2].strip() if typed and ";" in text else text
