"""Figures of a comparison: written once for page and paper; a spreadsheet takes the number behind, uncut."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sello.core.workbook import COUNT, Number
from sello.level.formatting import shown_number
from sello.reports.document.values import Cell, LevelMark, Part, text
from sello.reports.document.wording import Translate, day, figure, percent

POINTS_FORM = "#,##0.00##"
PERCENT_FORM = "0.00##%"
SIGNED_FORM = "+0.00##;-0.00##;0"
"""Two decimals, and more where there are: what is cut on the page must not be rounded up here."""

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
    return Cell((Part(percent(value)),), values=(Number(float(value), PERCENT_FORM),))


def signed(value: Fraction, unit: str = "") -> Cell:
    """A difference, with its sign and its unit."""
    shown = shown_number(value)
    sign = "+" if value > 0 and shown != "0" else ""
    return Cell((Part(f"{sign}{shown}{unit}"),), values=(Number(float(value), SIGNED_FORM),))


def percentage_points(value: Fraction | None, _: Translate) -> Cell:
    """A difference of two compliances, in percentage points; a dash where there is none."""
    return NOTHING if value is None else signed(value * 100, "\u00a0" + _("pp"))


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
