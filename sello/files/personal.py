"""A look for RUT numbers in texts: a list of people is the usual way in which personal data leak."""

import re
from typing import BinaryIO

from sello.files import kinds

_LOOKED = 1024 * 1024
"""Only the beginning of a text is looked at: enough for a warning, which proves nothing by its absence."""
_RUT = re.compile(r"(?<![\w.-])(\d{1,2}(?:\.\d{3}){2}|\d{7,8})-([\dkK])(?![\w-])")
_TEXTS = frozenset({kinds.TEXT.media_type, kinds.CSV.media_type})


def names_people(file: BinaryIO, media_type: str) -> bool:
    """Whether the beginning of a text or a table holds at least one valid RUT."""
    if media_type not in _TEXTS:
        return False
    text = file.read(_LOOKED).decode("utf-8", "replace")
    return any(fits(body.replace(".", ""), check) for body, check in _RUT.findall(text))


def fits(body: str, check: str) -> bool:
    """Whether a check digit belongs to a number: modulo 11, weights 2 to 7 from the right, repeated."""
    total = sum(int(digit) * (2 + at % 6) for at, digit in enumerate(reversed(body)))
    return "0123456789K"[-total % 11] == check.upper()
