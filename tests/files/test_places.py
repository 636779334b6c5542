"""A page of an attachment has one number, which no page of a document has, and reads back."""

from hypothesis import given
from hypothesis import strategies as st

from sello.files.places import MOST_PAGES, page_of, place_of, worded

PLACES = st.lists(st.integers(1, 200), min_size=1, max_size=4).map(lambda each: ".".join(map(str, each)))


@given(PLACES, st.integers(0, 1200))
def test_a_number_leads_back_to_its_page(place: str, page: int) -> None:
    number = page_of(place, page)
    if number is None:
        first, *more = map(int, place.split("."))
        assert first > 127 or len(more) > 2 or any(each > 31 for each in more) or not 1 <= page <= MOST_PAGES
        return
    assert place_of(number) == (place, page)
    assert 1_000_000 < number < 2**31


@given(st.integers(1, 1_000_000))
def test_a_page_of_a_document_is_itself(number: int) -> None:
    assert place_of(number) == ("", number)


def test_it_is_called_by_its_attachment() -> None:
    message, values = worded(page_of("2.1", 3) or 0)
    assert message % values == "adjunto 2.1, página 3"
    message, values = worded(3)
    assert message % values == "página 3"
