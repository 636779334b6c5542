"""The address under which a reader says, without signing in, that she wants no more mails of some kinds.

It is signed, so it turns off the mails of the one it was sent to and nobody else's (RFC 8058 asks for no more
than that, and for no cookie, form or question in between).
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from sello.reminders.domain.news import How, NewsKind, ways
from sello.reminders.domain.schedule import Kind

LENGTH = 32
"""Characters of the signature that are kept: 128 bits."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Whose mails of which kinds are to stop."""

    person_id: int
    reminders: frozenset[Kind]
    news: frozenset[NewsKind]


def sealed(secret: str, person_id: int, kinds: Iterable[Kind | NewsKind]) -> str:
    """The part of the address that says whose mails of which kinds are meant."""
    said = ".".join([str(person_id), *sorted({kind.value for kind in kinds})])
    return f"{said}.{_signature(secret, said)}"


def opened(secrets: Iterable[str], token: str) -> Leaving | None:
    """What an address says, if one of the instance's secrets signed it."""
    if not token.isascii():
        return None
    said, _, signature = token.rpartition(".")
    person, _, names = said.partition(".")
    signed = any(hmac.compare_digest(_signature(secret, said), signature) for secret in secrets)
    if not signed:
        return None
    asked = set(names.split("."))
    return Leaving(
        int(person),
        frozenset(kind for kind in Kind if kind.value in asked),
        frozenset(kind for kind in NewsKind if kind.value in asked),
    )


def least(kind: NewsKind) -> How:
    """How a person is told of a kind of act who wants no more mails of it: as seldom as it allows."""
    return ways(kind)[-1]


def _signature(secret: str, said: str) -> str:
    return hmac.new(secret.encode(), b"leave:" + said.encode(), sha256).hexdigest()[:LENGTH]
