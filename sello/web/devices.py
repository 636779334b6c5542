"""The browsers in which somebody signed in before: there, nobody else's guesses shut her out.

A signed cookie says which accounts a browser knows, each with a random number of its own; guesses from there
are counted by that number, apart from those of strangers. It opens nothing and names nobody.
"""

import secrets
from datetime import timedelta
from typing import cast

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from sello.accounts.domain.access import digest

KNOWN_FOR = timedelta(days=180)
MOST = 8
"""Accounts that one browser keeps in mind; a shared desk has a few."""


def known(email: str) -> str | None:
    """The number by which this browser knows an account; None when nobody signed in to it here before."""
    return _said().get(_mark(email))


def remember(email: str) -> None:
    """Let this browser know the account that was just signed in to."""
    mark, said = _mark(email), _said()
    kept = [(each, number) for each, number in said.items() if each != mark][1 - MOST :]
    signed = _signer().dumps(dict([*kept, (mark, said.get(mark) or secrets.token_hex(8))]))

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(
            _cookie(),
            signed,
            max_age=KNOWN_FOR,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
        return response


def _said() -> dict[str, str]:
    try:
        said = _signer().loads(request.cookies.get(_cookie(), ""), max_age=int(KNOWN_FOR.total_seconds()))
    except BadSignature:
        return {}
    return cast("dict[str, str]", said)


def _cookie() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-device"


def _mark(email: str) -> str:
    return digest(f"device:{email.strip().lower()}")[:16]


def _signer() -> URLSafeTimedSerializer:
    fallbacks = current_app.config["SECRET_KEY_FALLBACKS"]
    return URLSafeTimedSerializer([*fallbacks, current_app.config["SECRET_KEY"]], salt="known-device")
