"""Figures and dates as the report writes them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.reports.document.wording import (
    day,
    days,
    figure,
    long_day,
    percent,
)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(37, 40), "92,5 %"),
        (Fraction(59999, 100000), "59,99 %"),
        (Fraction(3, 5), "60 %"),
        (Fraction(1, 3), "33,33 %"),
        (Fraction(0), "0 %"),
        (Fraction(1), "100 %"),
    ],
)
def test_a_percentage_is_cut_not_rounded(share: Fraction, shown: str) -> None:
    assert percent(share).replace("\u00a0", " ") == shown


@given(st.fractions(min_value=0, max_value=1), st.sampled_from([Fraction(n, 10) for n in (6, 7, 8)]))
def test_no_percentage_reads_as_a_threshold_it_did_not_reach(share: Fraction, threshold: Fraction) -> None:
    shown = Fraction(percent(share).removesuffix("\u00a0%").replace(",", ".")) / 100
    assert (shown >= threshold) == (share >= threshold)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (24, "24"),
        (Fraction(47, 2), "23,5"),
        (Fraction(2, 3), "0,66"),
        (11510, "11.510"),
        (Fraction(5, 1), "5"),
    ],
)
def test_figures_have_a_decimal_comma(value: Fraction | int, shown: str) -> None:
    assert figure(value) == shown


def test_dates_are_written_the_chilean_way() -> None:
    assert day(date(2026, 9, 5)) == "05-09-2026"
    assert day(None) == "—"
    assert long_day(date(2026, 9, 5), str) == "5 de septiembre de 2026"


def test_one_day_is_singular() -> None:
    assert (days(1, str), days(2, str)) == ("1 día", "2 días")
