"""How shares and dates are written, the same on the page and on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from sello.core.dates import MONTHS, written
from sello.core.figures import figure, percentage

Translate = Callable[[str], str]
"""Gives the text of a Spanish source text in the reader's language."""


def counted(share: Fraction | None, part: Fraction | int, whole: Fraction | int, _: Translate) -> str:
    """Write a share with what it is a share of, where there is room: 71,7 % (28 de 39)."""
    if share is None:
        return percentage(share)
    return _("%(share)s (%(part)s de %(whole)s)") % {
        "share": percentage(share),
        "part": figure(part),
        "whole": figure(whole),
    }


def day(value: date | None) -> str:
    """Write a date as dd-mm-aaaa, or a dash."""
    return written(value) if value else "—"


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


def business_days(count: int, _: Translate) -> str:
    """Write a number of business days."""
    return _("1 día hábil") if count == 1 else _("%(n)s días hábiles") % {"n": figure(count)}
