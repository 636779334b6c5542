"""Numbers as they are written in Chile: points, comma, one form for shares, nothing rounded up."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sello
from sello.core.figures import Figure, estimate, exact, figure, filesize, percentage, percentage_points, rule

SHARES = st.fractions(min_value=0, max_value=1)


def number(text: str) -> Fraction:
    return Fraction(text.removesuffix("\u00a0%").replace(".", "").replace(",", ".").replace("−", "-"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (24, "24"),
        (999, "999"),
        (1000, "1.000"),
        (1234567, "1.234.567"),
        (-1234, "−1.234"),
        (Fraction(47, 2), "23,5"),
        (Fraction(2, 3), "0,66"),
        (Fraction(5, 1), "5"),
        (Fraction(12345, 10), "1.234,5"),
        (Fraction(-5, 2), "−2,5"),
        (Fraction(-1, 1000), "0"),
    ],
)
def test_counts_and_points(value: Fraction | int, shown: str) -> None:
    assert figure(value) == shown


def test_a_count_in_a_sentence_is_still_a_number() -> None:
    assert f"{Figure(1234)!s} / {Figure(1234) + 1}" == "1.234 / 1235"


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(37, 40), "92,5\u00a0%"),
        (Fraction(28, 39), "71,7\u00a0%"),
        (Fraction(2, 3), "66,6\u00a0%"),
        (Fraction(1, 20), "5,0\u00a0%"),
        (Fraction(599999, 1000000), "59,9\u00a0%"),
        (Fraction(3, 5), "60,0\u00a0%"),
        (Fraction(7, 10000), "0,0\u00a0%"),
        (Fraction(0), "0,0\u00a0%"),
        (Fraction(1), "100,0\u00a0%"),
        (None, "—"),
    ],
)
def test_shares_have_one_decimal_always(share: Fraction | None, shown: str) -> None:
    assert percentage(share) == shown


@given(SHARES)
def test_what_is_shown_is_never_more_than_the_truth(share: Fraction) -> None:
    shown = number(percentage(share)) / 100
    assert shown <= share < shown + Fraction(1, 1000)


@given(SHARES, st.sampled_from([Fraction(n, 10) for n in (6, 7, 8)]))
def test_no_percentage_reads_as_a_threshold_it_did_not_reach(share: Fraction, threshold: Fraction) -> None:
    assert (number(percentage(share)) / 100 >= threshold) == (share >= threshold)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(3, 5), "60\u00a0%"),
        (Fraction(5, 8), "62,5\u00a0%"),
        (Fraction(6667, 10000), "66,67\u00a0%"),
        (Fraction(2, 3), "2/3"),
        (None, "—"),
    ],
)
def test_a_rule_is_quoted_exactly(share: Fraction | None, shown: str) -> None:
    assert rule(share) == shown


@given(SHARES)
def test_nothing_of_a_rule_is_lost(share: Fraction) -> None:
    shown = rule(share)
    assert (Fraction(shown) if "/" in shown else number(shown) / 100) == share


def test_a_difference_is_cut_towards_nothing() -> None:
    assert percentage_points(Fraction(2564, 100000)) == "2,5"
    assert percentage_points(Fraction(-2564, 100000)) == "2,5"


def test_what_is_foreseen_is_whole() -> None:
    assert estimate(0.7249) == "72\u00a0%"


def test_an_exact_number_keeps_all_its_decimals() -> None:
    assert [exact(Fraction(n, d)) for n, d in ((3, 2), (1, 3), (4, 2), (2001, 2))] == [
        "1,5",
        "1/3",
        "2",
        "1.000,5",
    ]


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0 B"),
        (1, "1 B"),
        (1000, "1.000 B"),
        (1023, "1.023 B"),
        (1024, "1 kB"),
        (1536, "1,5 kB"),
        (1024**2 - 1, "1.023,9 kB"),
        (1024**2, "1 MB"),
        (50 << 20, "50 MB"),
        (2 << 30, "2 GB"),
        (3 << 50, "3.072 TB"),
    ],
)
def test_sizes_of_files(size: int, shown: str) -> None:
    assert filesize(size) == shown


def test_sizes_of_files_are_written_in_one_place() -> None:
    """A limit of 50 MB and a file of 50 MB are counted alike, on every page, paper and line of a command."""
    sources = (Path(sello.__file__).parent).rglob("*.py")
    assert [path.name for path in sources if re.search(r"""["'(]kB["')]""", path.read_text("utf-8"))] == [
        "figures.py"
    ]
