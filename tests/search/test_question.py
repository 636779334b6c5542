"""What is typed into the box: a table of how it is read, and that nothing typed is too much for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.text import fold
from sello.search.domain.question import LONGEST, MOST_WORDS, begins_code, is_code, parse, says_number


@pytest.mark.parametrize(
    ("typed", "words", "number"),
    [
        ("", (), ""),
        ("   ", (), ""),
        ("\x00\x07", (), ""),
        ("Violencia", ("violencia",), ""),
        ("  POLÍTICA   de género ", ("politica", "de", "genero"), ""),
        ("acta Acta ACTA", ("acta",), ""),
        ("decreto 915", ("decreto", "915"), "915"),
        ("Decreto Alcaldicio N° 1200/46", ("decreto", "alcaldicio", "1200/46"), "1200/46"),
        ("DA 1200/46", ("da", "1200/46"), "1200/46"),
        ("D.A. Nº 33", ("d.a.", "33"), "33"),
        ("el da 915 de 2021", ("el", "da", "915", "de", "2021"), "915"),
        ("Resolución exenta 12-3", ("resolucion", "exenta", "12-3"), "12-3"),
        ("ord. 7", ("ord.", "7"), "7"),
        ("n° 5", ("5",), "5"),
        ("N.º 5", ("5",), "5"),
        ("Decreto Nro. 915", ("decreto", "915"), "915"),
        ("acta nº12 no vigente", ("acta", "12", "no", "vigente"), "12"),
        ("915", ("915",), ""),
        ("agenda 2030", ("agenda", "2030"), ""),
        ("mandato 12", ("mandato", "12"), ""),
        ("decreto 915a", ("decreto", "915a"), ""),
    ],
)
def test_what_is_typed_is_read(typed: str, words: tuple[str, ...], number: str) -> None:
    question = parse(typed)
    assert (question.words, question.number) == (words, number)
    assert bool(question) is bool(words)


@given(st.text(max_size=600))
def test_nothing_typed_is_too_much(typed: str) -> None:
    question = parse(typed)
    assert len(question.typed) <= LONGEST
    assert len(question.words) <= MOST_WORDS
    assert all(word and word == fold(word) for word in question.words)
    assert parse(question.typed).words == question.words, "what was read is read again alike"


@pytest.mark.parametrize(
    ("word", "code", "same", "begins"),
    [
        ("1.1.2", "1.1.2", True, True),
        ("112", "1.1.2", True, True),
        ("1-1-2", "1.1.2", True, True),
        ("1.1.2.", "1.1.2", True, True),
        ("1.1", "1.1.2", False, True),
        ("11", "1.1.2", False, True),
        ("1", "1.1.2", False, False),
        ("1.1.3", "1.1.2", False, False),
        ("", "1.1.2", False, False),
        ("...", "", False, False),
        ("a1", "A.1", True, True),
        ("plan", "plan", False, False),
    ],
)
def test_a_code_is_known_with_its_points_and_without(word: str, code: str, same: bool, begins: bool) -> None:
    assert (is_code(word, code), begins_code(word, code)) == (same, begins)


@pytest.mark.parametrize(
    ("text", "number", "says"),
    [
        ("915", "915", True),
        ("N° 915", "915", True),
        ("915/2", "915", True),
        ("915-B", "915", True),
        ("1915", "915", False),
        ("9152", "915", False),
        ("1200/46", "1200/46", True),
        ("1200", "1200/46", False),
        ("46", "1200/46", False),
        ("decreto 915 del 12-03-2021", "915", True),
        ("", "915", False),
        ("915", "", False),
    ],
)
def test_a_number_is_a_whole_one(text: str, number: str, says: bool) -> None:
    assert says_number(text, number) is says
