"""Boxes as a form says them: five numbers a line, within the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.files.redacting.boxes import BoxUnclear, NothingStruck, Struck, TooManyBoxes, read

THOUSANDTHS = st.integers(0, 999)


@given(
    st.builds(Struck, st.integers(1, 9), THOUSANDTHS, THOUSANDTHS, st.integers(1, 999), st.integers(1, 999))
)
def test_what_is_said_is_read_back_within_the_page(box):
    (found,) = read([box.said, "", box.said], pages=9)
    assert (found.page, found.left, found.top) == (box.page, box.left, box.top)
    assert found.left + found.width <= 1000
    assert found.top + found.height <= 1000
    assert (found.width == box.width) or found.left + box.width > 1000


@pytest.mark.parametrize(
    "line", ["1 2 3 4", "0 1 1 1 1", "4 1 1 1 1", "1 1000 1 1 1", "1 1 1 0 9", "uno", "1 2 3 4 5 6", "1 -"]
)
def test_what_is_no_box_is_named(line):
    with pytest.raises(BoxUnclear):
        read([line], pages=3)


def test_nothing_and_too_much_are_refused():
    with pytest.raises(NothingStruck):
        read(["", " "], pages=3)
    with pytest.raises(TooManyBoxes):
        read([f"1 {left} {top} 1 1" for left in range(100) for top in range(7)], pages=1)
