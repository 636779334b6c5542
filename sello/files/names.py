"""The names that senders give their files, made harmless."""

import unicodedata

LIMIT = 200
"""Characters of a kept file name; the column has room for an extension of ours besides."""


def clean(raw: str) -> str:
    """Keep the last part of a path, without control or direction characters, at most LIMIT long."""
    last = unicodedata.normalize("NFC", raw).replace("\\", "/").rpartition("/")[2]
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    name = " ".join(shown.split()).lstrip(".") or "archivo"
    if len(name) <= LIMIT:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 10:
        return name[:LIMIT]
    return f"{stem[: LIMIT - len(extension) - 1]}.{extension}"
