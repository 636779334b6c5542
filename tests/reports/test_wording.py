"""Shares and dates as the report writes them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sello.reports.document.wording import (
    counted,
    day,
    days,
    long_day,
)


def test_a_share_stands_with_what_it_is_a_share_of() -> None:
    assert counted(Fraction(28, 39), 28, 39, str) == "71,7\u00a0% (28 de 39)"
    assert counted(None, 28, 39, str) == "—"


def test_dates_are_written_the_chilean_way() -> None:
    assert day(date(2026, 9, 5)) == "05-09-2026"
    assert day(None) == "—"
    assert long_day(date(2026, 9, 5), str) == "5 de septiembre de 2026"


def test_one_day_is_singular() -> None:
    assert (days(1, str), days(2, str)) == ("1 día", "2 días")
