"""Figures of a comparison: written once for page and paper; a spreadsheet takes the number behind, uncut."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sello.core import figures
from sello.core.figures import figure, percentage
from sello.core.workbook import COUNT, Number
from sello.reports.document.values import Cell, LevelMark, Part, text
from sello.reports.document.wording import Translate, day

POINTS_FORM = "#,##0.00##"
PERCENT_FORM = "0.0###%"
DIFFERENCE_FORM = "+0.0###;-0.0###;0.0"
SIGNED_FORM = "+0.00##;-0.00##;0"
"""Decimals enough that what is cut on the page is not rounded up here, over a threshold."""

NOTHING = Cell((Part("—"),), values=(None,))
"""Where a figure would stand if there were one: a spreadsheet's cell stays empty."""


def count(value: int) -> Cell:
    """A number of things."""
    return Cell((Part(figure(value)),), values=(Number(value, COUNT),))


def points(value: Fraction) -> Cell:
    """A sum of points."""
    return Cell((Part(figure(value)),), values=(Number(float(value), POINTS_FORM),))


def share(value: Fraction | None) -> Cell:
    """A compliance; a dash where there is none."""
    if value is None:
        return NOTHING
    return Cell((Part(percentage(value)),), values=(Number(float(value), PERCENT_FORM),))


def signed(value: Fraction) -> Cell:
    """A difference of points, with its sign."""
    shown = figure(value)
    sign = "+" if value > 0 and shown != "0" else ""
    return Cell((Part(f"{sign}{shown}"),), values=(Number(float(value), SIGNED_FORM),))


def percentage_points(value: Fraction | None, _: Translate) -> Cell:
    """A difference of two compliances, in percentage points; a dash where there is none."""
    if value is None:
        return NOTHING
    sign = "" if value == 0 else "+" if value > 0 else "−"
    shown = f"{sign}{figures.percentage_points(value)}\u00a0" + _("pp")
    return Cell((Part(shown),), values=(Number(float(value * 100), DIFFERENCE_FORM),))


def on_day(value: date) -> Cell:
    """A day."""
    return Cell((Part(day(value)),), values=(value,))


def level(mark: LevelMark) -> Cell:
    """A level: its name, and its place in the order of levels (0: none) for a spreadsheet to sort by."""
    return Cell((Part(mark.name),), values=(mark.name, mark.bars))


def titled(name: str, aside: str) -> Cell:
    """A name and what stands below it, which a spreadsheet keeps apart."""
    shown = text(name, aside)
    return Cell(shown.parts, values=(name, aside))
