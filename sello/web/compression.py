"""Pages travel compressed: a tenth of their size, for phones on a bad link.

What people are sent as files, and what is short, goes as it is. The length of an answer says little of what
is in it: the forms' token is another text in each one, and the head of the compressed answer is as long as
chance wills.
"""

import gzip
import secrets
from io import BytesIO

from flask import Flask, Response, g, request

from sello.web.form_token import masked

LEAST = 1024
"""Bytes from which compressing is worth its while: less goes in one packet anyway."""

PACE = 4
"""zlib's level: the next ones take half as long again for a fiftieth less."""

MOST_CHANCE = 100
"""Letters of chance at most in the head of a compressed answer."""

KINDS = frozenset({"text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"})


def install(app: Flask) -> None:
    """Compress the pages of an application for whoever can read that."""

    @app.after_request
    def compress(response: Response) -> Response:
        if response.mimetype not in KINDS or response.is_streamed or request.endpoint == "static":
            return response
        response.vary.add("Accept-Encoding")
        if response.status_code != 200 or not accepts_gzip() or "Content-Encoding" in response.headers:
            return response
        page = response.get_data()
        if len(page) >= LEAST:
            response.set_data(compressed(_under_mask(page), _chance()))
            response.headers["Content-Encoding"] = "gzip"
        return response


def accepts_gzip() -> bool:
    """Whether the one who asks can read compressed answers."""
    return request.accept_encodings.quality("gzip") > 0


def compressed(content: bytes, name: str = "", pace: int = PACE) -> bytes:
    """The content as gzip; the name stands in its head, where nobody looks, and makes it longer."""
    told = BytesIO()
    with gzip.GzipFile(name, "wb", pace, told, mtime=0) as file:
        file.write(content)
    return told.getvalue()


def _under_mask(page: bytes) -> bytes:
    token = g.get("csrf_token")
    return page.replace(token.encode(), masked(token).encode()) if token else page


def _chance() -> str:
    return "x" * secrets.randbelow(MOST_CHANCE + 1)
