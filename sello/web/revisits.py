"""Whoever comes back to a page on which nothing has changed is told just that; it is not made again.

A page that is marked here is made of what the institution's change counter counts (`sello.core.changes`), of
who asks and what she may, of how many of her notices are unread, of her cookie, the address and the day. All
of that is in its ETag, so an equal tag means an equal page. The browser asks each time, and the session is
looked up each time: who was signed out or may less than before, gets nothing of what it kept. What is shown
once (a notice, the offer to take an act back) has no tag.

The forms of a kept page bear the token that they had, under the mask that it had. It stays good as long as
the session does; and as whatever is sent changes the counter or the cookie, no form is met again with the
token under which it was sent.
"""

import hmac
import os
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import ParamSpec, TypeVar

from flask import Flask, Response, current_app, g, request, session
from flask_babel import get_locale

from sello import paths
from sello.accounts.queries.identity import SignedIn
from sello.web.addresses import came_from
from sello.web.answers import SAFE_METHODS
from sello.web.guard import maybe_actor
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.undoing import last_act

P = ParamSpec("P")
R = TypeVar("R")

REVISITED = "_sello_revisited"
RELEASE = "sello_release"
CONTROL = "private, no-cache"
"""The browser of the one who asked may keep it, and shows it only after asking whether it still holds."""

NOTED = {"leer"}
"""What an address asks for that is written down each time it is looked at."""

NOTICES = "_flashes"
"""Where Flask keeps, in the cookie, what is said once."""


def revisited(view: Callable[P, R]) -> Callable[P, R]:
    """Record on a view that its page is made of nothing but what its tag is made of."""
    setattr(view, REVISITED, True)
    return view


def is_revisited(view: Callable[..., object] | None) -> bool:
    """Tell whether the pages of a view bear a tag."""
    return hasattr(view, REVISITED)


def install(app: Flask) -> None:
    """Hang the answer to who comes back on an application, after all that may refuse a request."""
    app.extensions[RELEASE] = release(Path(paths.PACKAGE), Path(app.template_folder or ""))

    @app.before_request
    def answer_again() -> Response | None:
        tag = g.revisit_tag = _tag()
        known = tag is not None and request.if_none_match.contains_weak(tag)
        return Response(status=304) if known else None

    @app.after_request
    def name(response: Response) -> Response:
        tag = g.pop("revisit_tag", None)
        if tag is not None and response.status_code in (200, 304) and not session.modified:
            response.set_etag(tag, weak=True)
            response.headers["Cache-Control"] = CONTROL
        return response


def forgotten(response: Response) -> Response:
    """Tell the browser of somebody who leaves to keep no page: going back would show it once more."""
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@cache
def release(*folders: Path) -> str:
    """What tells this program from the one before and after it: its files, by name, length and time."""
    digest = blake2b(digest_size=16)
    for line in sorted(_files(folders)):
        digest.update(line.encode())
    return digest.hexdigest()


def _files(folders: tuple[Path, ...]) -> Iterator[str]:
    for folder in folders:
        for place, _inner, names in os.walk(folder):
            for name in names:
                if not name.endswith(".pyc"):
                    seen = Path(place, name).stat()
                    yield f"{place.removeprefix(str(folder))}/{name} {seen.st_size} {seen.st_mtime_ns}\n"


def _tag() -> str | None:
    """What stands for the page that is asked for; None where nothing can."""
    found: SignedIn | None = g.get("signed_in")
    actor = maybe_actor()
    if request.method not in SAFE_METHODS or not is_revisited(_view()) or found is None or actor is None:
        return None
    if NOTICES in session or last_act() is not None or NOTED & set(request.args):
        return None
    made_of = (
        current_app.extensions[RELEASE],
        config(),
        str(get_locale()),
        found.changes.number,
        found.unread,
        actor,
        moment().today,
        request.method == "HEAD",
        request.url,
        came_from().partition("?")[0]
        == request.path,  # a list begins otherwise for whoever comes from outside
        sorted(session.items()),
    )
    key = str(current_app.secret_key or "").encode()
    return hmac.digest(key, repr(made_of).encode(), "sha256").hex()[:32]


def _view() -> Callable[..., object] | None:
    return current_app.view_functions.get(request.endpoint or "")
