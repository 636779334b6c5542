"""A number as its cell shows it: the decimals of its format, per cent, or a day."""

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from sello.core.dates import written

_NOT_A_SIGN: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DAY: Final = re.compile(r"[dmyhs]", re.IGNORECASE)
_DATE: Final = re.compile(r"[dy]", re.IGNORECASE)
_DECIMALS: Final = re.compile(r"[.]([0]+)")
_DIGITS: Final = 15
"""How many digits a spreadsheet keeps; what lies behind them is noise of binary fractions."""
_ENDLESS: Final = 12
"""With so many decimals a number was divided, not typed."""
_PARTS: Final = 100
_BEGIN, _BEGIN_1904 = date(1899, 12, 30), date(1904, 1, 1)


def is_day(code: str) -> bool:
    """Whether a number format shows a day or an hour."""
    plain = _NOT_A_SIGN.sub("", code.split(";", maxsplit=1)[0])
    return bool(_DAY.search(plain)) and plain.lower() != "general"


def is_hour(code: str) -> bool:
    """Whether a number format that is_day shows an hour and no day."""
    return _DATE.search(_NOT_A_SIGN.sub("", code.split(";", maxsplit=1)[0])) is None


def shown(value: str, code: str) -> str:
    """A number with decimal comma and at least the decimals of its format: 1.1 as ``0.00`` is «1,10».

    More decimals than the format shows are kept, so that a weight loses nothing.
    """
    plain = _NOT_A_SIGN.sub("", code.split(";", maxsplit=1)[0])
    percent = "%" in plain
    found = _DECIMALS.search(plain)
    return typed(Decimal(value), len(found[1]) if found else 0, percent=percent)


def typed(value: Decimal, decimals: int = 0, *, percent: bool = False) -> str:
    """A number as one would type it, with at least so many decimals; a third is «1/3»."""
    if not percent and (part := _part(value)):
        return part
    number = Decimal(f"{value * 100 if percent else value:.{_DIGITS}g}").normalize()
    places = max(decimals, -_exponent(number), 0)
    text = f"{number:.{places}f}".replace(".", ",")
    return f"{text} %" if percent else text


def day(value: str, *, from_1904: bool = False) -> str:
    """A day of a spreadsheet's calendar, as people write it here; raises OverflowError beyond it."""
    found = (_BEGIN_1904 if from_1904 else _BEGIN) + timedelta(days=int(float(value)))
    return written(found)


def hour(value: str) -> str:
    """An hour of the day, or a span of hours, to the minute."""
    minutes = round(float(value) * 24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def decimals_of(text: str, value: Decimal) -> int:
    """How many decimals a shown text has: its last sign may part thousands, which the value tells."""
    match = re.search(r"[.,](\d+)\D*$", text)
    if match is None:
        return 0
    places = len(match[1])
    digits = re.sub(r"\D", "", text)
    return places if re.sub(r"\D", "", f"{value:.{places}f}") == digits else 0


def _part(value: Decimal) -> str:
    """A share that has no end in decimals, such as 1/3, as it was meant; empty for any other number."""
    if -_exponent(value) < _ENDLESS:
        return ""
    near = Fraction(value).limit_denominator(_PARTS)
    return str(near) if abs(near - Fraction(value)) < Fraction(1, 10**14) and _is_endless(near) else ""


def _is_endless(number: Fraction) -> bool:
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest > 1


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
