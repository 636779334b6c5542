"""The token of the forms as it travels: another text in every compressed answer, read wherever one is sent.

Whoever can make somebody open addresses of his choice, and see how long the compressed answers are, could
else guess, letter by letter, a text that all of them hold (the attack known as BREACH).
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from datetime import datetime

from flask import current_app
from flask_wtf.csrf import CSRFProtect
from itsdangerous import BadData, URLSafeTimedSerializer

MARK = "~"
"""Begins a token that is under a mask; no other does."""


class Protection(CSRFProtect):
    """Flask-WTF's check of every form, of tokens that may come under a mask."""

    def _get_csrf_token(self) -> str | None:
        sent = super()._get_csrf_token()
        return sent and unmasked(sent)


def masked(token: str) -> str:
    """The token under a mask of chance; as often as it is asked, another text."""
    plain = token.encode()
    mask = os.urandom(len(plain))
    return MARK + urlsafe_b64encode(mask + _apply(mask, plain)).decode().rstrip("=")


def unmasked(sent: str) -> str:
    """The token that a text carries; any other text as it is, for its reader to refuse."""
    if not sent.startswith(MARK):
        return sent
    text = sent[1:]
    try:
        both = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        half = len(both) // 2
        return _apply(both[half:], both[:half]).decode("ascii")
    except (Error, ValueError):
        return sent


def read(sent: str) -> tuple[str, datetime] | None:
    """What a token says, and in which second its page was made (UTC); None if we did not make it."""
    reader = URLSafeTimedSerializer(current_app.secret_key or "", salt="wtf-csrf-token")
    try:
        said, made = reader.loads(unmasked(sent), return_timestamp=True)
    except BadData:
        return None
    return str(said), made


def _apply(mask: bytes, text: bytes) -> bytes:
    return (int.from_bytes(mask, "big") ^ int.from_bytes(text, "big")).to_bytes(len(mask), "big")
