"""Figures of a comparison: each is written once, and taken by the spreadsheet as the number that it shows."""

from __future__ import annotations

from fractions import Fraction

from sello.level.formatting import shown_number
from sello.reports.document.values import (
    Amount,
    Cell,
    Part,
    text,
)
from sello.reports.document.wording import Translate, figure, percent

POINTS_FORM = "#,##0.##"
COUNT_FORM = "0"
PERCENT_FORM = "0.00%"
SIGNED_FORM = "+0.00;-0.00;0.00"


def cut_off(value: Fraction, decimals: int) -> float:
    """The number that is shown: cut off towards zero, never rounded up."""
    scaled = abs(value) * 10**decimals
    whole = scaled.numerator // scaled.denominator
    return float((-whole if value < 0 else whole) / 10**decimals)


def count(value: int) -> Cell:
    """A number of things."""
    return Cell((Part(figure(value)),), amount=Amount(value, COUNT_FORM))


def points(value: Fraction) -> Cell:
    """A sum of points."""
    return Cell((Part(figure(value)),), amount=Amount(cut_off(value, 2), POINTS_FORM))


def share(value: Fraction | None) -> Cell:
    """A compliance; a dash where there is none."""
    if value is None:
        return text("—")
    return Cell((Part(percent(value)),), amount=Amount(cut_off(value, 4), PERCENT_FORM))


def signed(value: Fraction, unit: str = "") -> Cell:
    """A difference, with its sign and its unit."""
    shown = shown_number(value)
    sign = "+" if value > 0 and shown != "0" else ""
    return Cell((Part(f"{sign}{shown}{unit}"),), amount=Amount(cut_off(value, 2), SIGNED_FORM))


def percentage_points(value: Fraction | None, _: Translate) -> Cell:
    """A difference of two compliances, in percentage points; a dash where there is none."""
    return text("—") if value is None else signed(value * 100, "\u00a0" + _("pp"))
