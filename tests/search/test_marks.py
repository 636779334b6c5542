"""Which letters are marked: exactly those that were asked for, and the text stays itself."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.search.domain.marks import marked
from sello.search.domain.question import parse


@pytest.mark.parametrize(
    ("text", "typed", "lit"),
    [
        ("Política de género", "genero", ["género"]),
        ("Política de género", "POLITICA de", ["Política", "de"]),
        ("Plan y planificación", "plan", ["Plan", "plan"]),
        ("Equidad", "da", []),
        ("DA 1200/46", "da 1200/46", ["DA", "1200/46"]),
        ("Ficha ﬁnal", "final", ["ﬁnal"]),
        ("Acta", "", []),
        ("<b>acta</b>", "acta", ["acta"]),
    ],
)
def test_what_was_asked_for_is_marked(text: str, typed: str, lit: list[str]) -> None:
    assert [part for part, asked in marked(text, parse(typed)) if asked] == lit


@given(st.text(max_size=80), st.text(max_size=20))
def test_the_pieces_are_the_text(text: str, typed: str) -> None:
    pieces = marked(text, parse(typed))
    assert "".join(part for part, _ in pieces) == text
    assert all(one[1] is not other[1] for one, other in pairwise(pieces))
