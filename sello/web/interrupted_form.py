"""What somebody had typed when her session was over: it goes along with the sign-in and is offered again.

It stays in the page that her own browser shows; nothing of it is kept on the server. What another host sends
is never offered, and no secret goes along. Each page's token says for whom the page was made, so that nobody
else who signs in with the same browser is offered it.
"""

import secrets
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from flask import current_app, g, request
from itsdangerous import BadData, URLSafeSerializer

from sello.web import form_token
from sello.web.addresses import came_from, next_target
from sello.web.first_fields import Fields, first_fields

SECRET = frozenset({"csrf_token", "password", "repeat", "current"})
"""Fields that are typed anew, never carried: tokens and passwords."""

MOST_BYTES = 4 * 1024 * 1024
"""Of a longer body, which is a file's, no more is read for somebody who is not signed in."""

SENT = "sent_in_vain"

SHORT = 20
"""Longer values, and those of several words, are texts that a person wrote."""


@dataclass(frozen=True)
class Typed:
    """A form that was sent in vain: where to, from which page, with what, and whether files went with it."""

    where: str
    page: str
    fields: tuple[tuple[str, str], ...]
    files: bool = False
    author: int | None = None
    """For whom its page was made, where that is known."""

    def is_for(self, person_id: int) -> bool:
        """Tell whether a person may be offered it: only whoever wrote it."""
        return self.author in (None, person_id)

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What a person wrote, to be read and corrected before it is sent again."""
        return tuple(field for field in self.fields if _is_text(field[1]))

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The rest: choices, dates, numbers, and what the page itself had put in."""
        return tuple(field for field in self.fields if not _is_text(field[1]))

    def packed(self) -> str:
        """As one hidden field carries it through the sign-in; signed, so that nobody changes whose it is."""
        packed = _signer().dumps([self.where, self.page, self.fields, self.files, self.author])
        return packed if isinstance(packed, str) else packed.decode()


def token_secret(person_id: int) -> str:
    """The secret of a session's form tokens: it says whose session it is, to whoever can read a token."""
    return f"{person_id}.{secrets.token_hex(20)}"


def sent_in_vain() -> Typed | None:
    """The form of this request, if a page of ours sent it and there is something in it."""
    if not _from_a_page_of_ours():
        return None
    sent, files = _sent()
    fields = tuple(
        (name, value) for name, value in sent if name not in SECRET and not name.endswith("csrf_token")
    )
    if not fields:
        return None
    typed = Typed(request.full_path.rstrip("?"), came_from(), fields, files)
    return replace(typed, author=_author(sent))


def files_in_vain() -> bool:
    """Whether files were sent by a page of ours that were not received, with nothing typed beside them."""
    return _from_a_page_of_ours() and _sent()[1]


def unpacked(raw: str | None) -> Typed | None:
    """What `packed` wrote; None for anything else."""
    try:
        where, page, fields, files, author = _signer().loads(raw or "")
    except (BadData, TypeError, ValueError):
        return None
    if next_target(where) != where:
        return None
    return Typed(where, next_target(page), tuple((name, value) for name, value in fields), files, author)


def _signer() -> URLSafeSerializer:
    fallbacks = current_app.config["SECRET_KEY_FALLBACKS"]
    return URLSafeSerializer([*reversed(fallbacks), current_app.secret_key], salt="sello-typed")


def _author(sent: Fields) -> int | None:
    """For whom the page of this form was made, as its token says; None for a token that does not say it."""
    tokens = [value for name, value in sent if name.endswith("csrf_token")]
    found = form_token.read(tokens[0]) if tokens else None
    author = found[0].partition(".")[0] if found else ""
    return int(author) if author.isdecimal() else None


def _sent() -> tuple[Fields, bool]:
    """The fields of the form, as far as it was read already or may be, and whether files came with it."""
    if SENT not in g:
        setattr(g, SENT, _read())
    found: tuple[Fields, bool] = g.get(SENT)
    return found


def _read() -> tuple[Fields, bool]:
    if "form" not in request.__dict__ and (request.content_length or 0) > MOST_BYTES:
        return first_fields(MOST_BYTES)
    fields = [(name, value) for name, values in request.form.lists() for value in values]
    return fields, any(file.filename for file in request.files.values())


def _is_text(value: str) -> bool:
    return len(value) > SHORT or " " in value.strip() or "\n" in value


def _from_a_page_of_ours() -> bool:
    """Browsers say where a form comes from, and no other host can make them say otherwise."""
    said = request.headers.get("Origin") or request.referrer or ""
    return urlsplit(said).netloc == request.host
