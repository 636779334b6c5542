"""How large a body each address of evidence takes."""

import sys
from typing import Any

from flask import request, session

from sello.web.evidence import bp
from sello.web.identity import SESSION_KEY
from sello.web.instance import config

FILES_AT_ONCE = 8
"""How many files of the largest size one form without script may carry."""
_PARTS = 10_000
"""So many parts of a form are read: far more files than are taken, so that a refusal can say how many."""
_FORM = 4 * 1024 * 1024


@bp.url_value_preprocessor
def widen(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let signed-in people send files: this runs before anything reads the body, the CSRF check included."""
    if SESSION_KEY not in session:
        return
    limit = config().upload_limit
    if endpoint in ("evidence.put_file", "evidence.go_on_sending"):
        request.max_content_length = sys.maxsize  # the views count for themselves, and say it in words
    elif endpoint == "evidence.correct_post":
        request.max_content_length = limit + _FORM
    elif endpoint == "evidence.upload_post":
        request.max_content_length = FILES_AT_ONCE * limit + _FORM
        request.max_form_parts = _PARTS
