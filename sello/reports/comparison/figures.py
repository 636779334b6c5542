"""Figures of a comparison: each is written once, and taken by the spreadsheet as the number that it shows."""

from __future__ import annotations

from fractions import Fraction

from sello.core import figures
from sello.core.figures import figure, percentage
from sello.reports.document.values import (
    Amount,
    Cell,
    Part,
    text,
)
from sello.reports.document.wording import Translate

POINTS_FORM = "#,##0.##"
COUNT_FORM = "0"
PERCENT_FORM = "0.0###%"
DIFFERENCE_FORM = "+0.0###;-0.0###;0.0"
"""Shares and their differences stand whole in the cell, with decimals enough not to be rounded over a
threshold."""
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
    return Cell((Part(percentage(value)),), amount=Amount(float(value), PERCENT_FORM))


def signed(value: Fraction) -> Cell:
    """A difference of points, with its sign."""
    shown = figure(value)
    sign = "+" if value > 0 and shown != "0" else ""
    return Cell((Part(f"{sign}{shown}"),), amount=Amount(cut_off(value, 2), SIGNED_FORM))


def percentage_points(value: Fraction | None, _: Translate) -> Cell:
    """A difference of two compliances, in percentage points; a dash where there is none."""
    if value is None:
        return text("—")
    sign = "" if value == 0 else "+" if value > 0 else "−"
    shown = f"{sign}{figures.percentage_points(value)}\u00a0" + _("pp")
    return Cell((Part(shown),), amount=Amount(float(value * 100), DIFFERENCE_FORM))
