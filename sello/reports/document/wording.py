"""How figures and dates are written, the same on the page and on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import floor

from sello.core.dates import written
from sello.core.labels import N_
from sello.level.formatting import shown_percentage

Translate = Callable[[str], str]
"""Gives the text of a Spanish source text in the reader's language."""


def percent(share: Fraction | None) -> str:
    """Write a share as a percentage, cut and never rounded up: 59,999 % stays under 60 %."""
    return shown_percentage(share)


def figure(value: Fraction | int) -> str:
    """Write a count or a sum of points: whole when it is whole, else cut to two decimals."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return f"{exact.numerator:,}".replace(",", ".")
    whole, hundredths = divmod(floor(exact * 100), 100)
    return f"{whole:,}".replace(",", ".") + f",{hundredths:02d}".rstrip("0")


def day(value: date | None) -> str:
    """Write a date as dd-mm-aaaa, or a dash."""
    return written(value) if value else "—"


MONTHS = (
    N_("enero"),
    N_("febrero"),
    N_("marzo"),
    N_("abril"),
    N_("mayo"),
    N_("junio"),
    N_("julio"),
    N_("agosto"),
    N_("septiembre"),
    N_("octubre"),
    N_("noviembre"),
    N_("diciembre"),
)


def long_day(value: date, _: Translate) -> str:
    """Write a date in words: 22 de noviembre de 2026."""
    return _("%(day)s de %(month)s de %(year)s") % {
        "day": value.day,
        "month": _(MONTHS[value.month - 1]),
        "year": value.year,
    }


def days(count: int, _: Translate) -> str:
    """Write a number of days."""
    return _("1 día") if count == 1 else _("%(n)s días") % {"n": figure(count)}
