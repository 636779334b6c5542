"""What a page says to whoever reads it."""

import html
import re

ENGLISH = (
    "Not a valid", "Invalid", "This field", "Field must", "Field cannot", "Number must", "CSRF", "Not Found",
    "Bad Request", "Internal Server", "Not Allowed", "Unprocessable", "Request Entity", "Forbidden",
    "Traceback", "Too Many", "The requested", "The browser", "characters long", "is required", "Error:",
)  # fmt: skip
"""What the libraries below would say if nobody had said it before them."""


def visible(page: str) -> str:
    """The text of a page without its elements."""
    return html.unescape(re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", page, flags=re.S))


def foreign(page: str) -> list[str]:
    """The phrases of a page that no Spanish page has."""
    said = visible(page)
    return [phrase for phrase in ENGLISH if phrase in said]
