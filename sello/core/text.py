"""Text as it is searched: without case, accents or double spaces."""

import unicodedata


def fold(*parts: str) -> str:
    """The parts joined and brought to the form in which what is typed meets what is stored."""
    plain = unicodedata.normalize("NFKD", " ".join(" ".join(parts).split()).casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def like(typed: str) -> str:
    """A LIKE pattern (escape character `\\`) that finds the typed text anywhere in a folded column."""
    escaped = fold(typed).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
