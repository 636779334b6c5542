"""How numbers are written in Chile: a point between thousands, a decimal comma, shares in one form.

Nothing is rounded up: 59,97 % is no 60 %. What is compared is compared exact, before it is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

NONE = "—"
_THOUSANDS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:\s[0-9]{3})+(?![0-9])")
_BESIDE_A_SIGN = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")
PERCENT = "\u00a0%"
"""The sign with the space that keeps it on the number's line."""

SIZES = ("B", "kB", "MB", "GB", "TB")

EXACT = 9
"""Up to how many decimals a number is written out before it is written as a fraction."""


class Figure(int):
    """A count that a sentence names: its text has the points between thousands."""

    def __str__(self) -> str:
        return figure(int(self))


def figure(value: Fraction | int, decimals: int = 2) -> str:
    """A count or a sum of points: whole when it is whole, else cut to so many decimals (0,666 is 0,66)."""
    whole, rest = _cut(value, decimals)
    fraction = rest.rstrip("0")
    sign = "−" if value < 0 and (whole or fraction) else ""
    return f"{sign}{_points(whole)},{fraction}" if fraction else f"{sign}{_points(whole)}"


def joined(typed: str) -> str:
    """A typed number without the blanks beside its signs and between its thousands; «12 34» stays two."""
    return _BESIDE_A_SIGN.sub("", _THOUSANDS.sub(lambda found: "".join(found[0].split()), typed))


def with_points(values: Mapping[str, object]) -> dict[str, object]:
    """The values of a sentence, its counts with points between thousands; a year is given as text."""
    return {name: Figure(value) if type(value) is int else value for name, value in values.items()}


def percentage(share: Fraction | None) -> str:
    """A share from 0 to 1 with one decimal, always: 60,0 %; what has no share is a dash."""
    if share is None:
        return NONE
    return f"{percentage_points(share)}{PERCENT}"


def percentage_points(share: Fraction) -> str:
    """How many hundredths a share or a difference of shares is, with one decimal, without its sign."""
    whole, rest = _cut(share * 100, 1)
    return f"{_points(whole)},{rest}"


def rule(share: Fraction | None) -> str:
    """A share that a rule asks for (a threshold, a floor), exact as the edition says it: 60 %, 62,5 %."""
    if share is None:
        return NONE
    shown = exact(share * 100)
    return str(share) if "/" in shown else f"{shown}{PERCENT}"


def estimate(share: float) -> str:
    """What is only foreseen, as a whole percentage: a decimal would promise what nobody knows."""
    return f"{round(share * 100)}{PERCENT}"


def filesize(size: int) -> str:
    """A number of bytes in steps of 1,024, as the limits are counted and file managers show it: 1,5 kB."""
    step = min(max(size.bit_length() - 1, 0) // 10, len(SIZES) - 1)
    return f"{figure(Fraction(size, 1024**step), 1)} {SIZES[step]}"


def exact(value: Fraction | int) -> str:
    """A number with nothing cut off: whole, with the decimals that it has, or as a fraction."""
    for decimals in range(EXACT + 1):
        if (value * 10**decimals).denominator == 1:
            return figure(value, decimals)
    return str(value)


def _cut(value: Fraction | int, decimals: int) -> tuple[int, str]:
    """The whole part and the first decimals, cut off towards zero."""
    scaled = abs(Fraction(value)) * 10**decimals
    whole, rest = divmod(scaled.numerator // scaled.denominator, 10**decimals)
    return whole, f"{rest:0{decimals}d}" if decimals else ""


def _points(whole: int) -> str:
    return f"{whole:,}".replace(",", ".")
