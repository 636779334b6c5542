"""Words in a text: case, accents and blanks do not matter, and the text stays as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.files.reading import finding

ANYTHING = st.text(max_size=60)


@pytest.mark.parametrize(
    ("text", "words", "hits"),
    [
        ("El Comité de Género", "comite", ["Comité"]),
        ("el comité y el COMITÉ", "comité", ["comité", "COMITÉ"]),
        ("decreto\nN°  12", "decreto nº 12", ["decreto\nN°  12"]),
        ("nada", "comite", []),
        ("nada", "", []),
        ("straße", "strasse", ["straße"]),
    ],
)
def test_what_is_marked(text: str, words: str, hits: list[str]) -> None:
    assert [piece for piece, hit in finding.pieces(text, words) if hit] == hits
    assert finding.count(words, text) == len(hits)


@given(ANYTHING, ANYTHING)
def test_the_pieces_are_the_text_again(text: str, words: str) -> None:
    assert "".join(piece for piece, _ in finding.pieces(text, words)) == text


@given(ANYTHING.filter(str.strip), ANYTHING, ANYTHING)
def test_what_stands_in_a_text_is_found_in_it(words: str, before: str, after: str) -> None:
    if finding.count(words, words):
        assert finding.count(words, f"{before} {words} {after}")


def test_what_is_written_around_it_is_one_line() -> None:
    said = finding.around("a " * 100 + "el\nComité" + " b" * 100, "comité", letters=10)
    assert said == "… a a a el Comité b b b b b …"
