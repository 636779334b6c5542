"""A mail that came in, as a value: what it says and claims, of which nothing is proven."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sello.core.mail.returned import OURS


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says and claims."""

    headers: Mapping[str, Sequence[str]]
    """By their names in small letters, as they stand from the top."""
    senders: tuple[str, ...]
    kind: str
    text: str
    skipped: tuple[str, ...]
    """Small pictures of its text, which are no files that somebody sent."""

    def first(self, name: str) -> str:
        """The uppermost header of a name; empty where there is none."""
        return next(iter(self.headers.get(name, ())), "")


@dataclass(frozen=True, slots=True)
class Named:
    """One of our mails as an answer names it: not yet believed."""

    mail_id: int
    stamp: str
    seal: str


def named(references: Iterable[str]) -> tuple[Named, ...]:
    """Our mails among those that an answer names, in the same order."""
    found = (OURS.fullmatch(each.strip()) for each in references)
    return tuple(Named(int(one["id"]), one["stamp"], one["seal"] or "") for one in found if one)
