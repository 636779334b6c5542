"""How exact numbers and days are shown: cut off and never rounded up, decimal comma, dd-mm-aaaa."""

from datetime import date
from fractions import Fraction

from sello.core.dates import written


def shown_number(value: Fraction, decimals: int = 2) -> str:
    """Write a number with at most so many decimals, cut off towards zero: 59,999 is 59,99 and never 60."""
    scaled = abs(value) * 10**decimals
    whole, rest = divmod(scaled.numerator // scaled.denominator, 10**decimals)
    fraction = f"{rest:0{decimals}d}".rstrip("0") if decimals else ""
    sign = "−" if value < 0 and (whole or fraction) else ""
    return f"{sign}{whole},{fraction}" if fraction else f"{sign}{whole}"


def shown_percentage(share: Fraction | None) -> str:
    """Write a share from 0 to 1 as a percentage; what has no percentage is a dash."""
    return "—" if share is None else f"{shown_number(share * 100)}\u00a0%"


def shown_date(day: date | None) -> str:
    """Write a day as it is written in Chile."""
    return "—" if day is None else written(day)
