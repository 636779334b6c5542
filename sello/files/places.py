"""The number of a page that belongs to a file which came along with a mail: one number for place and page.

The pages of the mail itself count from 1, as those of any document. A page of an attachment has a number
beyond all of these, made of its place (`2`, or `2.1` in a mail inside) and of its page.
"""

from typing import Final

from sello.core.labels import N_

MOST_PAGES: Final = 999
"""Pages of an attachment that have a number."""
_FIRST, _NEXT = 127, 31
"""How many attachments of a mail have one, and of a mail inside it."""
_BEYOND: Final = 1024 * (MOST_PAGES + 1)


def page_of(place: str, page: int) -> int | None:
    """The number of a page of the attachment at a place; None where there are too many."""
    first, *more = map(int, place.split("."))
    deeper = [*more, 0, 0][:2]
    if len(more) > 2 or first > _FIRST or max(deeper) > _NEXT or not 1 <= page <= MOST_PAGES:
        return None
    return (first * 1024 + deeper[0] * 32 + deeper[1]) * (MOST_PAGES + 1) + page


def place_of(number: int) -> tuple[str, int]:
    """Whose page a number is, and which: an empty place is the document itself."""
    if number < _BEYOND:
        return "", number
    code, page = divmod(number, MOST_PAGES + 1)
    places = (code // 1024, code // 32 % 32, code % 32)
    return ".".join(str(each) for each in places if each), page


def worded(number: int) -> tuple[str, dict[str, object]]:
    """How a page is called, as a source text with its values."""
    place, page = place_of(number)
    if place:
        return N_("adjunto %(place)s, página %(page)s"), {"place": place, "page": page}
    return N_("página %(page)s"), {"page": page}
