"""The blueprint of evidence, and how large a body each of its addresses takes."""

from typing import Any

from flask import Blueprint, request, session

from sello.web.base import config
from sello.web.identity import SESSION_KEY

bp = Blueprint("evidence", __name__)

FILES_AT_ONCE = 8
"""How many files of the largest size one form without script may carry."""
_FORM = 4 * 1024 * 1024
_ONE_FILE = frozenset({"evidence.put_file", "evidence.correct_post"})
_MANY_FILES = frozenset({"evidence.upload_post"})


@bp.url_value_preprocessor
def widen(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let signed-in people send files: this runs before anything reads the body, the CSRF check included."""
    if SESSION_KEY not in session:
        return
    limit = config().upload_limit
    if endpoint in _ONE_FILE:
        request.max_content_length = limit + _FORM
    elif endpoint in _MANY_FILES:
        request.max_content_length = FILES_AT_ONCE * limit + _FORM
