"""Figures of a comparison: the text is cut, the spreadsheet's number is whole."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sello.core.workbook import Number
from sello.reports.comparison.figures import percentage_points, share


@given(st.fractions(min_value=0, max_value=1))
def test_the_spreadsheet_takes_a_share_at_full_precision(value: Fraction) -> None:
    cell = share(value)
    (number,) = cell.values
    assert isinstance(number, Number)
    assert number.value == float(value)
    assert Fraction(cell.parts[0].text.removesuffix("\u00a0%").replace(",", ".")) / 100 <= value


def test_a_difference_is_in_percentage_points_with_its_sign() -> None:
    shown = [percentage_points(Fraction(n, 39), str).parts[0].text for n in (1, -1, 0)]
    assert shown == ["+2,5\u00a0pp", "−2,5\u00a0pp", "0,0\u00a0pp"]
    assert percentage_points(None, str).parts[0].text == "—"
