"""Addresses in a mail that open something: they are signed while the mail leaves, and not before.

What waits in the outbox, and stays there to be read, holds the mark of an address without its signature: who
reads the database, a backup or the outbox's page opens nothing with it. The signature is of the mark and of
whom the mail is for, so that a mark that somebody copies into a mail of his own opens nothing either.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Callable, Iterable
from hashlib import sha256

UNSIGNED = ".sin-firma"
"""Follows a mark where its signature will stand."""

LENGTH = 32
"""Characters of the signature that are kept: 128 bits."""

_BARE = re.compile(r"(?<![\w.-])([\w-]{22})" + re.escape(UNSIGNED) + r"(?![\w-])", re.ASCII)
_MARK = r"(?<![\w.-])(?P<mark>[\w-]{22})" + re.escape(UNSIGNED) + r"(?![\w-])"
_LINE = re.compile(rf"^(?P<indent> *).*{_MARK}.*$", re.ASCII | re.MULTILINE)
_ANCHOR = re.compile(rf"""(?P<indent>)<a\s[^<>]*{_MARK}[^<>]*>[^<>]*</a>""", re.ASCII)
_WHOLE = re.compile(r"([1-9]\d{0,17})\.([\w-]{22})\.([0-9a-f]{32})", re.ASCII)


def new_mark() -> str:
    """Make a mark of 128 random bits that fits in an address."""
    return secrets.token_urlsafe(16)


def unsigned(mark: str) -> str:
    """The mark as a mail that waits holds it."""
    return mark + UNSIGNED


def sealed(text: str, person_id: int | None, secret: str) -> str:
    """A mail's text with its marks signed for the person whom it is for; for nobody, as it is."""
    if person_id is None or not secret:
        return text
    return _BARE.sub(lambda found: token(secret, person_id, found.group(1)), text)


def marks(text: str) -> tuple[str, ...]:
    """The different marks that wait in a mail's text for their signature, in their order."""
    return tuple(dict.fromkeys(_BARE.findall(text)))


def numbered(text: str, html: str, say: Callable[[int], str]) -> tuple[str, str]:
    """Both bodies of a mail with a word about each mark, by its number from 1, under where it stands."""
    numbers = {mark: number for number, mark in enumerate(marks(text), start=1)}

    def under(found: re.Match[str], pattern: str) -> str:
        number = numbers.get(found["mark"])
        return found[0] if number is None else found[0] + pattern.format(found["indent"], say(number))

    told = _LINE.sub(lambda found: under(found, "\n{}{}"), text)
    return told, _ANCHOR.sub(lambda found: under(found, "<br>{}{}"), html)


def readable(text: str) -> str:
    """A mail's text for whoever reads it signed in: without the lines whose address opens nothing here."""
    return "".join(line for line in text.splitlines(keepends=True) if not _BARE.search(line))


def token(secret: str, person_id: int, mark: str) -> str:
    """The part of an address that says whose mark it is, and that this instance sent it to her."""
    return f"{person_id}.{mark}.{_signature(secret, person_id, mark)}"


def opened(keys: Iterable[str], said: str) -> tuple[int, str] | None:
    """Whose mark an address says, if one of the instance's keys signed it."""
    found = _WHOLE.fullmatch(said)
    if found is None:
        return None
    person_id, mark, signature = int(found.group(1)), found.group(2), found.group(3)
    signed = any(hmac.compare_digest(_signature(key, person_id, mark), signature) for key in keys if key)
    return (person_id, mark) if signed else None


def _signature(key: str, person_id: int, mark: str) -> str:
    return hmac.new(key.encode(), f"answer:{person_id}:{mark}".encode(), sha256).hexdigest()[:LENGTH]
