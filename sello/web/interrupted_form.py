"""What somebody had typed when her session was over: it goes along with the sign-in and is offered again.

It stays in the page that her own browser shows; nothing of it is kept on the server. What another host sends
is never offered, and no secret goes along.
"""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import request

from sello.web.addresses import came_from, next_target

SECRET = frozenset({"csrf_token", "password", "repeat", "current"})
"""Fields that are typed anew, never carried: tokens and passwords."""

MOST_BYTES = 4 * 1024 * 1024
"""A longer body is a file's; it is not read for somebody who is not signed in."""

SHORT = 20
"""Longer values, and those of several words, are texts that a person wrote."""


@dataclass(frozen=True)
class Typed:
    """A form that was sent in vain: where to, from which page, with what, and whether files went with it."""

    where: str
    page: str
    fields: tuple[tuple[str, str], ...]
    files: bool = False

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What a person wrote, to be read and corrected before it is sent again."""
        return tuple(field for field in self.fields if _is_text(field[1]))

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The rest: choices, dates, numbers, and what the page itself had put in."""
        return tuple(field for field in self.fields if not _is_text(field[1]))

    def packed(self) -> str:
        """As one hidden field carries it through the sign-in."""
        return json.dumps([self.where, self.page, self.fields, self.files], ensure_ascii=False)


def sent_in_vain() -> Typed | None:
    """The form of this request, if a page of ours sent it and there is something in it."""
    if not _from_a_page_of_ours() or not _is_at_hand():
        return None
    fields = tuple(
        (name, value) for name, values in request.form.lists() if name not in SECRET for value in values
    )
    if not fields:
        return None
    return Typed(request.full_path.rstrip("?"), came_from(), fields, bool(request.files))


def unpacked(raw: str | None) -> Typed | None:
    """What `packed` wrote; None for anything else."""
    try:
        where, page, fields, files = json.loads(raw or "")
        pairs = tuple((str(name), str(value)) for name, value in fields)
    except (TypeError, ValueError):
        return None
    if next_target(where) != where:
        return None
    return Typed(where, next_target(page), pairs, bool(files))


def _is_at_hand() -> bool:
    """Whether the form was read already, or may be."""
    return "form" in request.__dict__ or (request.content_length or 0) <= MOST_BYTES


def _is_text(value: str) -> bool:
    return len(value) > SHORT or " " in value.strip() or "\n" in value


def _from_a_page_of_ours() -> bool:
    """Browsers say where a form comes from, and no other host can make them say otherwise."""
    said = request.headers.get("Origin") or request.referrer or ""
    return urlsplit(said).netloc == request.host
