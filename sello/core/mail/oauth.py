"""Entering a mailbox without a password: OAuth 2, as Microsoft 365 asks for it.

An application enters by itself (client credentials), or in somebody's name by a permission that is renewed
(refresh token). What the server says is a stranger's JSON: only the token of it is used.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

LONGEST = 64 * 1024
"""Bytes of an answer that are read."""

_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


class NoToken(Exception):
    """The server gave no permission; says what it called the error, and never what was sent."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Who asks for a permission, of whom, and for what."""

    url: str
    client: str
    scope: str
    secret: str = field(default="", repr=False)
    refresh: str = field(default="", repr=False)


def token(grant: Grant, *, timeout: float) -> str:
    """Ask for a token that opens the mailbox for an hour or so; raises NoToken."""
    if not is_protected(grant.url):
        raise NoToken("not https")
    said = {"client_id": grant.client, "scope": grant.scope, **_kind(grant)}
    request = urllib.request.Request(grant.url, data=urlencode(said).encode(), method="POST")  # noqa: S310 - https, or this machine
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310 - as above
            return _token_of(answer.read(LONGEST))
    except urllib.error.HTTPError as error:
        raise NoToken(f"{error.code} {_error_of(error.read(LONGEST))}".strip()) from None
    except (OSError, ValueError) as error:
        raise NoToken(type(error).__name__) from None


def is_protected(url: str) -> bool:
    """Whether nobody on the way reads what is sent there."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)


def bearer(user: str, access: str) -> bytes:
    """What a mailbox is told (SASL XOAUTH2)."""
    return f"user={user}\x01auth=Bearer {access}\x01\x01".encode()


def _kind(grant: Grant) -> dict[str, str]:
    secret = {"client_secret": grant.secret} if grant.secret else {}
    if grant.refresh:
        return {"grant_type": "refresh_token", "refresh_token": grant.refresh, **secret}
    return {"grant_type": "client_credentials", **secret}


def _token_of(answer: bytes) -> str:
    said = json.loads(answer)
    found = said.get("access_token") if isinstance(said, dict) else None
    if not isinstance(found, str) or not found.isascii() or not found.isprintable():
        raise NoToken("no access_token")
    return found


def _error_of(answer: bytes) -> str:
    """What the server calls the error, if it is a word."""
    try:
        said = json.loads(answer)
    except ValueError:
        return ""
    word = said.get("error") if isinstance(said, dict) else None
    return word if isinstance(word, str) and word.replace("_", "").isalnum() and len(word) < 60 else ""
