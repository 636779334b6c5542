"""An answer that came by mail: what its headers claim, what was written, and each file that came along.

Everything here was written by strangers. The plain parser is used, without the reading of headers that falls
over some of them; a mail that nests too deep or has too many parts breaks off, and nothing of it is taken.
"""

import json
import re
from collections.abc import Iterable, Iterator
from email import message_from_binary_file
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import collapse_rfc2231_value, getaddresses
from typing import Any, BinaryIO

from sello.core.jail.answering import Large
from sello.core.text import clean
from sello.files.jail.frames import DATA, LARGE, MOST, NAMED, OVER, WHOLE
from sello.files.jail.readers.pages import words
from sello.files.jail.readers.unpacked import frame

QUOTED = "-----Mensaje original-----"
"""Stands before what a page quotes, as programs without pages say it."""

MOST_PARTS = 200
MOST_LETTERS = 100_000
"""Of what was written; more is no answer."""
LINE = 500
"""Letters of a header that are told."""
HEADERS = 60
"""Headers of a name that are told."""
DECORATION = 100 * 1024
"""Bytes of a picture that stands inside the text: smaller ones are logos and signatures."""

_ALONG = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
)
"""What a mail program adds by itself."""
_TOLD = (
    "subject",
    "message-id",
    "in-reply-to",
    "references",
    "auto-submitted",
    "precedence",
    "list-id",
    "return-path",
    "authentication-results",
    "x-autoreply",
    "x-autorespond",
    "x-auto-response-suppress",
    "x-loop",
    "x-ms-exchange-organization-authas",
    "x-ms-exchange-inbox-rules-loop",
    "x-failed-recipients",
)


def poured(file: BinaryIO, limit: str) -> Iterator[bytes]:
    """First what the mail says, as JSON, then each file under its name; a larger one than `limit` is not."""
    letter = message_from_binary_file(file, policy=compat32)
    parts = _parts(letter)
    shown = _shown_inside(parts)
    files = [part for part in parts if _is_file(part)]
    skipped = [part for part in files if _is_decoration(part, shown)]
    yield frame(NAMED, b"letter.json")
    yield from _content(json.dumps(_letter(letter, parts, skipped)).encode("ascii"))
    for part in files:
        if part not in skipped:
            content = _bytes(part)
            yield frame(NAMED, _name(part).encode("utf-8", "replace")[:MOST])
            yield from [frame(LARGE)] if len(content) > int(limit) else _content(content)
    yield frame(OVER)


def _content(data: bytes) -> Iterator[bytes]:
    yield from (frame(DATA, data[at : at + MOST]) for at in range(0, len(data), MOST))
    yield frame(WHOLE)


def _letter(letter: Message, parts: list[Message], skipped: list[Message]) -> dict[str, Any]:
    return {
        "headers": {name: _headers(letter, name) for name in _TOLD},
        "senders": [address for _, address in getaddresses(_headers(letter, "from", most=4000))],
        "kind": letter.get_content_type(),
        "text": _text(parts)[:MOST_LETTERS],
        "skipped": [_name(part)[:LINE] for part in skipped],
    }


def _headers(letter: Message, name: str, *, most: int = LINE * 8) -> list[str]:
    found: list[Any] = letter.get_all(name) or []
    return [" ".join(clean(_decoded(str(each)))[:most].split()) for each in found[:HEADERS]]


def _decoded(raw: str) -> str:
    """A header's words; what says a wrong character set is read letter by letter."""
    try:
        pieces = decode_header(raw)
    except (MessageError, ValueError):
        return raw
    return "".join(
        _letters(piece, charset) if isinstance(piece, bytes) else piece for piece, charset in pieces
    )


def _letters(data: bytes, charset: str | None) -> str:
    for each in (charset, "utf-8"):
        try:
            return data.decode(each or "utf-8")
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _parts(letter: Message) -> list[Message]:
    """The parts that hold something, a mail within the mail as one; raises Large for too many."""
    found: list[Message] = []
    waiting, seen = [letter], 0
    while waiting:
        part = waiting.pop(0)
        seen += 1
        if seen > MOST_PARTS:
            raise Large
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting[:0] = [each for each in payload if isinstance(each, Message)]
        else:
            found.append(part)
    return found


def _is_file(part: Message) -> bool:
    if part.get_content_type() in _ALONG:
        return False
    named = bool(part.get_filename()) or part.get_content_disposition() == "attachment"
    return named or part.get_content_maintype() not in {"text", "multipart"}


def _shown_inside(parts: Iterable[Message]) -> frozenset[str]:
    """The pictures to which the text leads."""
    pages = (
        _written(part) for part in parts if part.get_content_type() == "text/html" and not _is_file(part)
    )
    return frozenset(found for page in pages for found in re.findall(r"cid:([^\"'\s>]{1,200})", page))


def _is_decoration(part: Message, shown: frozenset[str]) -> bool:
    cid = str(part.get("Content-ID", "")).strip().strip("<>")
    inside = cid in shown and part.get_content_maintype() == "image"
    return inside and len(_bytes(part)) < DECORATION


def _bytes(part: Message) -> bytes:
    payload = part.get_payload()
    if isinstance(payload, list):  # a mail that came along
        return b"\n".join(each.as_bytes() for each in payload if isinstance(each, Message))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name(part: Message) -> str:
    raw = part.get_filename()
    name = _decoded(collapse_rfc2231_value(raw)) if raw else ""
    if not name and part.get_content_type() == "message/rfc822":
        return "correo.eml"
    return " ".join(clean(name).split())[:200] or f"adjunto.{part.get_content_subtype()[:10]}"


def _written(part: Message) -> str:
    return _letters(_bytes(part), part.get_content_charset())


def _text(parts: list[Message]) -> str:
    """What was written: the plain text where there is some, else the words of the page."""
    said = [part for part in parts if part.get_content_maintype() == "text" and not _is_file(part)]
    plain = "\n".join(_written(part) for part in said if part.get_content_subtype() != "html")
    if plain.strip():
        return clean(plain)
    pages = (_written(part) for part in said if part.get_content_subtype() == "html")
    return clean("\n".join(words(page, quoted=QUOTED) for page in pages))
